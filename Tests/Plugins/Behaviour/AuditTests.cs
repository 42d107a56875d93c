using System.Text.Json;
using CaseTime.Plugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>What the audit history of time trackers holds where an environment audits: what people did, not each write of counted time.</summary>
public sealed class AuditTests : BehaviourTest, IDisposable
{
    public AuditTests(TestOrganization environment)
        : base(environment) => Audit(true);

    public void Dispose() => Audit(false);

    [Fact]
    public void Counted_time_leaves_one_row_when_it_is_made_and_none_for_what_is_added()
    {
        var row = Send(Interval(Offset(-3000), 600));
        Send(Interval(Offset(-2000), 600));
        Send(Interval(Offset(-1000), 600));

        Assert.Equal(1800, Row(row)["casetime_durationseconds"]);
        Assert.Equal([1], History(row).Select(Action));
    }

    [Fact]
    public void A_changed_log_shows_its_duration_before_and_after_who_and_why()
    {
        var row = Log(600);
        Update(row, Rep, ("casetime_durationseconds", 300), ("casetime_reason", "Typing error"));

        var change = History(row) is [_, var update] ? update : throw new InvalidOperationException("Two rows of the log were expected.");
        Assert.Equal((2, Rep), (Action(change), change.GetAttributeValue<EntityReference>("userid")!.Id));
        Assert.Superset(new HashSet<(string, string?, string?)> { ("casetime_loggedseconds", "600", "300"), ("casetime_reason", null, "Typing error") }, Changes(change));
    }

    [Fact]
    public void Handing_over_and_deletion_of_counted_time_stay_in_the_history()
    {
        var row = Send("v1 0+600");
        var supervisor = Organization.NewUser(TestRole.Supervisor);
        Update(row, Organization.Administrator, ("ownerid", new EntityReference("systemuser", supervisor)));
        Delete(row, supervisor);

        Assert.Equal([1, 2, 3], History(row).Select(Action));
        Assert.Contains(Changes(History(row)[1]), change => change.Column == "ownerid");
    }

    [Theory]
    [InlineData(TimeCategory.Automatic)]
    [InlineData(TimeCategory.Adjustment)]
    public void Nobody_writes_the_audited_duration_of_a_log_into_another_row(TimeCategory category)
    {
        Send("v1 0+600");
        var row = category == TimeCategory.Automatic
            ? AutomaticRow(Case, Rep, "v1 0+600", device: "another")
            : LogRow(60, null, ("casetime_category", new OptionSetValue((int)category)), ("casetime_adjusts", new EntityReference("systemuser", Rep)), ("casetime_reason", "Lunch"));
        row["casetime_loggedseconds"] = 7;

        Assert.False(Row(Organization.As(Rep).Create(row)).Contains("casetime_loggedseconds"));
        Assert.Equal(60, Row(Organization.As(Rep).Create(LogRow(60, null, ("casetime_loggedseconds", 7))))["casetime_loggedseconds"]);
    }

    private static int Action(Entity audit) => audit.GetAttributeValue<OptionSetValue>("action")!.Value;

    private static HashSet<(string Column, string? Old, string? New)> Changes(Entity audit)
    {
        using var data = JsonDocument.Parse((string)audit["changedata"]!);
        return [.. data.RootElement.GetProperty("changedAttributes").EnumerateArray().Select(change => (change.GetProperty("logicalName").GetString()!, change.GetProperty("oldValue").GetString(), change.GetProperty("newValue").GetString()))];
    }

    private Entity[] History(Guid row)
    {
        var query = new QueryExpression("audit") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("objectid", ConditionOperator.Equal, row);
        return [.. Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities.OrderBy(Action)];
    }

    private void Audit(bool on)
    {
        var admin = Organization.As(Organization.Administrator);
        var organization = admin.RetrieveMultiple(new QueryExpression("organization")).Entities[0];
        admin.Update(new Entity("organization", organization.Id) { ["isauditenabled"] = on });
    }
}
