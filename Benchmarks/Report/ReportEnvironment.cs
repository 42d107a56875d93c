using System.Globalization;
using System.Text.Json;
using CaseTime.EndToEnd.Browser;
using LocalDataverse.Hosting;
using LocalDataverse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks.Report;

/// <summary>A local Dataverse with a year of time trackers, and a browser in which a supervisor has the report page open.</summary>
internal sealed class ReportEnvironment : IAsyncDisposable
{
    public const int Rows = 1_000_000;
    private const int Reps = 200;
    private const int Cases = 20_000;
    private const int OpenCases = 2_000;
    private const string Supervisor = "supervisor@casetime.local";
    private readonly DirectoryInfo _folder;
    private readonly LocalDataverseHost _host;
    private readonly BrowserProcess _browser;
    private readonly StorageSession _bare;

    private ReportEnvironment(DirectoryInfo folder, LocalDataverseHost host, BrowserProcess browser, IPage page) =>
        (_folder, _host, _browser, _bare, Page) = (folder, host, browser, Open(folder), page);

    public IPage Page { get; }

    /// <summary>The year that the rows lie in: the last one, so that the page has a preset for it.</summary>
    public static int Year => DateTime.UtcNow.Year - 1;

    public static async Task<ReportEnvironment> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("casetime-report-");
        var clone = CloneBuild.Find() ?? throw new InvalidOperationException("The report is measured from a clone.");
        var options = new HostOptions { Port = 0, DataDirectory = folder.FullName, SolutionZip = clone.ManagedZip, ShellDirectory = clone.ShellDirectory };
        var host = await LocalDataverseHost.StartAsync(options, TimeProvider.System, CancellationToken.None);
        Fill(host, folder);
        var browser = await BrowserProcess.StartAsync();
        var context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "en-US" });
        var signIn = await context.APIRequest.PostAsync($"{host.Url}/shell/session", new APIRequestContextOptions { DataObject = new { user = Supervisor } });
        if (!signIn.Ok)
            throw new InvalidOperationException(await signIn.TextAsync());
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{host.Url}/WebResources/casetime_/pages/report.html");
        await page.GetByRole(AriaRole.Combobox).First.WaitForAsync();
        return new ReportEnvironment(folder, host, browser, page);
    }

    /// <summary>A statement on the same file beside the platform, on a connection set up as its own are.</summary>
    public object? BareSql(string sql, params object?[] values) => _bare.Scalar(sql, values);

    public async ValueTask DisposeAsync()
    {
        _bare.Dispose();
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>
    /// Copies rows inside the database, in the order in which a year of work makes them: seven of ten counted, with a timeline of ten
    /// stretches, the others logged by hand; from 07:00 to 17:00 UTC, so that few lie on both sides of the supervisor's midnight, in Berlin.
    /// </summary>
    private static void Fill(LocalDataverseHost host, DirectoryInfo folder)
    {
        var service = host.Organization.ServiceFor(host.System);
        SetTimeZone(service);
        var (log, caseId) = NewLog(service);
        var timeline = "v1 " + string.Join(' ', Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"{36_000 + (i * 400)}+{200 + i}")));
        using var session = Open(folder);
        Copies.Make(session, "incident", caseId, Cases, new Dictionary<string, string> { ["incidentid"] = Copies.Id("n"), ["title"] = "'Case ' || n" });
        Copies.Make(session, "systemuser", host.System.UserId, Reps, new Dictionary<string, string> { ["systemuserid"] = Copies.Id("1000000000 + n"), ["domainname"] = "'bench' || n || '@benchmark.local'", ["fullname"] = "'Representative ' || n" });
        const string start = "strftime('%s', @p2) + ((n - 1) * 365 / @p1) * 86400 + 25200 + (n * 7919) % 36000";
        const string seconds = "60 + (n * 31) % 3540";
        var rep = Copies.Id($"1000000000 + 1 + (n * 613) % {Reps}");
        Copies.Make(session, "casetime_timetracker", log, Rows, new Dictionary<string, string>
        {
            ["casetime_timetrackerid"] = Copies.Id("n"),
            ["casetime_category"] = Counted("735500001", "735500000"),
            ["casetime_reasoncategory"] = Counted("NULL", "735500000 + n % 4"),
            ["casetime_rep"] = Counted(rep, "NULL"),
            ["casetime_timeline"] = Counted("@p3", "NULL"),
            ["casetime_regardingcase"] = Copies.Id($"1 + min({Cases} - 1, n / ({Rows} / {Cases}) + (n * 7907) % {OpenCases})"),
            ["ownerid"] = rep,
            ["casetime_durationseconds"] = seconds,
            ["casetime_duration"] = $"({seconds}) / 60",
            ["casetime_starttime"] = $"datetime({start}, 'unixepoch')",
            ["casetime_endtime"] = $"datetime({start} + 2 * ({seconds}), 'unixepoch')",
            ["casetime_workdate"] = $"date({start}, 'unixepoch')",
        }, $"{Year}-01-01", timeline);
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static StorageSession Open(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, Database.FileName);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        var session = new StorageSession(connection);
        session.Execute("PRAGMA cache_size = -32768");
        session.Execute("PRAGMA mmap_size = 536870912");
        session.Execute("PRAGMA temp_store = MEMORY");
        return session;
    }

    private static string Counted(string yes, string no) => $"CASE WHEN n % 10 < 7 THEN {yes} ELSE {no} END";

    private static (Guid Log, Guid Case) NewLog(IOrganizationService service)
    {
        var anyCase = service.RetrieveMultiple(new QueryExpression("incident") { TopCount = 1, Criteria = { Conditions = { new ConditionExpression("statecode", ConditionOperator.Equal, 0) } } }).Entities[0].Id;
        var log = service.Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue(735500000),
            ["casetime_regardingcase"] = new EntityReference("incident", anyCase),
            ["casetime_durationseconds"] = 60,
        });
        return (log, anyCase);
    }

    private static void SetTimeZone(IOrganizationService service)
    {
        var query = new QueryExpression("systemuser") { Criteria = { Conditions = { new ConditionExpression("domainname", ConditionOperator.Equal, Supervisor) } } };
        service.Update(new Entity("usersettings", service.RetrieveMultiple(query).Entities.Single().Id) { ["timezonestandardname"] = "W. Europe Standard Time" });
    }
}
