using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>What the plugins cost, beside the platform's own write.</summary>
public sealed class ServiceCallTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void An_automatic_write_takes_the_clock_first_then_reads_the_reps_rows_then_case_and_settings()
    {
        string[] expected = ["Upsert casetime_clock", "RetrieveMultiple casetime_clock", "RetrieveMultiple incident"];

        Assert.Equal(expected, Organization.PluginCallsDuring(() => Send("v1 0+600")));
        Assert.Equal(expected, Organization.PluginCallsDuring(() => Send("v1 600+600")));
    }

    [Fact]
    public void A_log_takes_one_call_and_a_change_of_it_one()
    {
        var row = Guid.Empty;

        Assert.Equal(["RetrieveMultiple incident"], Organization.PluginCallsDuring(() => row = Log(60)));
        Assert.Equal(["RetrieveMultiple incident"], Organization.PluginCallsDuring(() => Update(row, Rep, ("casetime_durationseconds", 120))));
    }

    [Fact]
    public void A_log_for_somebody_else_takes_one_call_more()
    {
        var supervisor = Organization.NewUser(TestRole.Supervisor);
        var sent = LogRow(60, null, ("ownerid", new EntityReference("systemuser", Rep)));

        var calls = Organization.PluginCallsDuring(() => Organization.As(supervisor).Create(sent));

        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public void A_resolution_takes_the_same_number_of_calls_for_any_number_of_trackers()
    {
        var other = NewCase();
        Log(60);
        for (var i = 0; i < 60; i++)
            Log(60, caseId: other);

        var one = Organization.PluginCallsDuring(() => Resolve());
        var many = Organization.PluginCallsDuring(() => Resolve(caseId: other));
        Organization.FinishAsynchronousSteps();

        Assert.NotEmpty(one);
        Assert.Equal(one.Order(), many.Order());
    }
}
