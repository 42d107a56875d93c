using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>B7: activities beside automatic time, as effort and as wall clock. Automatic time of each test lies before its noon.</summary>
public sealed class OverlapTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void Effort_and_wall_clock_are_both_answered_and_the_setting_decides_the_total()
    {
        Send(Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-900), Now.AddSeconds(-300));

        Assert.Equal((300, 1200, 900, 1200), Numbers());
        Settings(("casetime_overlaponce", true));
        Assert.Equal((300, 1200, 900, 900), Numbers());
    }

    [Fact]
    public void Several_calls_that_overlap_each_other_overlap_one_by_one()
    {
        Send(Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600));
        PhoneCall(Rep, 10, Now.AddSeconds(-900), Now.AddSeconds(-300));

        Assert.Equal((900, 1800, 900, 1800), Numbers());
    }

    [Fact]
    public void Cancelled_untimed_and_merely_scheduled_activities_overlap_nothing()
    {
        Send(Interval(Offset(-1200), 600));
        Cancel(PhoneCall(Rep, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600)));
        PhoneCall(Rep, 10);
        PhoneCall(Rep, 5, start: Now.AddSeconds(-1200));
        PhoneCall(Rep, 5, end: Now.AddSeconds(-600));
        Organization.As(Organization.Administrator).Create(new Entity("phonecall")
        {
            ["regardingobjectid"] = CaseReference(Case),
            ["ownerid"] = new EntityReference(Tables.User, Rep),
            ["actualdurationminutes"] = 1,
            ["scheduledstart"] = Now.AddSeconds(-1200),
            ["scheduledend"] = Now.AddSeconds(-600),
        });

        Assert.Equal((0, 1860, 1860, 1860), Numbers());
    }

    [Fact]
    public void Another_reps_call_and_automatic_time_on_another_case_are_not_overlapped()
    {
        var colleague = Organization.NewUser(TestRole.Representative);
        Send(Interval(Offset(-1200), 600));
        Send(Interval(Offset(-600), 600), caseId: NewCase());
        PhoneCall(colleague, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600));
        PhoneCall(Rep, 10, Now.AddSeconds(-600), Now);

        Assert.Equal((0, 1800, 1800, 1800), Numbers());
    }

    [Fact]
    public void Seconds_that_another_case_claimed_first_are_not_overlapped_here()
    {
        Send(Interval(Offset(-1200), 300), caseId: NewCase());
        Send(Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600));

        Assert.Equal((300, 900, 600, 900), Numbers());
    }

    [Fact]
    public void A_call_across_midnight_overlaps_on_both_dates()
    {
        var yesterday = new WorkDate(Now.AddDays(-1));
        Send("v1 86100+300", date: yesterday);
        Send("v1 0+300");
        PhoneCall(Rep, 10, Today.At(-300), Today.At(300));

        Assert.Equal((600, 1200, 600, 1200), Numbers());
    }

    [Fact]
    public void A_hundred_calls_take_no_more_service_calls_than_one()
    {
        Send(Interval(Offset(-6000), 6000));
        PhoneCall(Rep, 1, Now.AddSeconds(-60), Now);
        var one = Organization.PluginCallsDuring(() => Numbers());
        for (var i = 1; i < 100; i++)
            PhoneCall(Rep, 1, Now.AddSeconds(-60 * (i + 1)), Now.AddSeconds(-60 * i));

        Assert.Equal(one, Organization.PluginCallsDuring(() => Numbers()));
        Assert.Equal((6000, 12000, 6000, 12000), Numbers());
    }

    [Fact]
    public void Adjusted_away_time_is_no_longer_overlapped()
    {
        Send(Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600));
        Adjust(-600);

        Assert.Equal((0, 600, 600, 600), Numbers());
    }

    [Theory]
    [InlineData(false, 1200)]
    [InlineData(true, 900)]
    public void I4_the_resolution_stores_the_total_that_was_shown(bool once, int total)
    {
        Send(Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-900), Now.AddSeconds(-300));
        Settings(("casetime_overlaponce", once));
        var shown = Numbers();

        var resolution = Organization.As(Organization.Administrator).Retrieve("incidentresolution", Resolve(), new("timespent", "casetime_totaltime"));

        Assert.Equal(total, shown.Total);
        Assert.Equal(shown, Numbers());
        var row = CaseRow();
        Assert.Equal((600, 600, total), (row["casetime_automaticseconds"], row["casetime_activityseconds"], row["casetime_totalseconds"]));
        Assert.Equal((total / 60, total / 60), (resolution["timespent"], resolution["casetime_totaltime"]));
        var final = Assert.Single(Finals());
        Assert.Equal(total, final["casetime_durationseconds"]);
        var breakdown = Breakdown.Read((string)final["casetime_breakdown"]!)!;
        Assert.Equal((total, 600, 600, 300, once), (breakdown.Total, breakdown.Automatic, breakdown.Activity, breakdown.Overlap, breakdown.Once));
        Assert.Equal((long)total, Assert.Single(breakdown.Reps).Total);
    }

    [Fact]
    public void I4_late_seconds_under_a_call_are_counted_once_too()
    {
        Settings(("casetime_overlaponce", true));
        var row = AutomaticRow(Case, Rep, Interval(Offset(-1200), 600));
        PhoneCall(Rep, 10, Now.AddSeconds(-1200), Now.AddSeconds(-600));
        Resolve();
        Organization.Advance(TimeSpan.FromMinutes(1));

        Organization.As(Rep).Create(row);

        Assert.Equal((600, 1200, 600, 600), Numbers());
        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    private (int Overlap, int Effort, int WallClock, int Total) Numbers()
    {
        var answer = Organization.As(Rep).Execute(new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = CaseReference(Case) });
        return ((int)answer["OverlapSeconds"]!, (int)answer["EffortSeconds"]!, (int)answer["WallClockSeconds"]!, (int)answer["TotalSeconds"]!);
    }
}
