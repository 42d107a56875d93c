using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class AuditTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public AuditTests() => Audit(true);

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Each_change_of_an_audited_table_leaves_a_row_with_who_when_before_and_after()
    {
        var account = _environment.CreateAccount("Contoso");
        _environment.Service.Update(new Entity("account", account.Id) { ["name"] = "Fabrikam", ["telephone1"] = null });
        _environment.Service.Delete("account", account.Id);

        var rows = Rows(account.Id);
        Assert.Equal([1, 2, 3], rows.Select(row => row.GetAttributeValue<OptionSetValue>("action")!.Value));
        Assert.All(rows, row => Assert.Equal((_environment.Administrator.UserId, TestEnvironment.Noon, "account"), (row.GetAttributeValue<EntityReference>("userid")!.Id, row["createdon"], row["objecttypecode"])));
        Assert.Contains(("name", null, "Contoso"), Changes(rows[0]));
        Assert.Equal([("name", "Contoso", "Fabrikam")], Changes(rows[1]));
        Assert.Contains(("name", "Fabrikam", null), Changes(rows[2]));
    }

    [Fact]
    public void Sending_what_is_there_already_changes_nothing_to_audit()
    {
        var account = _environment.CreateAccount("Contoso");

        _environment.Service.Update(new Entity("account", account.Id) { ["name"] = "Contoso" });

        Assert.Single(Rows(account.Id));
    }

    [Fact]
    public void A_table_that_is_not_audited_leaves_none() =>
        Assert.Empty(Rows(_environment.Service.Create(new Entity("annotation") { ["subject"] = "Note" })));

    [Fact]
    public void What_was_rolled_back_was_not_changed()
    {
        _environment.On("Create", "account", 40, _ => throw new InvalidPluginExecutionException("No."));

        Assert.Throws<InvalidPluginExecutionException>(() => _environment.CreateAccount());

        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("audit")).Entities);
    }

    [Fact]
    public void Switched_off_for_the_organisation_nothing_is_audited()
    {
        Audit(false);

        Assert.Empty(Rows(_environment.CreateAccount().Id));
    }

    private void Audit(bool on) =>
        _environment.Service.Update(new Entity("organization", _environment.Organization.Id) { ["isauditenabled"] = on });

    private List<Entity> Rows(Guid id)
    {
        var query = new QueryExpression("audit") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("objectid", ConditionOperator.Equal, id);
        return [.. _environment.Service.RetrieveMultiple(query).Entities.OrderBy(row => row.GetAttributeValue<OptionSetValue>("action")!.Value)];
    }

    private static List<(string Name, string? Old, string? New)> Changes(Entity row)
    {
        using var document = JsonDocument.Parse((string)row["changedata"]!);
        return [.. document.RootElement.GetProperty("changedAttributes").EnumerateArray().Select(change =>
            (change.GetProperty("logicalName").GetString()!, change.GetProperty("oldValue").GetString(), change.GetProperty("newValue").GetString()))];
    }
}
