using LocalDataverse.Tests.CustomApis;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

/// <summary>Merge of two cases.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly CustomApiEnvironment _environment = new();
    private readonly Guid _surviving;
    private readonly Guid _merged;

    public MergeTests()
    {
        _surviving = Test.CreateCase("Surviving");
        _merged = Test.CreateCase("Merged");
    }

    private TestEnvironment Test => _environment.Test;

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void The_subordinate_is_cancelled_as_merged_and_names_the_surviving_case()
    {
        Merge(_surviving, _merged);

        var merged = Test.Read("incident", _merged);
        Assert.Equal((2, 2000, _surviving, true), (
            merged.GetAttributeValue<OptionSetValue>("statecode")!.Value, merged.GetAttributeValue<OptionSetValue>("statuscode")!.Value,
            merged.GetAttributeValue<EntityReference>("masterid")!.Id, merged["merged"]));
        Assert.Equal(0, Test.Read("incident", _surviving).GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Fact]
    public void Activities_notes_and_child_cases_follow()
    {
        var call = Test.Service.Create(new Entity("phonecall") { ["subject"] = "Call", ["regardingobjectid"] = new EntityReference("incident", _merged) });
        var note = Test.Service.Create(new Entity("annotation") { ["subject"] = "Note", ["objectid"] = new EntityReference("incident", _merged) });
        var child = Test.CreateCase("Child");
        Test.Service.Update(new Entity("incident", child) { ["parentcaseid"] = new EntityReference("incident", _merged) });

        Merge(_surviving, _merged);

        Assert.Equal(
            [_surviving, _surviving, _surviving],
            new[] { ("phonecall", call, "regardingobjectid"), ("annotation", note, "objectid"), ("incident", child, "parentcaseid") }
                .Select(row => Test.Read(row.Item1, row.Item2).GetAttributeValue<EntityReference>(row.Item3)!.Id));
    }

    [Fact]
    public void How_the_subordinate_was_resolved_before_stays_its_own()
    {
        Test.Service.Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Done", ["incidentid"] = new EntityReference("incident", _merged) },
            ["Status"] = new OptionSetValue(5),
        });
        Test.Service.Update(new Entity("incident", _merged) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) });

        Merge(_surviving, _merged);

        var resolution = Assert.Single(Test.Service.RetrieveMultiple(new QueryExpression("incidentresolution") { ColumnSet = new ColumnSet("incidentid", "regardingobjectid") }).Entities);
        Assert.Equal((_merged, _merged), (resolution.GetAttributeValue<EntityReference>("incidentid")!.Id, resolution.GetAttributeValue<EntityReference>("regardingobjectid")!.Id));
    }

    [Fact]
    public void Steps_of_the_message_see_both_cases_and_steps_of_its_updates_see_the_message()
    {
        var seen = new List<string>();
        Test.On("Merge", "incident", 40, services => seen.Add($"Merge {Context(services).PrimaryEntityId == _surviving} {(Guid)Context(services).InputParameters["SubordinateId"]! == _merged}"));
        Test.On("Update", "incident", 20, services => seen.Add($"Update in {Context(services).ParentContext?.MessageName}"));

        Merge(_surviving, _merged);

        Assert.Equal(["Update in Merge", "Merge True True"], seen);
    }

    [Fact]
    public void The_web_api_merges_as_documented()
    {
        var response = _environment.Send("POST", "Merge", $$"""
            {
              "Target": { "title": "Surviving", "incidentid": "{{_surviving}}", "@odata.type": "Microsoft.Dynamics.CRM.incident" },
              "Subordinate": { "title": "Merged", "incidentid": "{{_merged}}", "@odata.type": "Microsoft.Dynamics.CRM.incident" },
              "UpdateContent": { "description": "Not used for cases", "@odata.type": "Microsoft.Dynamics.CRM.incident" },
              "PerformParentingChecks": false
            }
            """);

        Assert.Equal(204, (int)response.Status);
        Assert.Equal(2000, Test.Read("incident", _merged).GetAttributeValue<OptionSetValue>("statuscode")!.Value);
        Assert.False(Test.Read("incident", _surviving).Contains("description"));
    }

    [Fact]
    public void A_case_is_not_merged_with_itself_nor_with_one_that_is_closed_or_missing()
    {
        Assert.Contains("identical", Refusal(_surviving, _surviving), StringComparison.Ordinal);
        Assert.Contains("Does Not Exist", Refusal(_surviving, Guid.NewGuid()), StringComparison.Ordinal);
        Test.Service.Update(new Entity("incident", _merged) { ["statecode"] = new OptionSetValue(2), ["statuscode"] = new OptionSetValue(6) });
        Assert.Equal($"sub-entity: incident - {_merged} is deactive", Refusal(_surviving, _merged));
        Assert.Equal($"master entity: incident - {_merged} is deactive", Refusal(_merged, _surviving));
    }

    [Fact]
    public void Cases_of_different_parents_are_merged_only_where_nobody_asks_for_the_check()
    {
        Test.Service.Update(new Entity("incident", _merged) { ["parentcaseid"] = new EntityReference("incident", Test.CreateCase("Parent")) });

        Assert.Contains("different parent cases", Refusal(_surviving, _merged, check: true), StringComparison.Ordinal);
        Merge(_surviving, _merged);
    }

    [Fact]
    public void Other_tables_are_refused_by_name()
    {
        var refusal = Assert.Throws<DataverseException>(() => Test.Service.Execute(Request(Test.CreateAccount(), Test.CreateAccount().Id, false)));

        Assert.Contains("not for 'account'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_write_what_moves_merges_nothing()
    {
        var note = Test.Service.Create(new Entity("annotation") { ["subject"] = "Note", ["objectid"] = new EntityReference("incident", _merged) });
        var worker = Test.CreateUser("worker", null, "Customer Service Representative");
        var unit = Test.Service.Create(new Entity("businessunit") { ["name"] = "Elsewhere", ["parentbusinessunitid"] = new EntityReference("businessunit", Test.RootUnit) });
        var stranger = Test.CreateUser("stranger", unit, "Customer Service Representative");

        var refusal = Assert.Throws<DataverseException>(() => Test.Organization.Execute(stranger, Request(new EntityReference("incident", _surviving), _merged, false)));

        Assert.Equal(ErrorCode.PrivilegeDenied, refusal.Code);
        Assert.Equal(_merged, Test.Read("annotation", note).GetAttributeValue<EntityReference>("objectid")!.Id);
        Assert.Equal(0, Test.Read("incident", _merged).GetAttributeValue<OptionSetValue>("statecode")!.Value);
        Test.Organization.Execute(worker, Request(new EntityReference("incident", _surviving), _merged, false));
    }

    private static IPluginExecutionContext Context(IServiceProvider services) => (IPluginExecutionContext)services.GetService(typeof(IPluginExecutionContext))!;

    private static OrganizationRequest Request(EntityReference target, Guid subordinate, bool check) => new("Merge")
    {
        ["Target"] = target,
        ["SubordinateId"] = subordinate,
        ["PerformParentingChecks"] = check,
    };

    private void Merge(Guid target, Guid subordinate, bool check = false) => Test.Service.Execute(Request(new EntityReference("incident", target), subordinate, check));

    private string Refusal(Guid target, Guid subordinate, bool check = false) => Assert.Throws<DataverseException>(() => Merge(target, subordinate, check)).Message;
}
