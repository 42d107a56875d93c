using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Steps;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Moq;

namespace CaseTime.Plugins.Tests.Dataverse;

/// <summary>The one shape of Execute, on a step whose platform is all doubles.</summary>
public sealed class PluginBaseTests
{
    private static readonly Guid Correlation = Guid.Parse("00000000-0000-0000-0000-0000000000c0");

    private readonly List<string> _traced = [];
    private readonly Mock<IOrganizationService> _service = new();
    private readonly Mock<IPluginExecutionContext> _context = new();

    public PluginBaseTests()
    {
        _context.Setup(context => context.MessageName).Returns("Create");
        _context.Setup(context => context.PrimaryEntityName).Returns("casetime_timetracker");
        _context.Setup(context => context.Stage).Returns(20);
        _context.Setup(context => context.UserId).Returns(Guid.Parse("00000000-0000-0000-0000-00000000000a"));
        _context.Setup(context => context.OperationCreatedOn).Returns(new DateTime(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc));
        _context.Setup(context => context.CorrelationId).Returns(Correlation);
        _context.Setup(context => context.SharedVariables).Returns([]);
        _context.Setup(context => context.PreEntityImages).Returns([]);
        _service.Setup(service => service.RetrieveMultiple(It.IsAny<QueryBase>())).Returns(new EntityCollection());
        Send(new Entity("casetime_timetracker"));
    }

    [Fact]
    public void A_refusal_passes_bare_and_is_traced_between_begin_and_end()
    {
        var refusal = Assert.Throws<InvalidPluginExecutionException>(Execute);

        Assert.StartsWith("CT1001: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            [
                "TimeTrackerCreate begins: Create of casetime_timetracker, stage 20, mode 0, depth 0",
                "TimeTrackerCreate refuses: " + refusal.Message,
                "TimeTrackerCreate ends",
            ],
            _traced);
    }

    [Fact]
    public void Any_other_failure_is_traced_whole_and_worded_without_its_cause()
    {
        Send(Log());
        _service.Setup(service => service.RetrieveMultiple(It.IsAny<QueryBase>())).Throws(new TimeoutException("server SQL01 is down"));

        var failure = Assert.Throws<InvalidPluginExecutionException>(Execute);

        Assert.DoesNotContain("SQL01", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(Correlation.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Contains(_traced, line => line.Contains("server SQL01 is down", StringComparison.Ordinal));
        Assert.Equal("TimeTrackerCreate ends", _traced[^1]);
    }

    [Fact]
    public void A_missing_privilege_is_a_403_with_a_sentence_and_its_cause_is_traced()
    {
        Send(Log());
        _service.Setup(service => service.RetrieveMultiple(It.IsAny<QueryBase>())).Throws(new Fault(new OrganizationServiceFault { ErrorCode = unchecked((int)0x80040220) }));

        var refusal = Assert.Throws<InvalidPluginExecutionException>(Execute);

        Assert.Equal((PluginHttpStatusCode.Forbidden, unchecked((int)0x80040220)), (refusal.HttpStatus, refusal.ErrorCode));
        Assert.Contains(_traced, line => line.Contains("prvReadIncident", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_with_braces_is_traced_as_an_argument_and_never_formatted()
    {
        Send(Log());
        _service.Setup(service => service.RetrieveMultiple(It.IsAny<QueryBase>())).Throws(new FormatException("{0} {9} {"));

        Assert.Throws<InvalidPluginExecutionException>(Execute);

        Assert.Contains(_traced, line => line.Contains("{0} {9} {", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_is_registered_for_something_else_is_refused_and_touches_nothing()
    {
        _context.Setup(context => context.MessageName).Returns("Update");

        Assert.Throws<InvalidPluginExecutionException>(Execute);

        Assert.Contains(_traced, line => line.Contains("does not declare", StringComparison.Ordinal));
        _service.VerifyNoOtherCalls();
    }

    [Fact]
    public void A_step_rests_for_what_another_step_of_the_assembly_announced()
    {
        var parent = new Mock<IPluginExecutionContext>();
        parent.Setup(context => context.SharedVariables).Returns(new ParameterCollection { ["casetime_ownwrites"] = true });
        var between = new Mock<IPluginExecutionContext>();
        between.Setup(context => context.SharedVariables).Returns([]);
        between.Setup(context => context.ParentContext).Returns(parent.Object);
        _context.Setup(context => context.ParentContext).Returns(between.Object);

        Execute();

        _service.VerifyNoOtherCalls();
    }

    [Fact]
    public void The_callers_own_shared_variables_are_no_announcement()
    {
        _context.Setup(context => context.SharedVariables).Returns(new ParameterCollection { ["casetime_ownwrites"] = true });

        Assert.Throws<InvalidPluginExecutionException>(Execute);
    }

    private static Entity Log() => new("casetime_timetracker")
    {
        ["casetime_durationseconds"] = 60,
        ["casetime_regardingcase"] = new EntityReference("incident", Guid.Parse("00000000-0000-0000-0000-0000000000ca")),
    };

    private void Send(Entity target) => _context.Setup(context => context.InputParameters).Returns(new ParameterCollection { ["Target"] = target });

    private void Execute()
    {
        var tracing = new Mock<ITracingService>();
        tracing.Setup(service => service.Trace(It.IsAny<string>(), It.IsAny<object[]>()))
            .Callback((string format, object[] arguments) => _traced.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, arguments)));
        var factory = new Mock<IOrganizationServiceFactory>();
        factory.Setup(services => services.CreateOrganizationService(It.IsAny<Guid?>())).Returns(_service.Object);
        var services = new Mock<IServiceProvider>();
        services.Setup(provider => provider.GetService(typeof(ITracingService))).Returns(tracing.Object);
        services.Setup(provider => provider.GetService(typeof(IPluginExecutionContext))).Returns(_context.Object);
        services.Setup(provider => provider.GetService(typeof(IOrganizationServiceFactory))).Returns(factory.Object);
        new TimeTrackerCreate().Execute(services.Object);
    }

    /// <summary>As Dataverse throws it: FaultException of OrganizationServiceFault, known by its property alone.</summary>
    private sealed class Fault(OrganizationServiceFault detail) : Exception("missing prvReadIncident")
    {
        public OrganizationServiceFault Detail { get; } = detail;
    }
}
