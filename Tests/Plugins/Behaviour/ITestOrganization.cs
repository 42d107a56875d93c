using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>
/// An environment with the solution's tables and steps, as the behaviour suite needs it. The suite is written against this alone, so that it
/// runs on every platform that can host the plugins. One environment serves all tests: each test makes its own people and cases.
/// </summary>
public interface ITestOrganization
{
    /// <summary>The server's now; moves only by <see cref="Advance"/>.</summary>
    DateTime UtcNow { get; }

    /// <summary>A System Administrator.</summary>
    Guid Administrator { get; }

    void Advance(TimeSpan time);

    /// <summary>A new user who may work with cases and has a role of the solution.</summary>
    Guid NewUser(TestRole role);

    /// <summary>The platform on behalf of a user.</summary>
    IOrganizationService As(Guid userId);

    /// <summary>The service calls that plugins make while <paramref name="action"/> runs, as "message table".</summary>
    IReadOnlyList<string> PluginCallsDuring(Action action);

    /// <summary>Sends a request from within a plugin of somebody else's, as the user and in the transaction of the operation it runs for.</summary>
    void Nested(Guid userId, OrganizationRequest request);

    /// <summary>Returns when all asynchronous steps queued so far have run.</summary>
    void FinishAsynchronousSteps();
}

/// <summary>What a user of the suite is.</summary>
public enum TestRole
{
    /// <summary>Works with cases, has no role of the solution.</summary>
    CaseWorker,

    /// <summary>Reads every case and writes none but their own; Case Time Representative.</summary>
    CaseReader,

    /// <summary>Case Time Representative.</summary>
    Representative,

    /// <summary>Case Time Representative (own time).</summary>
    OwnTimeRepresentative,

    /// <summary>Case Time Supervisor.</summary>
    Supervisor,
}
