using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks;

/// <summary>A whole host on a free port with the managed zip, handling time switched on and representatives with the product's own role.</summary>
internal sealed class ServedEnvironment : IAsyncDisposable
{
    private readonly string _directory;
    private readonly LocalDataverseHost _host;

    private ServedEnvironment(string directory, LocalDataverseHost host)
    {
        (_directory, _host) = (directory, host);
        System = host.Organization.ServiceFor(host.System);
        System.Create(new Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001")) { ["casetime_enabled"] = true });
        Account = new EntityReference("account", System.Create(new Entity("account") { ["name"] = "Contoso" }));
    }

    /// <summary>The service root.</summary>
    public Uri Url => new($"{_host.Url}/api/data/v9.2/");

    /// <summary>As SYSTEM, beside HTTP.</summary>
    public IOrganizationService System { get; }

    public EntityReference Account { get; }

    /// <summary>Where the SQLite file lies.</summary>
    public string Database => Path.Combine(_directory, LocalDataverse.Storage.Database.FileName);

    public static async Task<ServedEnvironment> StartAsync(TimeProvider clock)
    {
        var directory = Directory.CreateTempSubdirectory("casetime-served-").FullName;
        var options = new HostOptions { Port = 0, DataDirectory = directory, SolutionZip = Repository.Artifact("CaseTime_managed.zip"), WithDemo = false };
        return new ServedEnvironment(directory, await LocalDataverseHost.StartAsync(options, clock, CancellationToken.None));
    }

    /// <summary>Representatives rep0, rep1 ... of the root business unit.</summary>
    public IReadOnlyList<(string Name, Guid Id)> NewRepresentatives(int count)
    {
        var unit = System.RetrieveMultiple(new QueryExpression("businessunit")).Entities.Single().ToEntityReference();
        var roles = System.RetrieveMultiple(new QueryExpression("role") { ColumnSet = new ColumnSet("name") }).Entities.ToDictionary(role => (string)role["name"]!, role => role.ToEntityReference());
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var id = System.Create(new Entity("systemuser") { ["domainname"] = $"rep{number}@benchmark.local", ["firstname"] = "Representative", ["lastname"] = $"{number}", ["businessunitid"] = unit });
            System.Associate("systemuser", id, new Relationship("systemuserroles_association"), [roles["Customer Service Representative"], roles["Case Time Representative"]]);
            return ($"rep{number}@benchmark.local", id);
        })];
    }

    public Guid NewCase() => System.Create(new Entity("incident") { ["title"] = "Case", ["customerid"] = Account });

    public Task WhenAsynchronousStepsAreDone() => _host.Organization.WhenAsynchronousStepsAreDone();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
