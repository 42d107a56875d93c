using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class LateTimeTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void Seconds_before_the_resolution_are_kept_and_later_ones_cut()
    {
        var resolvedAt = Offset();
        Resolve();
        Organization.Advance(TimeSpan.FromMinutes(5));

        var row = Row(Send(Interval(resolvedAt - 100, 200)));

        Assert.Equal(Interval(resolvedAt - 100, 100), row["casetime_timeline"]);
    }

    [Fact]
    public void I4_late_seconds_reach_the_case_and_the_latest_final()
    {
        Send(Interval(Offset(-600), 300));
        Resolve();
        Organization.FinishAsynchronousSteps();
        Organization.Advance(TimeSpan.FromMinutes(5));
        Send(Interval(Offset(-600), 120));
        Send(Interval(Offset(-600), 120));

        Assert.Equal((420, 420), (CaseRow()["casetime_totalseconds"], CaseRow()["casetime_automaticseconds"]));
        Assert.Equal(7, CaseRow()["casetime_totaltime"]);
        var final = Assert.Single(Finals());
        Assert.Equal(420, final["casetime_durationseconds"]);
        var breakdown = Breakdown.Read((string)final["casetime_breakdown"]!)!;
        Assert.Equal((420, 300, 120), (breakdown.Total, breakdown.Closing, breakdown.Late));
    }

    [Fact]
    public void A_late_first_row_on_a_cancelled_case_is_accepted_too()
    {
        var cancelledAt = Offset();
        SetState(2, 6);
        Organization.Advance(TimeSpan.FromMinutes(1));
        Send(Interval(cancelledAt - 60, 60));

        Assert.Equal(60, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(60, Breakdown.Read((string)Assert.Single(Finals())["casetime_breakdown"]!)!.Late);
    }

    [Fact]
    public void Late_seconds_that_another_row_claimed_are_not_added()
    {
        Send(Interval(Offset(-600), 300), caseId: NewCase());
        Resolve();

        Send(Interval(Offset(-600), 300));

        Assert.Equal(0, CaseRow()["casetime_totalseconds"]);
    }

    [Fact]
    public void Seconds_before_handling_time_was_switched_off_are_kept_and_later_ones_cut()
    {
        var offAt = Offset();
        Settings(("casetime_enabled", false));
        Organization.Advance(TimeSpan.FromMinutes(5));

        var row = Row(Send(Interval(offAt - 100, 200)));

        Assert.Equal(100, row["casetime_durationseconds"]);
    }

    [Fact]
    public void After_a_reactivation_nothing_is_cut()
    {
        Resolve();
        Organization.Advance(TimeSpan.FromMinutes(5));
        SetState(0, 1);
        Organization.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(100, Row(Send(Interval(Offset(-100), 100)))["casetime_durationseconds"]);
        Assert.False(CaseRow().Contains("casetime_closedon"));
    }

    [Fact]
    public void Late_time_of_a_merged_case_goes_to_the_case_it_was_merged_into()
    {
        var master = NewCase();
        Organization.As(Organization.Administrator).Update(new Entity("incident", Case) { ["masterid"] = CaseReference(master) });
        SetState(2, 2000);
        Organization.Advance(TimeSpan.FromMinutes(5));

        var row = Row(Send("v1 0+600"));

        Assert.Equal(master, row.GetAttributeValue<EntityReference>("casetime_regardingcase")!.Id);
        Assert.Equal(RowIdOf(Case, Rep, Today), row.Id);
        Assert.Equal(600, row["casetime_durationseconds"]);
    }
}
