using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Every rule holds at its limit and beside it, whatever message the row comes with.</summary>
public sealed class EveryMessageTests(TestOrganization environment) : BehaviourTest(environment)
{
    public static TheoryData<string, string> Creates => Pairs(
        Ways.Create, "CT1001", "CT1001 of an adjustment", "CT1002", "CT1003", "CT1003 of a timeline", "CT1004", "CT1005", "CT1006", "CT1007", "CT1009 of a date",
        "CT1009 of an age", "CT1009 of an id", "CT1009 of a device", "CT1010", "CT1011", "CT1012", "CT1015", "CT1016");

    [Theory]
    [MemberData(nameof(Creates))]
    public void At_the_limit_a_row_is_created_and_beside_it_refused(string way, string rule)
    {
        Send("v1 0+600", device: "given");
        var (at, beside) = Created(rule);
        var before = Count();

        AssertRefused(rule[..6], () => Ways.Write(Organization, Rep, way, beside(), creates: true));
        Assert.Equal(before, Count());
        Restore(rule);
        Ways.Write(Organization, Rep, way, at(), creates: true);
        Assert.Equal(before + 1, Count());
    }

    public static TheoryData<string, string> Updates => Pairs(
        Ways.Update, "CT1001", "CT1002", "CT1003", "CT1005", "CT1006", "CT1007", "CT1008", "CT1008 of counted time", "CT1009", "CT1010", "CT1015", "CT1016");

    [Theory]
    [MemberData(nameof(Updates))]
    public void At_the_limit_a_row_is_changed_and_beside_it_refused(string way, string rule)
    {
        var log = Log(600);
        var automatic = Send(Interval(Offset(-600), 300));
        var (at, beside) = Changed(rule, log, automatic);

        var refused = beside();
        var before = Row(refused.Id).RowVersion;
        AssertRefused(rule[..6], () => Ways.Write(Organization, Rep, way, refused, creates: false));
        Assert.Equal(before, Row(refused.Id).RowVersion);
        Restore(rule);
        var changed = at();
        before = Row(changed.Id).RowVersion;
        Ways.Write(Organization, Rep, way, changed, creates: false);
        Assert.NotEqual(before, Row(changed.Id).RowVersion);
    }

    public static TheoryData<string, string> Deletes => Pairs(Ways.Delete, "CT1005", "CT1007", "CT1017 of counted time", "CT1017 of an adjustment", "CT1017 of a final");

    [Theory]
    [MemberData(nameof(Deletes))]
    public void An_own_log_of_an_active_case_is_deleted_and_nothing_else(string way, string rule)
    {
        var own = Log(600);
        var row = own;
        switch (rule)
        {
            case "CT1005":
                Resolve();
                break;
            case "CT1007":
                row = Log(60, Organization.NewUser(TestRole.Representative));
                break;
            case "CT1017 of counted time":
                row = Send("v1 0+600");
                break;
            case "CT1017 of an adjustment":
                Send("v1 0+600");
                Adjust(-60);
                row = Find(TimeCategory.Adjustment);
                break;
            default:
                Resolve(Rep);
                row = Finals()[0].Id;
                SetState(0, 1);
                break;
        }

        AssertRefused(rule[..6], () => Ways.Remove(Organization, Rep, way, row));
        Assert.Equal(row, Row(row).Id);
        Restore(rule);
        Ways.Remove(Organization, Rep, way, own);
        Assert.ThrowsAny<Exception>(() => Row(own));
    }

    [Theory]
    [InlineData("CreateMultiple")]
    [InlineData("UpsertMultiple")]
    public void One_refused_row_takes_the_others_of_its_message_with_it(string message)
    {
        var rows = new EntityCollection([Given(LogRow(60)), Given(LogRow(0)), Given(LogRow(60))]) { EntityName = "casetime_timetracker" };

        AssertRefused("CT1001", () => Organization.As(Rep).Execute(new OrganizationRequest(message) { ["Targets"] = rows }));

        Assert.Equal(0, Count());
    }

    [Fact]
    public void Rows_of_one_day_sent_in_one_message_still_claim_each_second_once()
    {
        var rows = new[] { "one", "two", "three" }.Select(device => AutomaticRow(Case, Rep, "v1 0+600", device: device)).ToList();

        Organization.As(Rep).Execute(new UpsertMultipleRequest { Targets = new EntityCollection(rows) { EntityName = "casetime_timetracker" } });

        Assert.Equal([600, 0, 0], rows.Select(row => (int)Row(row.Id)["casetime_durationseconds"]!));
    }

    [Fact]
    public void DeleteMultiple_is_for_elastic_tables_and_deletes_nothing_here()
    {
        var row = Log(60);

        Assert.ThrowsAny<Exception>(() => Organization.As(Organization.Administrator).Execute(new OrganizationRequest("DeleteMultiple")
        {
            ["Targets"] = new EntityReferenceCollection { new EntityReference("casetime_timetracker", row) },
        }));

        Assert.Equal(row, Row(row).Id);
    }

    private static TheoryData<string, string> Pairs(string[] ways, params string[] rules)
    {
        var data = new TheoryData<string, string>();
        foreach (var way in ways)
        {
            foreach (var rule in rules)
                data.Add(way, rule);
        }

        return data;
    }

    /// <summary>A row at the limit, and one beside it. They are made when they are sent, since settings may change between.</summary>
    private (Func<Entity> At, Func<Entity> Beside) Created(string rule)
    {
        switch (rule)
        {
            case "CT1001":
                return (() => LogRow(1), () => LogRow(0));
            case "CT1001 of an adjustment":
                return (() => AdjustmentRow(1), () => AdjustmentRow(0));
            case "CT1002":
                Settings(("casetime_maxlogminutes", 60));
                return (() => LogRow(3600), () => LogRow(3601));
            case "CT1003":
                return (() => LogRow(60, null, ("casetime_starttime", Now.AddSeconds(-55))), () => LogRow(60, null, ("casetime_starttime", Now.AddSeconds(-54))));
            case "CT1003 of a timeline":
                return (() => AutomaticRow(Case, Rep, Interval(Offset(119), 60)), () => AutomaticRow(Case, Rep, Interval(Offset(120), 60)));
            case "CT1004":
                return (() => LogRow(60), () => LogRow(60, Guid.NewGuid()));
            case "CT1005":
                Resolve();
                return (() => LogRow(60), () => LogRow(60));
            case "CT1006":
                Settings(("casetime_enabled", false));
                return (() => LogRow(60), () => LogRow(60));
            case "CT1007":
                return (
                    () => LogRow(60, null, ("ownerid", new EntityReference("systemuser", Rep))),
                    () => LogRow(60, null, ("ownerid", new EntityReference("systemuser", Organization.Administrator))));
            case "CT1009 of a date":
                return (() => AutomaticRow(Case, Rep, "v1 86340+60", Yesterday), () => AutomaticRow(Case, Rep, "v1 86340+61", Yesterday));
            case "CT1009 of an age":
                var oldest = new WorkDate(Now.AddDays(-31));
                return (() => AutomaticRow(Case, Rep, Interval(Offset(), 60), oldest), () => AutomaticRow(Case, Rep, Interval(Offset(-1), 60), oldest));
            case "CT1009 of an id":
                return (() => AutomaticRow(Case, Rep, "v1 600+60"), () => WithId(AutomaticRow(Case, Rep, "v1 600+60"), RowIdOf(Case, Organization.Administrator, Today)));
            case "CT1009 of a device":
                return (() => AutomaticRow(Case, Rep, "v1 600+60", device: new string('d', 64)), () => AutomaticRow(Case, Rep, "v1 600+60", device: new string('d', 65)));
            case "CT1010":
                return (() => LogRow(60), () => LogRow(60, null, ("casetime_category", new OptionSetValue((int)TimeCategory.Final))));
            case "CT1011":
                return (() => AdjustmentRow(60, "L"), () => AdjustmentRow(60, " "));
            case "CT1012":
                return (() => AdjustmentRow(-600), () => AdjustmentRow(-601));
            case "CT1015":
                return (() => LogRow(60, null, ("casetime_reason", new string('r', 2000))), () => LogRow(60, null, ("casetime_reason", new string('r', 2001))));
            default:
                return (
                    () => LogRow(60, null, ("casetime_starttime", Now.AddMinutes(-5)), ("casetime_endtime", Now.AddMinutes(-4))),
                    () => LogRow(60, null, ("casetime_starttime", Now.AddMinutes(-5)), ("casetime_endtime", Now.AddMinutes(-4).AddSeconds(1))));
        }
    }

    private (Func<Entity> At, Func<Entity> Beside) Changed(string rule, Guid log, Guid automatic)
    {
        switch (rule)
        {
            case "CT1001":
                return (() => Change(log, ("casetime_durationseconds", 1)), () => Change(log, ("casetime_durationseconds", 0)));
            case "CT1002":
                Settings(("casetime_maxlogminutes", 60));
                return (() => Change(log, ("casetime_durationseconds", 3600)), () => Change(log, ("casetime_durationseconds", 3601)));
            case "CT1003":
                return (() => Change(log, ("casetime_starttime", Now.AddSeconds(-600)), ("casetime_reason", "On time")), () => Change(log, ("casetime_starttime", Now.AddSeconds(-594))));
            case "CT1005":
                Resolve();
                return (() => Change(log, ("casetime_reason", "Active")), () => Change(log, ("casetime_reason", "Closed")));
            case "CT1006":
                Settings(("casetime_enabled", false));
                return (() => Change(log, ("casetime_reason", "On")), () => Change(log, ("casetime_reason", "Off")));
            case "CT1007":
                var others = Log(60, Organization.NewUser(TestRole.Representative));
                return (() => Change(log, ("casetime_reason", "Mine")), () => Change(others, ("casetime_reason", "Theirs")));
            case "CT1008":
                return (
                    () => Change(log, ("casetime_category", new OptionSetValue((int)TimeCategory.Manual)), ("casetime_reason", "Same")),
                    () => Change(log, ("casetime_category", new OptionSetValue((int)TimeCategory.Automatic))));
            case "CT1008 of counted time":
                return (
                    () => Change(automatic, ("casetime_device", Device), ("casetime_timeline", Interval(Offset(-300), 60))),
                    () => Change(automatic, ("casetime_device", "another"), ("casetime_timeline", Interval(Offset(-300), 60))));
            case "CT1009":
                return (() => Change(automatic, ("casetime_timeline", Interval(Offset(-300), 60))), () => Change(automatic, ("casetime_timeline", "v1 86400+1")));
            case "CT1010":
                Resolve(Rep);
                SetState(0, 1);
                var final = Finals()[0].Id;
                return (() => Change(log, ("casetime_reason", "A log")), () => Change(final, ("casetime_durationseconds", 1)));
            case "CT1015":
                return (() => Change(log, ("casetime_reason", new string('r', 2000))), () => Change(log, ("casetime_reason", new string('r', 2001))));
            default:
                return (
                    () => Change(log, ("casetime_starttime", Now.AddMinutes(-30)), ("casetime_endtime", Now.AddMinutes(-20))),
                    () => Change(log, ("casetime_starttime", Now.AddMinutes(-30)), ("casetime_endtime", Now.AddMinutes(-19))));
        }
    }

    /// <summary>Takes back what stood in the way of every row.</summary>
    private void Restore(string rule)
    {
        if (rule == "CT1005")
            SetState(0, 1);
        if (rule == "CT1006")
            Settings(("casetime_enabled", true));
    }

    private WorkDate Yesterday => new(Now.AddDays(-1));

    private Entity AdjustmentRow(int seconds, string reason = "Lunch") => LogRow(
        seconds, null, ("casetime_category", new OptionSetValue((int)TimeCategory.Adjustment)), ("casetime_adjusts", new EntityReference("systemuser", Rep)), ("casetime_reason", reason));

    private static Entity WithId(Entity row, Guid id)
    {
        row.Id = id;
        return row;
    }

    private static Entity Given(Entity row) => WithId(row, Guid.NewGuid());

    private static Entity Change(Guid id, params (string Column, object? Value)[] values)
    {
        var row = new Entity("casetime_timetracker", id);
        foreach (var (column, value) in values)
            row[column] = value;
        return row;
    }

    private Guid Find(TimeCategory category)
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, Case);
        query.Criteria.AddCondition("casetime_category", ConditionOperator.Equal, (int)category);
        return Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities[0].Id;
    }

    private int Count()
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, Case);
        return Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities.Count;
    }
}
