using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Counted time that was deleted does not come back with a device that sends it once more.</summary>
public sealed class DeletedTimeTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void CT1009_seconds_of_a_deleted_row_sent_once_more_are_refused_and_make_no_row()
    {
        var from = Offset(-1200);
        var row = DeletedAfter(Interval(from, 600));

        AssertRefused("CT1009", () => Send(Interval(from, 600)));
        AssertRefused("CT1009", () => Send(Interval(from + 599, 1)));

        Assert.False(Exists(row));
    }

    [Fact]
    public void What_the_device_counted_since_makes_the_row_anew_without_the_old_seconds()
    {
        var from = Offset(-1200);
        DeletedAfter(Interval(from, 600));

        var row = Row(Send(Interval(from, 900)));

        Assert.Equal((Interval(from + 600, 300), 300), (row["casetime_timeline"], row["casetime_durationseconds"]));
    }

    [Fact]
    public void I2_seconds_before_the_deletion_that_the_row_never_had_are_kept()
    {
        var from = Offset(-1200);
        DeletedAfter(Interval(from, 600));
        Organization.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(600, Row(Send(Interval(from + 600, 600)))["casetime_durationseconds"]);
    }

    [Fact]
    public void The_row_made_anew_takes_no_old_seconds_either()
    {
        var from = Offset(-1200);
        DeletedAfter(Interval(from, 600));
        var row = Send(Interval(from + 700, 100));

        AssertRefused("CT1009", () => Send(Interval(from, 600)));
        Send(Interval(from, 900));

        Assert.Equal(Interval(from + 600, 300), Row(row)["casetime_timeline"]);
    }

    [Fact]
    public void A_second_deletion_reaches_further()
    {
        var from = Offset(-1200);
        DeletedAfter(Interval(from, 600));
        DeletedAfter(Interval(from, 900));

        AssertRefused("CT1009", () => Send(Interval(from, 900)));
        Assert.Equal(1, Row(Send(Interval(from, 901)))["casetime_durationseconds"]);
    }

    [Fact]
    public void Other_devices_cases_dates_and_reps_lose_nothing()
    {
        var from = Offset(-1200);
        var colleague = Organization.NewUser(TestRole.Representative);
        DeletedAfter(Interval(from, 600));

        Assert.Equal(600, Row(Send(Interval(from, 600), device: "fedcba9876543210"))["casetime_durationseconds"]);
        Assert.Equal(600, Row(Send(Interval(from + 600, 600), caseId: NewCase()))["casetime_durationseconds"]);
        Assert.Equal(600, Row(Send(Interval(from, 600), date: new(Now.AddDays(-1))))["casetime_durationseconds"]);
        Assert.Equal(600, Row(Send(Interval(from, 600), rep: colleague))["casetime_durationseconds"]);
    }

    [Fact]
    public void Contested_seconds_move_to_no_other_row()
    {
        var from = Offset(-1200);
        var first = Send(Interval(from, 600));
        var second = Send(Interval(from, 600), caseId: NewCase());

        Delete(first, Organization.Administrator);

        Assert.Equal(0, Row(second)["casetime_durationseconds"]);
    }

    [Fact]
    public void Every_row_of_a_rep_that_goes_is_remembered()
    {
        var from = Offset(-1200);
        Guid[] cases = [Case, NewCase(), NewCase()];
        foreach (var row in cases.Select((id, number) => Send(Interval(from + (number * 100), 100), caseId: id)).ToList())
            Delete(row, Organization.Administrator);

        foreach (var (id, number) in cases.Select((id, number) => (id, number)))
            AssertRefused("CT1009", () => Send(Interval(from + (number * 100), 100), caseId: id));
    }

    [Fact]
    public void What_is_too_old_to_be_sent_is_remembered_no_longer()
    {
        DeletedAfter(Interval(Offset(-600), 600));
        Assert.Contains("@" + Today, Remembered(), StringComparison.Ordinal);
        var first = Today;

        Organization.Advance(TimeSpan.FromDays(32));
        DeletedAfter(Interval(Offset(-600), 600));

        Assert.DoesNotContain("@" + first, Remembered(), StringComparison.Ordinal);
        Assert.Contains("@" + Today, Remembered(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_takes_its_rows_with_it_leaves_nothing_to_remember()
    {
        Send(Interval(Offset(-600), 600));

        Organization.As(Organization.Administrator).Delete("incident", Case);

        Assert.Equal("", Remembered());
    }

    private Guid DeletedAfter(string timeline)
    {
        var row = Send(timeline);
        Delete(row, Organization.Administrator);
        return row;
    }

    private bool Exists(Guid row)
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_timetrackerid", ConditionOperator.Equal, row);
        return Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities.Count > 0;
    }

    private string Remembered() => Organization.As(Organization.Administrator)
        .Retrieve("casetime_clock", Rep, new ColumnSet("casetime_deletions")).GetAttributeValue<string>("casetime_deletions") ?? "";
}
