using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class CloseIncidentTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Closing_a_case_writes_the_resolution_and_then_resolves_the_case_with_the_steps_of_each()
    {
        var ran = new List<string>();
        foreach (var (message, table) in new[] { ("Close", "incident"), ("Create", "incidentresolution"), ("Update", "incident") })
            _environment.On(message, table, 40, services => ran.Add($"{message} {table} in {services.Context().ParentContext?.MessageName ?? "nothing"}"));
        var id = _environment.CreateCase();
        _environment.Service.Create(new Entity("phonecall") { ["subject"] = "ring", ["regardingobjectid"] = new EntityReference("incident", id), ["actualdurationminutes"] = 25 });

        Close(id, 1000);

        Assert.Equal(["Create incidentresolution in Close", "Update incident in Close", "Close incident in nothing"], ran);
        var row = _environment.Read("incident", id);
        Assert.Equal(1, row.GetAttributeValue<OptionSetValue>("statecode")!.Value);
        Assert.Equal(1000, row.GetAttributeValue<OptionSetValue>("statuscode")!.Value);
        var resolution = Assert.Single(_environment.Service.RetrieveMultiple(new QueryExpression("incidentresolution") { ColumnSet = new(true) }).Entities);
        Assert.Equal(id, resolution.GetAttributeValue<EntityReference>("incidentid")!.Id);
        Assert.Equal(25, resolution.GetAttributeValue<int>("totaltimespent"));
        Assert.Equal(60, resolution.GetAttributeValue<int>("timespent"));
        Assert.Equal(1, resolution.GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Fact]
    public void Status_minus_one_is_the_default_of_resolved()
    {
        var id = _environment.CreateCase();

        Close(id, -1);

        Assert.Equal(5, _environment.Read("incident", id).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
    }

    [Fact]
    public void A_status_of_another_state_is_refused_and_leaves_no_resolution()
    {
        var id = _environment.CreateCase();

        var error = Assert.Throws<DataverseException>(() => Close(id, 6));

        Assert.Equal(ErrorCode.InvalidStateStatus, error.Code);
        Assert.Equal($"6 is not a valid status code for state code IncidentState.Resolved on incident with Id {id}.", error.Message);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("incidentresolution")).Entities);
    }

    [Fact]
    public void A_resolved_case_is_not_resolved_twice_but_can_be_reactivated()
    {
        var id = _environment.CreateCase();
        Close(id, 5);
        Assert.Throws<DataverseException>(() => Close(id, 5));

        _environment.Service.Update(new Entity("incident", id) { ["statecode"] = new OptionSetValue(0) });
        Close(id, 5);

        Assert.Equal(2, _environment.Service.RetrieveMultiple(new QueryExpression("incidentresolution")).Entities.Count);
    }

    [Fact]
    public void Nothing_but_CloseIncident_resolves_a_case()
    {
        var id = _environment.CreateCase();
        var resolved = new Entity("incident", id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(5) };

        Assert.Contains("use the CloseIncidentRequest message", Assert.Throws<DataverseException>(() => _environment.Service.Update(resolved)).Message, StringComparison.Ordinal);
        Assert.Equal(0, _environment.Read("incident", id).GetAttributeValue<OptionSetValue>("statecode")!.Value);

        Close(id, 5);
        resolved["statuscode"] = new OptionSetValue(1000);
        _environment.Service.Update(resolved);

        Assert.Equal(1000, _environment.Read("incident", id).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
    }

    private void Close(Guid id, int status) => _environment.Service.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "done", ["incidentid"] = new EntityReference("incident", id), ["timespent"] = 60 },
        ["Status"] = new OptionSetValue(status),
    });
}
