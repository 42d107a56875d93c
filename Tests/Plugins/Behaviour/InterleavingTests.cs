using CaseTime.Plugins.Steps;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Moq;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>
/// B2: the race that a database with a single writer hides. The platform takes the pre-image before the step runs, and another write of the
/// same row may commit in between:
/// <code>
/// this write   pre-image ------------------------------ step, write
/// other write             pre-image, step, write, commit
/// </code>
/// The step is run by hand on the pre-image of before, over the rows of after.
/// </summary>
public sealed class InterleavingTests(TestOrganization environment) : BehaviourTest(environment)
{
    private const string Second = "fedcba9876543210";

    [Fact]
    public void I6_what_another_write_of_the_row_committed_meanwhile_is_not_lost()
    {
        var from = Offset(-1200);
        var row = Send(Interval(from, 100));
        var image = Row(row);
        Send(Interval(from + 100, 100));

        var written = Run(image, Interval(from + 300, 50));

        Assert.Equal($"v1 {from}+200 {from + 300}+50", written["casetime_timeline"]);
        Assert.Equal(250, written["casetime_durationseconds"]);
    }

    [Fact]
    public void I1_what_another_device_claimed_meanwhile_is_not_claimed_again()
    {
        var from = Offset(-1200);
        var row = Send(Interval(from, 100));
        var image = Row(row);
        Send(Interval(from + 100, 100), device: Second);

        var written = Run(image, Interval(from + 150, 100));

        Assert.Equal($"v1 {from}+100 {from + 150}+100", written["casetime_timeline"]);
        Assert.Equal(Interval(from + 150, 50), written["casetime_overlap"]);
        Assert.Equal(150, written["casetime_durationseconds"]);
    }

    [Fact]
    public void I1_nor_is_a_second_handed_back_that_the_row_itself_had_lost_meanwhile()
    {
        var from = Offset(-1200);
        var row = Send(Interval(from, 100));
        var image = Row(row);
        Send(Interval(from + 100, 100), device: Second);
        Send(Interval(from + 100, 100));

        var written = Run(image, Interval(from + 100, 100));

        Assert.Equal(Interval(from + 100, 100), written["casetime_overlap"]);
        Assert.Equal(100, written["casetime_durationseconds"]);
    }

    [Fact]
    public void A_deletion_remembers_what_the_row_had_when_it_went_and_not_when_it_was_read()
    {
        var from = Offset(-1200);
        var row = Send(Interval(from, 100));
        var image = Row(row);
        Send(Interval(from + 100, 100));

        Execute(new TimeTrackerDelete(), "Delete", Organization.Administrator, image, new EntityReference("casetime_timetracker", row));

        Assert.Contains($"+{from + 200}", Organization.As(Organization.Administrator).Retrieve("casetime_clock", Rep, new ColumnSet("casetime_deletions"))["casetime_deletions"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_is_taken_before_anything_that_counts_is_read()
    {
        var from = Offset(-1200);
        var image = Row(Send(Interval(from, 100)));
        var calls = new List<string>();

        Run(image, Interval(from + 100, 50), calls);

        Assert.Equal("Upsert", calls[0]);
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public void I5_of_two_corrections_at_once_that_both_take_more_than_half_one_is_refused()
    {
        Send("v1 0+600");
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<Exception?>();

        Parallel.For(0, 4, _ => outcomes.Add(Xunit.Record.Exception(() => Adjust(-400))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), refusal => Assert.StartsWith("CT1012: ", refusal.Message, StringComparison.Ordinal));
    }

    /// <summary>Runs the step of an update on an old pre-image; what it made of the target.</summary>
    private Entity Run(Entity image, string timeline, List<string>? calls = null)
    {
        var target = new Entity("casetime_timetracker", image.Id) { ["casetime_timeline"] = timeline };
        Execute(new TimeTrackerUpdate(), "Update", Rep, image, target, calls);
        return target;
    }

    private void Execute(IPlugin plugin, string message, Guid caller, Entity image, object target, List<string>? calls = null)
    {
        var context = new Mock<IPluginExecutionContext>();
        context.Setup(given => given.MessageName).Returns(message);
        context.Setup(given => given.PrimaryEntityName).Returns("casetime_timetracker");
        context.Setup(given => given.PrimaryEntityId).Returns(image.Id);
        context.Setup(given => given.Stage).Returns(20);
        context.Setup(given => given.UserId).Returns(caller);
        context.Setup(given => given.OperationCreatedOn).Returns(Now);
        context.Setup(given => given.InputParameters).Returns(new ParameterCollection { ["Target"] = target });
        context.Setup(given => given.SharedVariables).Returns([]);
        context.Setup(given => given.PreEntityImages).Returns(new EntityImageCollection { ["PreImage"] = image });
        var services = new Mock<IOrganizationServiceFactory>();
        services.Setup(factory => factory.CreateOrganizationService(It.IsAny<Guid?>()))
            .Returns((Guid? user) => Counting(Organization.As(user ?? Organization.Administrator), calls ?? []));
        var provider = new Mock<IServiceProvider>();
        provider.Setup(host => host.GetService(typeof(IPluginExecutionContext))).Returns(context.Object);
        provider.Setup(host => host.GetService(typeof(IOrganizationServiceFactory))).Returns(services.Object);
        provider.Setup(host => host.GetService(typeof(ITracingService))).Returns(Mock.Of<ITracingService>());
        plugin.Execute(provider.Object);
    }

    private static IOrganizationService Counting(IOrganizationService inner, List<string> calls)
    {
        var service = new Mock<IOrganizationService>();
        service.Setup(given => given.Execute(It.IsAny<OrganizationRequest>())).Returns((OrganizationRequest request) => Noted(request.RequestName, () => inner.Execute(request)));
        service.Setup(given => given.RetrieveMultiple(It.IsAny<QueryBase>())).Returns((QueryBase query) => Noted("RetrieveMultiple", () => inner.RetrieveMultiple(query)));
        service.Setup(given => given.Update(It.IsAny<Entity>())).Callback((Entity row) => Noted("Update", () => { inner.Update(row); return true; }));
        return service.Object;

        T Noted<T>(string call, Func<T> act)
        {
            calls.Add(call);
            return act();
        }
    }
}
