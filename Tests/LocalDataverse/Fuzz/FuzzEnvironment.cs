using System.Globalization;
using LocalDataverse.Hosting;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using LocalDataverse.Tests.Solutions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>A whole host with the managed zip, three representatives, a supervisor and an administrator, some cases, and a second connection to its file that watches.</summary>
internal sealed class FuzzEnvironment : IAsyncDisposable
{
    /// <summary>Logs that outlive what they report; and the platform's own numbers and jobs.</summary>
    private static readonly HashSet<string> Unwatched = new(StringComparer.Ordinal) { "plugintracelog", "asyncoperation", "importjob" };

    private readonly string _directory;
    private readonly LocalDataverseHost _host;
    private readonly SqliteConnection _watch;

    private FuzzEnvironment(string directory, LocalDataverseHost host, FakeTimeProvider clock)
    {
        (_directory, _host, Clock) = (directory, host, clock);
        Service = host.Organization.ServiceFor(host.System);
        var unit = Service.RetrieveMultiple(new QueryExpression("businessunit")).Entities.Single().ToEntityReference();
        var roles = Service.RetrieveMultiple(new QueryExpression("role") { ColumnSet = new ColumnSet("name") }).Entities.ToDictionary(role => (string)role["name"]!, role => role.Id);
        FuzzUser User(string name, params string[] names)
        {
            var id = Service.Create(new Entity("systemuser") { ["domainname"] = name + "@fuzz.test", ["firstname"] = name, ["lastname"] = "Fuzz", ["businessunitid"] = unit });
            foreach (var role in names)
                Service.Associate("systemuser", id, new Relationship("systemuserroles_association"), [new EntityReference("role", roles[role])]);
            return new FuzzUser(name, id);
        }

        Reps =
        [
            User("rep1", "Customer Service Representative", "Case Time Representative"),
            User("rep2", "Customer Service Representative", "Case Time Representative"),
            User("rep3", "Customer Service Representative", "Case Time Representative (own time)"),
        ];
        Users = [.. Reps, User("supervisor", "Customer Service Representative", "Case Time Supervisor"), User("timeadmin", "Customer Service Representative", "Case Time Administrator")];
        Administrator = User("admin", "System Administrator");
        Service.Create(new Entity("casetime_setting", Ids.Settings) { ["casetime_enabled"] = true });
        Account = Service.Create(new Entity("account") { ["name"] = "Contoso" });
        Contact = Service.Create(new Entity("contact") { ["lastname"] = "Doe", ["parentcustomerid"] = new EntityReference("account", Account) });
        Cases = [.. Enumerable.Range(0, 8).Select(number => NewCase($"Case {number}"))];
        _watch = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, Database.FileName), Pooling = false }.ToString());
        _watch.Open();
        Watch();
    }

    public FakeTimeProvider Clock { get; }

    public Uri Url => new(_host.Url);

    public IOrganization Organization => _host.Organization;

    /// <summary>As SYSTEM.</summary>
    public IOrganizationService Service { get; }

    public IReadOnlyList<FuzzUser> Reps { get; }

    /// <summary>Everybody whom security applies to.</summary>
    public IReadOnlyList<FuzzUser> Users { get; }

    /// <summary>A system administrator, who may break anything: reads only.</summary>
    public FuzzUser Administrator { get; }

    public Guid Account { get; }

    public Guid Contact { get; }

    public IReadOnlyList<Guid> Cases { get; }

    public MetadataCatalog Metadata => _host.Organization.Metadata;

    public static async Task<FuzzEnvironment> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("fuzz-").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero));
        var host = await LocalDataverseHost.StartAsync(new HostOptions { Port = 0, DataDirectory = directory, SolutionZip = ManagedZipTests.Zip, WithDemo = false }, clock, CancellationToken.None);
        return new FuzzEnvironment(directory, host, clock);
    }

    /// <summary>How often a row was written so far; a transaction that was rolled back counts nothing.</summary>
    public long Writes() => (long)Scalar("SELECT count FROM fuzz_writes")!;

    public object? Scalar(string sql)
    {
        using var command = _watch.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = _watch.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public Guid NewCase(string title) => Service.Create(new Entity("incident") { ["title"] = title, ["customerid"] = new EntityReference("account", Account) });

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Triggers count what is written: they roll back with it.</summary>
    private void Watch()
    {
        Run("CREATE TABLE fuzz_writes (count INTEGER NOT NULL)");
        Run("INSERT INTO fuzz_writes VALUES (0)");
        foreach (var table in Metadata.Tables.Values.Where(table => !table.IsView && !Unwatched.Contains(table.LogicalName)))
        {
            foreach (var change in (string[])["INSERT", "UPDATE", "DELETE"])
                Run(string.Create(CultureInfo.InvariantCulture, $"CREATE TRIGGER \"fuzz_{table.LogicalName}_{change}\" AFTER {change} ON \"{table.LogicalName}\" BEGIN UPDATE fuzz_writes SET count = count + 1; END"));
        }
    }

    private void Run(string sql)
    {
        using var command = _watch.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static class Ids
    {
        public static readonly Guid Settings = new("73550000-0000-4000-8000-000000000001");
    }
}
