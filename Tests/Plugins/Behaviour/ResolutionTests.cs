using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class ResolutionTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void P8_P15_a_resolution_stores_the_totals_on_the_case_and_in_a_final_row()
    {
        var other = Organization.NewUser(TestRole.Representative);
        Send("v1 0+600");
        Send("v1 0+660", rep: other);
        Adjust(-60);
        Log(1200);
        PhoneCall(other, 10);
        Cancel(PhoneCall(other, 99));

        Resolve(resolver: Rep);

        var row = CaseRow();
        Assert.Equal(1200, row["casetime_automaticseconds"]);
        Assert.Equal(1200, row["casetime_manualseconds"]);
        Assert.Equal(600, row["casetime_activityseconds"]);
        Assert.Equal(3000, row["casetime_totalseconds"]);
        Assert.Equal(50, row["casetime_totaltime"]);
        Assert.Equal(Now, row["casetime_closedon"]);
        var final = Assert.Single(Finals());
        Assert.Equal(RowId.OfFinal(Case, 1), final.Id);
        Assert.Equal(Rep, final.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal((3000, 50, 1), (final["casetime_durationseconds"], final["casetime_duration"], final["casetime_cycle"]));
        var breakdown = Breakdown.Read((string)final["casetime_breakdown"]!)!;
        Assert.Equal((3000, 1200, 1200, 600, 0), (breakdown.Total, breakdown.Automatic, breakdown.Manual, breakdown.Activity, breakdown.Late));
        Assert.Equal([(Rep, 1740L, -60L), (other, 1260L, 0L)], breakdown.Reps.Select(rep => (rep.Rep, rep.Total, rep.Adjusted)));
    }

    [Fact]
    public void P15_total_time_and_billable_time_are_filled_where_they_were_left_empty()
    {
        Log(1800);

        var resolution = Resolution(Resolve());

        Assert.Equal((30, 30), (resolution["timespent"], resolution["casetime_totaltime"]));
    }

    [Fact]
    public void P15_zero_and_any_other_number_is_an_answer_and_null_is_none()
    {
        Log(1800);
        Assert.Equal((0, 30), Times(Resolve(null, null, ("timespent", 0))));

        SetState(0, 1);
        Assert.Equal((15, 30), Times(Resolve(null, null, ("timespent", 15), ("casetime_totaltime", null))));
    }

    [Fact]
    public void The_resolution_row_does_not_count_itself()
    {
        Log(1800);
        Resolve();
        SetState(0, 1);

        Assert.Equal((30, 30), Times(Resolve()));
    }

    [Fact]
    public void P15_reactivation_keeps_the_history_and_the_next_resolution_adds_a_final()
    {
        Log(600);
        Resolve();
        SetState(0, 1);
        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        Log(300);
        Resolve();

        Assert.Equal([(1, 600), (2, 900)], Finals().Select(final => ((int)final["casetime_cycle"]!, (int)final["casetime_durationseconds"]!)));
        Assert.Equal(900, CaseRow()["casetime_totalseconds"]);
    }

    [Fact]
    public void A_cancellation_stores_the_totals_too()
    {
        Log(600);

        SetState(2, 6);

        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(Now, CaseRow()["casetime_closedon"]);
        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    [Fact]
    public void A_merged_case_gets_no_final()
    {
        Log(600);

        SetState(2, 2000);

        Assert.Empty(Finals());
        Assert.Equal(Now, CaseRow()["casetime_closedon"]);
    }

    [Fact]
    public void A_case_without_any_time_is_resolved_with_zeros()
    {
        Assert.Equal((0, 0), Times(Resolve()));
        Assert.Equal(0, CaseRow()["casetime_totalseconds"]);
        Assert.Empty(Breakdown.Read((string)Assert.Single(Finals())["casetime_breakdown"]!)!.Reps);
    }

    [Fact]
    public void Who_knows_nothing_of_handling_time_can_resolve_a_case_that_has_some()
    {
        Log(600);

        Resolve(resolver: Organization.NewUser(TestRole.CaseWorker));

        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    [Fact]
    public void The_asynchronous_sums_change_nothing_where_nothing_was_in_flight()
    {
        Log(600);
        Resolve();
        var version = CaseRow().RowVersion;

        Organization.FinishAsynchronousSteps();

        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(version, CaseRow().RowVersion);
        Assert.Equal(0, Breakdown.Read((string)Assert.Single(Finals())["casetime_breakdown"]!)!.Late);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_asynchronous_sums_correct_case_and_final_where_the_totals_fell_short(bool resolves)
    {
        Log(600);
        OrganizationRequest close = resolves
            ? new OrganizationRequest("CloseIncident")
            {
                ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Put out", ["incidentid"] = CaseReference(Case) },
                ["Status"] = new OptionSetValue(5),
            }
            : new UpdateRequest
            {
                Target = new Entity("incident", Case) { ["statecode"] = new OptionSetValue(2), ["statuscode"] = new OptionSetValue(6) },
            };

        // In one transaction with the closing, so that the asynchronous step finds totals that lack something, as after a write in flight.
        var calls = Organization.PluginCallsDuring(() => Organization.As(Organization.Administrator).Execute(new ExecuteTransactionRequest
        {
            Requests = [close, new UpdateRequest { Target = new Entity("incident", Case) { ["casetime_totalseconds"] = 540, ["casetime_manualseconds"] = 540 } }],
        }));

        // An asynchronous step has no transaction of its own, so nobody may see the correction half done.
        Assert.Contains("casetime_RecalculateHandlingTime incident", calls);

        Assert.Equal((600, 600), (CaseRow()["casetime_totalseconds"], CaseRow()["casetime_manualseconds"]));
        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    [Fact]
    public void CT1010_nobody_writes_or_changes_a_final_by_hand()
    {
        Resolve();
        var final = Assert.Single(Finals()).Id;

        AssertRefused("CT1010", () => Organization.As(Organization.Administrator).Create(LogRow(60, null, ("casetime_category", new OptionSetValue(735500002)))));
        AssertRefused("CT1010", () => Update(final, Organization.Administrator, ("casetime_durationseconds", 1)));
    }

    private (int Spent, int Total) Times(Guid resolution)
    {
        var row = Resolution(resolution);
        return ((int)row["timespent"]!, (int)row["casetime_totaltime"]!);
    }

    private Entity Resolution(Guid id) => Organization.As(Organization.Administrator).Retrieve("incidentresolution", id, new ColumnSet(true));
}
