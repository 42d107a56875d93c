using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>casetime_RecalculateHandlingTime: the case's columns anew.</summary>
public sealed class RecalculationTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void The_columns_of_an_active_case_hold_what_is_answered()
    {
        Send("v1 0+600");
        Log(900);
        PhoneCall(Rep, 5);

        var answer = Recalculate();

        var row = CaseRow();
        Assert.Equal((600, 900, 300, 1800), (row["casetime_automaticseconds"], row["casetime_manualseconds"], row["casetime_activityseconds"], row["casetime_totalseconds"]));
        Assert.Equal((600, 900, 300, 1800), (answer["AutomaticSeconds"], answer["LogSeconds"], answer["ActivitySeconds"], answer["TotalSeconds"]));
        Assert.Equal(30, row["casetime_totaltime"]);
        Assert.Empty(Finals());
    }

    [Fact]
    public void Of_a_closed_case_the_final_row_agrees_again_after_a_deletion()
    {
        Send("v1 0+600");
        var log = Log(900);
        Resolve();
        Delete(log, Organization.Administrator);

        Recalculate();

        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        var final = Assert.Single(Finals());
        Assert.Equal(600, final["casetime_durationseconds"]);
        Assert.Equal((600, 1500, 0), Breakdown.Read((string)final["casetime_breakdown"]!) is var breakdown ? (breakdown!.Total, breakdown.Closing, breakdown.Late) : default);
    }

    [Fact]
    public void Everybodys_time_is_stored_and_only_the_callers_is_told_to_who_may_read_no_more()
    {
        Send("v1 0+600");
        var own = Organization.NewUser(TestRole.OwnTimeRepresentative);
        Log(60, own);

        var answer = Recalculate(own);

        Assert.Equal(660, CaseRow()["casetime_totalseconds"]);
        Assert.Equal((0, 60, 60), (answer["AutomaticSeconds"], answer["LogSeconds"], answer["TotalSeconds"]));
    }

    [Fact]
    public void Who_may_not_write_the_case_is_refused_and_nothing_changes()
    {
        var reader = Organization.NewUser(TestRole.CaseReader);
        Send("v1 0+600");

        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => Recalculate(reader));

        Assert.Equal(PluginHttpStatusCode.Forbidden, refusal.HttpStatus);
        Assert.False(CaseRow().Contains("casetime_totalseconds"));
    }

    [Fact]
    public void A_case_that_is_not_there_is_refused() => AssertRefused("CT1004", () => Recalculate(caseId: Guid.NewGuid()));

    private ParameterCollection Recalculate(Guid? caller = null, Guid? caseId = null) => Organization.As(caller ?? Rep).Execute(
        new OrganizationRequest("casetime_RecalculateHandlingTime") { ["Target"] = CaseReference(caseId ?? Case) }).Results;
}
