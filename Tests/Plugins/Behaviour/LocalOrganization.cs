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
    private readonly ConcurrentDictionary<string, OrganizationRequest> _nested = new();
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
        _organization.Register(new StepRegistration
        {
            Name = "Somebody else's",
            Message = "Create",
            Table = "account",
            Stage = 40,
            TypeName = nameof(NestedCall),
            Plugin = new Lazy<IPlugin>(() => new NestedCall(_nested)),
        });
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

    public void Nested(Guid userId, OrganizationRequest request)
    {
        var name = Guid.NewGuid().ToString();
        _nested[name] = request;
        As(userId).Create(new Entity("account") { ["name"] = name });
    }

    public void FinishAsynchronousSteps() => _organization.WhenAsynchronousStepsAreDone().Wait(TimeSpan.FromMinutes(1));

    /// <summary>
    /// Copies a stored log many times inside the database, with new ids and row versions: years of work without waiting for them. The
    /// versions are negative, so that they are unique and older than every other.
    /// </summary>
    public void CopyLog(Guid log, int copies) => _organization.Run(isReadOnly: false, scope =>
    {
        var columns = scope.Session
            .Rows(reader => reader.GetString(0), "SELECT name FROM pragma_table_info('casetime_timetracker')")
            .Select(column => (Name: $"\"{column}\"", Value: column switch
            {
                "casetime_timetrackerid" => "printf('%08x-0000-4000-a000-', n) || lower(hex(randomblob(6)))",
                "versionnumber" => "(SELECT min(0, min(versionnumber)) FROM casetime_timetracker) - n",
                _ => $"t.\"{column}\"",
            }))
            .ToList();
        return scope.Session.Execute(
            $"""
            WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < @p1)
            INSERT INTO casetime_timetracker ({string.Join(", ", columns.Select(column => column.Name))})
            SELECT {string.Join(", ", columns.Select(column => column.Value))}
            FROM casetime_timetracker t, counter WHERE t.casetime_timetrackerid = @p0
            """,
            log.ToString(), copies);
    });

    public void Dispose() => _organization.Dispose();

    private void Assign(Guid user, string role) => As(Administrator).Associate(
        "systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", _roles[role])]);

    /// <summary>A plugin of somebody else's: sends what the test asked for when the account of that name is created.</summary>
    private sealed class NestedCall(ConcurrentDictionary<string, OrganizationRequest> requests) : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider)
        {
            var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
            var services = (IOrganizationServiceFactory)serviceProvider.GetService(typeof(IOrganizationServiceFactory))!;
            if (requests.TryRemove(((Entity)context.InputParameters["Target"]!).GetAttributeValue<string>("name") ?? "", out var request))
                services.CreateOrganizationService(context.UserId).Execute(request);
        }
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
