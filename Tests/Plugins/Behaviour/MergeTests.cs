using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Time follows its case when the case is merged into another one.</summary>
public sealed class MergeTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void Time_of_every_kind_and_rep_follows_to_the_surviving_case()
    {
        var colleague = Organization.NewUser(TestRole.Representative);
        var surviving = NewCase();
        Send("v1 0+600");
        Send("v1 0+300", rep: colleague);
        Adjust(-60);
        Log(900, colleague);
        PhoneCall(Rep, 5);
        Log(120, caseId: surviving);

        Merge(surviving, by: Rep);

        Assert.Equal((840, 1020, 300, 2160), Numbers(surviving));
        Assert.Equal((0, 0, 0, 0), Numbers(Case));
    }

    [Fact]
    public void More_rows_than_are_moved_at_once_follow_too()
    {
        var surviving = NewCase();
        for (var i = 0; i < 501; i++)
            Log(1);

        Merge(surviving);

        Assert.Equal(501, Numbers(surviving).Logs);
    }

    [Fact]
    public void A_device_that_knows_only_the_merged_case_goes_on_into_the_same_row()
    {
        var surviving = NewCase();
        var row = Send(Interval(Offset(-600), 300));
        Merge(surviving);

        Assert.Equal(row, Send(Interval(Offset(-300), 300)));

        var stored = Row(row);
        Assert.Equal((surviving, 600), (stored.GetAttributeValue<EntityReference>("casetime_regardingcase")!.Id, stored["casetime_durationseconds"]));
    }

    [Fact]
    public void CT1008_no_other_case_can_be_sent_for_a_row_that_was_moved()
    {
        var row = Send(Interval(Offset(-600), 300));
        Merge(NewCase());

        AssertRefused("CT1008", () => Update(row, Rep, ("casetime_regardingcase", CaseReference(NewCase())), ("casetime_timeline", Interval(Offset(-300), 300))));
    }

    [Fact]
    public void First_seconds_that_arrive_for_a_merged_case_go_to_the_surviving_one_over_any_number_of_merges()
    {
        var (next, last) = (NewCase(), NewCase());
        Merge(next);
        Merge(last, next);

        var row = Row(Send(Interval(Offset(-600), 300)));

        Assert.Equal((last, 300), (row.GetAttributeValue<EntityReference>("casetime_regardingcase")!.Id, row["casetime_durationseconds"]));
    }

    [Fact]
    public void I1_seconds_that_both_cases_claim_are_still_counted_once()
    {
        var surviving = NewCase();
        Send(Interval(Offset(-600), 300));
        Merge(surviving);

        Send(Interval(Offset(-600), 600), caseId: surviving);

        Assert.Equal(600, Numbers(surviving).Automatic);
    }

    [Fact]
    public void CT1005_nothing_is_logged_on_a_merged_case()
    {
        Merge(NewCase());

        AssertRefused("CT1005", () => Log(60));
    }

    [Fact]
    public void How_the_merged_case_ended_before_stays_with_it_and_the_surviving_case_counts_its_own_cycles()
    {
        var surviving = NewCase();
        Log(600);
        Resolve();
        Organization.FinishAsynchronousSteps();
        SetState(0, 1);

        Merge(surviving);
        Resolve(caseId: surviving);

        Assert.Equal((1, 600), (Assert.Single(Finals())["casetime_cycle"], Assert.Single(Finals())["casetime_durationseconds"]));
        Assert.Equal((1, 600), (Assert.Single(Finals(surviving))["casetime_cycle"], Assert.Single(Finals(surviving))["casetime_durationseconds"]));
    }

    [Fact]
    public void A_merge_writes_no_final_of_the_merged_case()
    {
        Log(600);

        Merge(NewCase());

        Assert.Empty(Finals());
    }

    private void Merge(Guid surviving, Guid? merged = null, Guid? by = null) => Organization.As(by ?? Organization.Administrator).Execute(new OrganizationRequest("Merge")
    {
        ["Target"] = CaseReference(surviving),
        ["SubordinateId"] = merged ?? Case,
        ["PerformParentingChecks"] = false,
    });

    private (int Automatic, int Logs, int Activities, int Total) Numbers(Guid caseId)
    {
        var answer = Organization.As(Organization.Administrator).Execute(new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = CaseReference(caseId) });
        return ((int)answer["AutomaticSeconds"]!, (int)answer["LogSeconds"]!, (int)answer["ActivitySeconds"]!, (int)answer["TotalSeconds"]!);
    }
}
