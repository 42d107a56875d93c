using System.Globalization;
using LocalDataverse.Hosting;
using LocalDataverse.Storage;
using LocalDataverse.Tests.Solutions;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Xunit.Abstractions;

namespace LocalDataverse.Tests.Killing;

/// <summary>Kills the host while it writes. CASETIME_KILLS says how often (3 unless told); docs/verified.md has the full run.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Writers = 6;

    private readonly string _directory = Directory.CreateTempSubdirectory("kill-").FullName;

    private string Data => Path.Combine(_directory, "data");

    private string Program => Path.Combine(_directory, "program");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Killed_in_a_storm_of_writes_it_comes_back_with_every_acknowledged_one_and_no_half_of_a_change_set()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CASETIME_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 3;
        HostProcess.CopyProgram(Program);
        var storm = new WriteStorm(await PrepareAsync());
        var delay = new Random(7);
        for (var kill = 1; kill <= kills; kill++)
        {
            using (var host = await HostProcess.StartAsync(Program, Data))
            {
                var raging = storm.RageAsync(host.Url);
                await storm.HasBegunAsync(raging);
                await Task.WhenAny(raging, Task.Delay(TimeSpan.FromMilliseconds(delay.Next(0, 1500))));
                host.Kill();
                await raging;
            }

            using var again = await HostProcess.StartAsync(Program, Data);
            Check(storm);
            output.WriteLine($"Kill {kill}: {storm.Created.Count} rows and {storm.Counted.Values.Sum()} counted seconds acknowledged so far, {storm.Pairs.Count} change sets sent.");
            Assert.NotEmpty(storm.Created);
        }
    }

    /// <summary>People and cases, made by a host that ends in order.</summary>
    private async Task<List<Writer>> PrepareAsync()
    {
        await using var host = await LocalDataverseHost.StartAsync(
            new HostOptions { Port = 0, DataDirectory = Data, SolutionZip = ManagedZipTests.Zip, WithDemo = false }, TimeProvider.System, CancellationToken.None);
        var service = host.Organization.ServiceFor(host.System);
        service.Create(new Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001")) { ["casetime_enabled"] = true });
        var unit = service.RetrieveMultiple(new QueryExpression("businessunit")).Entities.Single().ToEntityReference();
        var roles = service.RetrieveMultiple(new QueryExpression("role") { ColumnSet = new ColumnSet("name") }).Entities.ToDictionary(role => (string)role["name"]!, role => role.Id);
        var account = new EntityReference("account", service.Create(new Entity("account") { ["name"] = "Storm" }));
        return [.. Enumerable.Range(0, Writers).Select(number =>
        {
            var user = service.Create(new Entity("systemuser") { ["domainname"] = $"storm{number}@kill.test", ["firstname"] = "Storm", ["lastname"] = "Writer", ["businessunitid"] = unit });
            foreach (var role in (string[])["Customer Service Representative", "Case Time Representative"])
                service.Associate("systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", roles[role])]);
            return new Writer($"storm{number}", user, service.Create(new Entity("incident") { ["title"] = "Storm", ["customerid"] = account }));
        })];
    }

    private void Check(WriteStorm storm)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Data, Database.FileName), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Assert.Equal("ok", Scalar(connection, "PRAGMA integrity_check"));
        foreach (var table in storm.Created.GroupBy(row => row.Table))
        {
            var stored = Ids(connection, table.Key);
            Assert.All(table, row => Assert.Contains(row.Id, stored));
        }

        var (accounts, contacts) = (Ids(connection, "account"), Ids(connection, "contact"));
        Assert.All(storm.Pairs, pair => Assert.Equal(accounts.Contains(pair.Account), contacts.Contains(pair.Contact)));
        foreach (var (id, seconds) in storm.Counted)
        {
            // What was sent is one stretch from the day's first second; a write that was not answered may have made it longer.
            var timeline = (string)Scalar(connection, $"SELECT casetime_timeline FROM casetime_timetracker WHERE casetime_timetrackerid = '{id}'")!;
            Assert.StartsWith("v1 0+", timeline, StringComparison.Ordinal);
            var stored = int.Parse(timeline["v1 0+".Length..], CultureInfo.InvariantCulture);
            Assert.InRange(stored, seconds, seconds + 7);
            Assert.Equal((long)stored, Scalar(connection, $"SELECT casetime_durationseconds FROM casetime_timetracker WHERE casetime_timetrackerid = '{id}'"));
        }
    }

    private static HashSet<Guid> Ids(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"{table}id\" FROM \"{table}\"";
        using var reader = command.ExecuteReader();
        var ids = new HashSet<Guid>();
        while (reader.Read())
            ids.Add(Guid.Parse(reader.GetString(0)));
        return ids;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
