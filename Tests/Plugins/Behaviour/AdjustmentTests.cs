using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class AdjustmentTests(TestOrganization environment) : BehaviourTest(environment)
{
    private const int Adjustment = 735500003;

    [Fact]
    public void I5_adjustments_take_automatic_time_to_zero_and_not_below()
    {
        Send("v1 0+600");
        Adjust(-400);
        Adjust(100);

        AssertRefused("CT1012", () => Adjust(-301));
        Adjust(-300);
        AssertRefused("CT1012", () => Adjust(-1));
    }

    [Fact]
    public void I5_a_colleagues_time_and_other_cases_do_not_count()
    {
        Send("v1 0+600", rep: Organization.NewUser(TestRole.Representative));
        Send("v1 0+600", caseId: NewCase());

        AssertRefused("CT1012", () => Adjust(-1));
    }

    [Fact]
    public void A_supervisor_adjusts_a_reps_time_and_the_row_is_the_reps()
    {
        Send("v1 0+600");
        var colleague = Organization.NewUser(TestRole.Representative);
        var supervisor = Organization.NewUser(TestRole.Supervisor);

        AssertRefused("CT1007", () => Adjust(-60, caller: colleague));
        Adjust(-60, caller: supervisor);

        var row = Assert.Single(Adjustments());
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal(supervisor, row.GetAttributeValue<EntityReference>("createdby")!.Id);
        Assert.Equal((-60, -1), (row["casetime_durationseconds"], row["casetime_duration"]));
    }

    [Fact]
    public void CT1001_CT1002_CT1011_hold_for_adjustments()
    {
        Send("v1 0+600");
        Settings(("casetime_maxlogminutes", 5));

        AssertRefused("CT1001", () => Adjust(0));
        AssertRefused("CT1002", () => Adjust(-301));
        AssertRefused("CT1002", () => Adjust(301));
        AssertRefused("CT1011", () => Adjust(-60, reason: null));
        AssertRefused("CT1011", () => Adjust(-60, reason: "  "));
    }

    [Fact]
    public void CT1005_CT1006_hold_for_adjustments()
    {
        Send("v1 0+600");
        Settings(("casetime_enabled", false));
        AssertRefused("CT1006", () => Adjust(-60));
        Settings(("casetime_enabled", true));
        Resolve();
        AssertRefused("CT1005", () => Adjust(-60));
    }

    [Fact]
    public void CT1008_an_adjustment_is_never_changed()
    {
        Send("v1 0+600");
        Adjust(-60);
        var row = Assert.Single(Adjustments()).Id;

        AssertRefused("CT1008", () => Update(row, Rep, ("casetime_durationseconds", -1)));
        AssertRefused("CT1008", () => Update(row, Organization.Administrator, ("casetime_reason", "Another")));
    }

    [Fact]
    public void B5_the_history_says_who_when_why_and_what_it_was_before_and_after()
    {
        var supervisor = Organization.NewUser(TestRole.Supervisor);
        Send("v1 0+600");
        var first = Now;
        Adjust(-100, "Lunch");
        Organization.Advance(TimeSpan.FromMinutes(5));
        Send("v1 600+60");
        Adjust(40, "Not that long", caller: supervisor);

        Assert.Equal(
            [(Rep, first, "Lunch", 600, -100, 500), (supervisor, Now, "Not that long", 560, 40, 600)],
            Adjustments().OrderBy(row => row["createdon"]).Select(row => (
                row.GetAttributeValue<EntityReference>("createdby")!.Id, (DateTime)row["createdon"]!, (string)row["casetime_reason"]!,
                (int)row["casetime_secondsbefore"]!, (int)row["casetime_durationseconds"]!, (int)row["casetime_secondsafter"]!)));
    }

    [Fact]
    public void B5_the_history_is_the_servers_and_nobody_writes_it()
    {
        Send("v1 0+600");
        Organization.As(Rep).Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue(Adjustment),
            ["casetime_regardingcase"] = CaseReference(Case),
            ["casetime_durationseconds"] = -60,
            ["casetime_reason"] = "Lunch",
            ["casetime_secondsbefore"] = 1,
            ["casetime_secondsafter"] = 2,
        });
        var row = Assert.Single(Adjustments());

        Assert.Equal((600, 540), (row["casetime_secondsbefore"], row["casetime_secondsafter"]));
        AssertRefused("CT1008", () => Update(row.Id, Organization.Administrator, ("casetime_secondsbefore", 1)));
        AssertRefused("CT1008", () => Update(row.Id, Rep, ("casetime_overlap", "v1 0+1")));
        AssertRefused("CT1017", () => Delete(row.Id));
    }

    [Fact]
    public void After_a_deletion_left_less_than_was_taken_away_nobody_had_less_than_nothing()
    {
        var automatic = Send("v1 0+600");
        Adjust(-500);
        Delete(automatic, Organization.Administrator);
        Adjust(100);

        var row = Adjustments().Single(row => (int)row["casetime_durationseconds"]! == 100);
        Assert.Equal((0, 0), (row["casetime_secondsbefore"], row["casetime_secondsafter"]));
    }

    [Fact]
    public void A_team_has_no_automatic_time_to_correct()
    {
        var team = new EntityReference("team", Guid.NewGuid());

        AssertRefused("CT1007", () => Organization.As(Rep).Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue(Adjustment),
            ["casetime_regardingcase"] = CaseReference(Case),
            ["casetime_durationseconds"] = 60,
            ["casetime_reason"] = "Lunch",
            ["ownerid"] = team,
        }));
    }

    private List<Entity> Adjustments()
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, Case);
        query.Criteria.AddCondition("casetime_category", ConditionOperator.Equal, Adjustment);
        return [.. Organization.As(Organization.Administrator).RetrieveMultiple(query).Entities];
    }
}
