using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>P15: each closing of a case has one Final row, however the case was closed, by whom, and how often at once.</summary>
public sealed class ClosingTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void A_case_is_resolved_with_its_totals_while_handling_time_is_switched_off()
    {
        Log(600);
        Settings(("casetime_enabled", false));

        Resolve();

        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    [Fact]
    public void Who_sees_only_their_own_time_stores_everybodys_and_reads_none_of_it()
    {
        var own = Organization.NewUser(TestRole.OwnTimeRepresentative);
        Log(600);
        Log(60, own);

        Resolve(own);

        var final = Assert.Single(Finals());
        Assert.Equal(660, CaseRow()["casetime_totalseconds"]);
        Assert.Equal(2, Breakdown.Read((string)final["casetime_breakdown"]!)!.Reps.Count);
        Assert.ThrowsAny<Exception>(() => Organization.As(own).Retrieve("casetime_timetracker", final.Id, new ColumnSet("casetime_breakdown")));
    }

    [Fact]
    public void Who_may_read_everybodys_time_owns_the_final_of_their_resolution()
    {
        Resolve(Rep);

        Assert.Equal(Rep, Assert.Single(Finals()).GetAttributeValue<EntityReference>("ownerid")!.Id);
    }

    [Fact]
    public void A_resolution_row_that_closes_no_case_leaves_no_final_behind()
    {
        Log(600);

        AddResolutionRow();
        Organization.FinishAsynchronousSteps();

        Assert.Empty(Finals());
        Assert.False(CaseRow().Contains("casetime_closedon"));
        Assert.Equal(60, Row(Log(60))["casetime_durationseconds"]);
    }

    [Fact]
    public void A_case_closed_after_such_a_row_has_the_final_of_that_closing_alone()
    {
        Log(600);
        AddResolutionRow();
        Organization.FinishAsynchronousSteps();
        Organization.Advance(TimeSpan.FromMinutes(5));
        Log(60);

        Resolve();
        Organization.FinishAsynchronousSteps();

        ExpectOneFinal(660);
    }

    [Fact]
    public void So_has_one_that_is_closed_before_anybody_took_the_row_back()
    {
        Log(600);

        InOneTransaction(ResolutionRow(), LogOf(60), Closing());
        Organization.FinishAsynchronousSteps();

        ExpectOneFinal(660);
    }

    [Fact]
    public void And_one_that_is_cancelled_after_it()
    {
        Log(600);

        InOneTransaction(ResolutionRow(), LogOf(60), new UpdateRequest
        {
            Target = new Entity("incident", Case) { ["statecode"] = new OptionSetValue(2), ["statuscode"] = new OptionSetValue(6) },
        });
        Organization.FinishAsynchronousSteps();

        ExpectOneFinal(660);
    }

    [Fact]
    public void A_resolution_row_added_to_a_closed_case_is_no_other_closing()
    {
        Log(600);
        Resolve();
        Organization.FinishAsynchronousSteps();
        var closedOn = CaseRow()["casetime_closedon"];
        Organization.Advance(TimeSpan.FromMinutes(5));

        AddResolutionRow();
        Organization.FinishAsynchronousSteps();

        ExpectOneFinal(600);
        Assert.Equal(closedOn, CaseRow()["casetime_closedon"]);
    }

    [Fact]
    public void A_reactivated_case_keeps_the_final_of_its_last_closing_whatever_runs_late()
    {
        Log(600);

        InOneTransaction(Closing(), new UpdateRequest
        {
            Target = new Entity("incident", Case) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) },
        });
        Organization.FinishAsynchronousSteps();

        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    [Fact]
    public void A_batch_that_fails_after_the_closing_closes_nothing()
    {
        Log(600);

        Assert.ThrowsAny<Exception>(() => InOneTransaction(Closing(), new DeleteRequest { Target = new EntityReference("casetime_timetracker", Guid.NewGuid()) }));
        Organization.FinishAsynchronousSteps();

        Assert.Empty(Finals());
        Assert.False(CaseRow().Contains("casetime_totalseconds"));
        Assert.Equal(0, CaseRow().GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Fact]
    public void Two_who_resolve_at_once_make_one_final()
    {
        Log(600);
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<Exception?>();

        Parallel.For(0, 4, _ => outcomes.Add(Xunit.Record.Exception(() => Resolve())));
        Organization.FinishAsynchronousSteps();

        Assert.Single(outcomes, outcome => outcome is null);
        ExpectOneFinal(600);
    }

    [Fact]
    public void I4_writes_in_flight_while_the_case_is_resolved_are_in_its_totals()
    {
        for (var round = 0; round < 5; round++)
        {
            var @case = NewCase();
            var reps = Enumerable.Range(0, 4).Select(_ => Organization.NewUser(TestRole.Representative)).ToList();
            var from = Offset(-600);
            Parallel.Invoke(
            [
                .. reps.Select<Guid, Action>(rep => () =>
                {
                    for (var part = 0; part < 5; part++)
                        Send(Interval(from + (part * 60), 60), @case, rep);
                }),
                () => Resolve(caseId: @case),
            ]);
            Organization.FinishAsynchronousSteps();

            Assert.Equal(1200, CaseRow(@case)["casetime_totalseconds"]);
            Assert.Equal(1200, Assert.Single(Finals(@case))["casetime_durationseconds"]);
        }
    }

    [Fact]
    public void A_final_of_an_earlier_cycle_is_not_corrected_where_the_latest_was_deleted()
    {
        Log(600);
        Resolve();
        SetState(0, 1);
        Organization.Advance(TimeSpan.FromMinutes(1));
        var log = Log(60);
        Resolve();
        Organization.FinishAsynchronousSteps();
        Delete(Finals()[^1].Id, Organization.Administrator);
        Delete(log, Organization.Administrator);

        Organization.As(Organization.Administrator).Execute(new OrganizationRequest("casetime_RecalculateHandlingTime") { ["Target"] = CaseReference(Case) });

        ExpectOneFinal(600);
        Assert.Equal(600, CaseRow()["casetime_totalseconds"]);
    }

    [Fact]
    public void The_final_of_a_case_that_was_merged_later_stays_as_it_was()
    {
        var surviving = NewCase();
        Log(600);
        Resolve();
        SetState(0, 1);
        Organization.As(Organization.Administrator).Execute(new OrganizationRequest("Merge")
        {
            ["Target"] = CaseReference(surviving),
            ["SubordinateId"] = Case,
            ["PerformParentingChecks"] = false,
        });

        Organization.As(Organization.Administrator).Execute(new OrganizationRequest("casetime_RecalculateHandlingTime") { ["Target"] = CaseReference(Case) });

        Assert.Equal(600, Assert.Single(Finals())["casetime_durationseconds"]);
    }

    private void ExpectOneFinal(int seconds)
    {
        var final = Assert.Single(Finals());
        Assert.Equal((1, seconds), (final["casetime_cycle"], final["casetime_durationseconds"]));
        var breakdown = Breakdown.Read((string)final["casetime_breakdown"]!)!;
        Assert.Equal((1, seconds, seconds, 0), (breakdown.Cycle, breakdown.Total, breakdown.Closing, breakdown.Late));
    }

    private void AddResolutionRow() => Organization.As(Organization.Administrator).Execute(ResolutionRow());

    private CreateRequest ResolutionRow() => new() { Target = new Entity("incidentresolution") { ["subject"] = "Put out", ["incidentid"] = CaseReference(Case) } };

    private CreateRequest LogOf(int seconds) => new() { Target = LogRow(seconds) };

    private OrganizationRequest Closing() => new("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Put out", ["incidentid"] = CaseReference(Case) },
        ["Status"] = new OptionSetValue(5),
    };

    private void InOneTransaction(params OrganizationRequest[] requests) =>
        Organization.As(Organization.Administrator).Execute(new ExecuteTransactionRequest { Requests = [.. requests] });
}
