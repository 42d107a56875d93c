using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace CaseTime.Benchmarks.Load;

/// <summary>
/// Weeks of a service centre in minutes: what the widgets of so many representatives send, through the Web API of a whole host with every
/// rule on, as fast as it answers, while the host's clock goes along. In the end the rows must hold exactly the seconds of the schedule.
/// </summary>
internal sealed class LoadRun
{
    private const int Window = 600;
    private static readonly DateTime FirstDay = new(2025, 3, 3, 0, 0, 0, DateTimeKind.Utc);

    private readonly LoadOptions _options;
    private readonly WorkSchedule _schedule;
    private readonly FakeTimeProvider _clock = new(FirstDay);
    private readonly List<double> _latencies = [];
    private IReadOnlyList<(string Name, Guid Id)> _reps = [];
    private Guid[] _cases = [];

    private LoadRun(LoadOptions options)
    {
        _options = options;
        _schedule = new WorkSchedule(options.Reps, options.Cases, seed: 1);
    }

    public static void Print(IReadOnlyList<string> arguments) => new LoadRun(LoadOptions.Parse(arguments)).PrintAsync().GetAwaiter().GetResult();

    private async Task PrintAsync()
    {
        await using var environment = await ServedEnvironment.StartAsync(_clock);
        _reps = environment.NewRepresentatives(_options.Reps);
        _cases = [.. Enumerable.Range(0, _schedule.Cases).Select(_ => environment.NewCase())];
        var before = Size(environment.Database);
        using var client = new HttpClient { BaseAddress = environment.Url };
        var days = new List<(int Rep, IReadOnlyList<Stretch> Day)>();
        var spent = TimeSpan.Zero;
        for (var day = 0; day < _options.Days; day++)
        {
            var today = Enumerable.Range(0, _options.Reps).Select(rep => (rep, (IReadOnlyList<Stretch>)_schedule.DayOf(rep, day))).ToList();
            days.AddRange(today);
            var started = Stopwatch.GetTimestamp();
            var sent = _latencies.Count;
            await Send(client, FirstDay.AddDays(day), [.. today.SelectMany(rep => WorkSchedule.WritesOf(rep.rep, rep.Item2))]);
            var took = Stopwatch.GetElapsedTime(started);
            spent += took;
            Console.Error.WriteLine(Invariant($"Day {day + 1} of {_options.Days}: {(_latencies.Count - sent) / took.TotalSeconds:N0} writes/s, {spent.TotalMinutes:N0} minutes so far"));
        }

        await environment.WhenAsynchronousStepsAreDone();
        Report(environment, days, spent, Size(environment.Database) - before);
    }

    /// <summary>One day in windows of ten minutes: the clock goes to the end of each, then everything that fell due in it is sent.</summary>
    private async Task Send(HttpClient client, DateTime day, List<DueWrite> writes)
    {
        foreach (var window in writes.GroupBy(write => write.Due / Window).OrderBy(window => window.Key))
        {
            _clock.SetUtcNow(day.AddSeconds((window.Key + 1) * Window));
            // A representative's widget waits for its answer before it writes again.
            var queue = new Queue<IGrouping<int, DueWrite>>(window.GroupBy(write => write.Rep));
            await Task.WhenAll(Enumerable.Range(0, _options.Clients).Select(_ => Task.Run(async () =>
            {
                while (Next(queue) is { } rep)
                {
                    foreach (var write in rep.OrderBy(write => write.Due))
                        await Send(client, day, write);
                }
            })));
        }
    }

    private static IGrouping<int, DueWrite>? Next(Queue<IGrouping<int, DueWrite>> queue)
    {
        lock (queue)
            return queue.TryDequeue(out var next) ? next : null;
    }

    private async Task Send(HttpClient client, DateTime day, DueWrite write)
    {
        var (rep, caseId) = (_reps[write.Rep], _cases[write.Case]);
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var timeline = "v1 " + string.Join(' ', write.Pieces.Select(piece => string.Create(CultureInfo.InvariantCulture, $"{piece.Start}+{piece.Length}")));
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"casetime_timetrackers({AutomaticRow.IdOf(rep.Id, caseId, day)})", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", rep.Name);
        request.Content = new StringContent(
            $$"""{"casetime_regardingcase@odata.bind":"/incidents({{caseId}})","casetime_category":735500001,"casetime_workdate":"{{date}}","casetime_device":"{{AutomaticRow.Device}}","casetime_timeline":"{{timeline}}"}""",
            Encoding.UTF8, "application/json");
        var started = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        lock (_latencies)
            _latencies.Add(elapsed);
    }

    private void Report(ServedEnvironment environment, List<(int Rep, IReadOnlyList<Stretch> Day)> days, TimeSpan spent, long bytes)
    {
        var (rows, seconds, text) = Stored(environment.Database);
        var expected = days.Sum(day => day.Day.Sum(stretch => (long)stretch.End - stretch.Start));
        if (seconds != expected)
            throw new InvalidOperationException($"The rows hold {seconds} s, the schedule {expected} s.");
        double repDays = _options.Reps * _options.Days;
        _latencies.Sort();
        Console.WriteLine(Invariant($"{_options.Reps:N0} representatives, {_options.Cases} cases each, {_options.Days} days: {_latencies.Count:N0} writes in {spent.TotalSeconds:N0} s by {_options.Clients} clients; every one of {expected:N0} s is on the server once."));
        Console.WriteLine(Invariant($"{_latencies.Count / spent.TotalSeconds:N0} writes/s; latency p50 {At(0.5):N1}, p95 {At(0.95):N1}, p99 {At(0.99):N1}, most {_latencies[^1]:N1} ms"));
        Console.WriteLine();
        Console.WriteLine("| a representative's day | writes | rows | bytes in the database | seconds never saved |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(Invariant($"| CaseTime (measured) | {_latencies.Count / repDays:N1} | {rows / repDays:N1} | {bytes / repDays:N0} | 0 |"));
        // The other schemes' rows are taken to be as wide as CaseTime's without its timelines, indexes included.
        var row = (bytes - text) / (double)rows;
        foreach (var scheme in (Scheme[])[Scheme.Preview(days), Scheme.RowPerInterval(days)])
            Console.WriteLine(Invariant($"| {scheme.Name} (simulated) | {scheme.Writes / repDays:N1} | {scheme.Rows / repDays:N1} | {scheme.Rows * row / repDays:N0} | {scheme.LostSeconds / repDays:N0} |"));
    }

    private double At(double share) => _latencies[(int)(_latencies.Count * share)];

    private static (long Rows, long Seconds, long Text) Stored(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), sum(casetime_durationseconds), sum(length(casetime_timeline) + coalesce(length(casetime_overlap), 0)) FROM casetime_timetracker";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>Bytes of the pages in use, with what is still in the write-ahead log.</summary>
    private static long Size(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
