using System.Collections.Concurrent;
using LocalDataverse;
using LocalDataverse.Pipeline;
using LocalDataverse.Query;
using LocalDataverse.Solutions;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>The local Dataverse with the managed zip imported: the plugins that run are those of the zip.</summary>
internal sealed class LocalOrganization : ITestOrganization, IDisposable
{
    private const string Admin = "admin@casetime.local";

    private readonly MovableTime _time = new();
    private readonly CallCounter _calls = new();
    private readonly Organization _organization;
    private readonly Dictionary<string, Guid> _roles;
    private int _users;

    public LocalOrganization()
    {
        _organization = Organization.Open(new OrganizationOptions
        {
            QueryEngine = new QueryEngine(),
            SolutionImporter = new SolutionImporter(),
            Time = _time,
            Administrators = [new InitialUser(Admin, "Ada", "Admin")],
            Observer = _calls,
        });
        Administrator = Organization.IdOfInitialUser(Admin);
        As(Administrator).Execute(new OrganizationRequest("ImportSolution")
        {
            ["CustomizationFile"] = File.ReadAllBytes(Repository.ManagedZip),
            ["PublishWorkflows"] = true,
            ["OverwriteUnmanagedCustomizations"] = false,
        });
        _roles = As(Administrator).RetrieveMultiple(new QueryExpression("role") { ColumnSet = new ColumnSet("name") }).Entities
            .ToDictionary(role => (string)role["name"]!, role => role.Id);
    }

    public DateTime UtcNow => _time.GetUtcNow().UtcDateTime;

    public Guid Administrator { get; }

    public void Advance(TimeSpan time) => _time.Advance(time);

    public Guid NewUser(TestRole role)
    {
        var name = "user" + ++_users;
        var admin = As(Administrator);
        var user = admin.Create(new Entity("systemuser")
        {
            ["domainname"] = name + "@casetime.local",
            ["firstname"] = name,
            ["lastname"] = "Test",
            ["businessunitid"] = admin.RetrieveMultiple(new QueryExpression("businessunit")).Entities.Single().ToEntityReference(),
        });
        Assign(user, role == TestRole.CaseReader ? "System Customizer" : "Customer Service Representative");
        switch (role)
        {
            case TestRole.CaseReader:
            case TestRole.Representative:
                Assign(user, "Case Time Representative");
                break;
            case TestRole.OwnTimeRepresentative:
                Assign(user, "Case Time Representative (own time)");
                break;
            case TestRole.Supervisor:
                Assign(user, "Case Time Supervisor");
                break;
        }

        return user;
    }

    public IOrganizationService As(Guid userId) => _organization.ServiceFor(Caller.For(userId));

    public IReadOnlyList<string> PluginCallsDuring(Action action)
    {
        FinishAsynchronousSteps();
        _calls.Clear();
        action();
        FinishAsynchronousSteps();
        return _calls.Calls;
    }

    public void FinishAsynchronousSteps() => _organization.WhenAsynchronousStepsAreDone().Wait(TimeSpan.FromMinutes(1));

    public void Dispose() => _organization.Dispose();

    private void Assign(Guid user, string role) => As(Administrator).Associate(
        "systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", _roles[role])]);

    /// <summary>A clock that only tests move.</summary>
    private sealed class MovableTime : TimeProvider
    {
        private DateTimeOffset _now = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }

    private sealed class CallCounter : IExecutionObserver
    {
        private readonly ConcurrentQueue<string> _calls = new();

        public IReadOnlyList<string> Calls => [.. _calls];

        public void Clear() => _calls.Clear();

        public void ServiceCall(Guid correlationId, string message, string table, int depth) => _calls.Enqueue((message + " " + table).Trim());

        public void PluginRan(Guid correlationId, StepRegistration step, TimeSpan elapsed)
        {
            // Only calls are counted; how long they take is for the benchmarks.
        }
    }
}
