using LocalDataverse.Pipeline;
using LocalDataverse.Query;
using LocalDataverse.Security;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests;

/// <summary>A temporary environment with an administrator, whose clock stands at noon on 1 March 2025 UTC.</summary>
public sealed class TestEnvironment : IDisposable
{
    public static readonly DateTime Noon = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    public const string AdministratorName = "admin@example.test";

    public TestEnvironment(Func<OrganizationOptions, OrganizationOptions>? change = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(Noon));
        var options = new OrganizationOptions
        {
            QueryEngine = new QueryEngine(),
            Time = Clock,
            Administrators = [new InitialUser(AdministratorName, "Ada", "Admin")],
        };
        Organization = Organization.Open(change?.Invoke(options) ?? options);
        Administrator = Caller.For(Organization.IdOfInitialUser(AdministratorName));
        Service = Organization.ServiceFor(Administrator);
    }

    public FakeTimeProvider Clock { get; }

    public Organization Organization { get; }

    public Caller Administrator { get; }

    /// <summary>The administrator's.</summary>
    public IOrganizationService Service { get; }

    public Guid RootUnit => Service.Retrieve("systemuser", Administrator.UserId, new("businessunitid")).GetAttributeValue<EntityReference>("businessunitid")!.Id;

    public EntityReference CreateAccount(string name = "Contoso") => new("account", Service.Create(new Entity("account") { ["name"] = name }));

    /// <summary>A new active case of a new account.</summary>
    public Guid CreateCase(string title = "Printer is on fire", IOrganizationService? service = null) =>
        (service ?? Service).Create(new Entity("incident") { ["title"] = title, ["customerid"] = CreateAccount() });

    /// <summary>A new user of a unit (the root unit by default) with built-in roles.</summary>
    public Caller CreateUser(string name, Guid? unit = null, params string[] roles)
    {
        var id = Service.Create(new Entity("systemuser") { ["domainname"] = $"{name}@example.test", ["firstname"] = name, ["lastname"] = "Test", ["businessunitid"] = new EntityReference("businessunit", unit ?? RootUnit) });
        foreach (var role in roles)
            Service.Associate("systemuser", id, new Relationship("systemuserroles_association"), [new EntityReference("role", NameBasedGuid.Of("role", role))]);
        return Caller.For(id);
    }

    public Entity Read(string table, Guid id) => Service.Retrieve(table, id, new(true));

    /// <summary>Registers a step whose plugin is the action.</summary>
    public void On(string message, string table, int stage, Action<IServiceProvider> plugin, Func<StepRegistration, StepRegistration>? change = null)
    {
        var step = new StepRegistration
        {
            Name = $"{message} of {table}",
            Message = message,
            Table = table,
            Stage = stage,
            TypeName = "Tests.Plugin",
            Plugin = new Lazy<IPlugin>(() => new ActionPlugin(plugin)),
        };
        Organization.Register(change?.Invoke(step) ?? step);
    }

    public void Dispose() => Organization.Dispose();

    private sealed class ActionPlugin(Action<IServiceProvider> action) : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider) => action(serviceProvider);
    }
}
