using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>CT1008: what handling time stores on a case is not written by hand, by whoever may write the case.</summary>
public sealed class CaseColumnTests(TestOrganization environment) : BehaviourTest(environment)
{
    public static TheoryData<string, object> Columns => new()
    {
        { "casetime_totalseconds", 1 },
        { "casetime_automaticseconds", 1 },
        { "casetime_manualseconds", 1 },
        { "casetime_activityseconds", 1 },
        { "casetime_totaltime", 1 },
        { "casetime_closedon", new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void CT1008_who_may_write_the_case_does_not_write_its_totals(string column, object value)
    {
        var change = new Entity("incident", Case) { ["title"] = "Printer out", [column] = value };

        AssertRefused("CT1008", () => Organization.As(Rep).Update(change));
        AssertRefused("CT1008", () => Organization.As(Organization.NewUser(TestRole.Supervisor)).Execute(new UpsertRequest { Target = change }));

        Assert.Equal("Printer on fire", CaseRow()["title"]);
        Assert.False(CaseRow().Contains(column));
    }

    [Fact]
    public void CT1008_holds_for_stored_totals_too_and_for_taking_them_away()
    {
        Log(600);
        Resolve();
        Organization.FinishAsynchronousSteps();

        AssertRefused("CT1008", () => Organization.As(Rep).Update(new Entity("incident", Case) { ["casetime_totalseconds"] = null }));
        AssertRefused("CT1008", () => Organization.As(Rep).Update(new Entity("incident", Case) { ["casetime_closedon"] = Now.AddHours(1) }));
    }

    [Fact]
    public void The_same_value_is_no_change()
    {
        Log(600);
        Resolve();
        Organization.FinishAsynchronousSteps();

        var calls = Organization.PluginCallsDuring(() => Organization.As(Rep).Update(new Entity("incident", Case) { ["title"] = "Out", ["casetime_totalseconds"] = 600 }));

        Assert.Empty(calls);
        Assert.Equal("Out", CaseRow()["title"]);
    }

    [Fact]
    public void A_copy_of_a_case_begins_without_recorded_time()
    {
        var copy = Organization.As(Rep).Create(new Entity("incident")
        {
            ["title"] = "Copy",
            ["customerid"] = CaseRow()["customerid"],
            ["casetime_totalseconds"] = 600,
            ["casetime_closedon"] = Now,
        });

        Assert.False(CaseRow(copy).Contains("casetime_totalseconds") || CaseRow(copy).Contains("casetime_closedon"));
    }

    [Fact]
    public void An_administrator_brings_resolved_cases_along_with_their_totals()
    {
        var moved = Organization.As(Organization.Administrator).Create(new Entity("incident")
        {
            ["title"] = "Moved",
            ["customerid"] = CaseRow()["customerid"],
            ["casetime_totalseconds"] = 600,
        });

        Assert.Equal(600, CaseRow(moved)["casetime_totalseconds"]);
    }

    [Fact]
    public void A_new_case_costs_no_service_call() =>
        Assert.Empty(Organization.PluginCallsDuring(() => NewCase()));
}
