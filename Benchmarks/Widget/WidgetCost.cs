using System.Globalization;
using CaseTime.EndToEnd.Cost;
using Microsoft.Extensions.Time.Testing;

namespace CaseTime.Benchmarks.Widget;

/// <summary>What the widget costs the browser. The counts among it are asserted by the end-to-end tests; the rest depends on the machine.</summary>
internal static class WidgetCost
{
    private const int MountCount = 1_000;
    private const int Hours = 8;

    /// <summary>Real time: long enough to see what a tick and a checkpoint cost, and less than the idle time.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public static void Print() => PrintAsync().GetAwaiter().GetResult();

    private static async Task PrintAsync()
    {
        Console.WriteLine("| widget | measured | target |");
        Console.WriteLine("|---|---|---|");
        await PrintIdleAsync();
        await PrintDayAsync();
        await PrintMountsAsync();
    }

    private static async Task PrintIdleAsync()
    {
        await using var environment = await WidgetEnvironment.OpenAsync(TimeProvider.System);
        Row("requests to first numbers", $"{environment.Requests.Sent.Count}", "3");
        await environment.ShowTickerAsync();
        var expanded = await WatchAsync(environment);
        var layouts = await Layouts.RecordAsync(environment.Page, () => Task.Delay(TimeSpan.FromSeconds(20)));
        await environment.CollapseAsync();
        var collapsed = await WatchAsync(environment);
        await ControlProbe.DestroyAsync(environment.Page);
        var without = await WatchAsync(environment);

        foreach (var (state, watch) in new[] { ("expanded and ticking", expanded), ("collapsed", collapsed) })
        {
            var target = state == "collapsed" ? "" : "under 1 %";
            Row($"{state}: main thread, share of a core", Percent(watch.ThreadSeconds - without.ThreadSeconds), target);
            Row($"{state}: whole renderer process, share of a core", Percent(watch.ProcessSeconds - without.ProcessSeconds), "");
            Row($"{state}: scripts, share of a core", Percent(watch.ScriptSeconds - without.ScriptSeconds), "");
            Row($"{state}: layouts a second", PerSecond(watch.Layouts - without.Layouts), state == "collapsed" ? "0" : "1");
            Row($"{state}: style recalculations a second", PerSecond(watch.Styles - without.Styles), "");
            Row($"{state}: timer runs a minute", $"{watch.TimerRuns}", state == "collapsed" ? "20" : "80");
        }
        Row($"layouts outside the widget, of {layouts.All} while ticking", $"{layouts.Outside.Count}", "0");
        Row("the page without the widget: main thread, share of a core", Percent(without.ThreadSeconds), "");
    }

    private static async Task PrintDayAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await using var environment = await WidgetEnvironment.OpenAsync(time);
        await environment.ShowTickerAsync();
        await using var meter = await PageMeter.AttachAsync(environment.Page);
        var day = new WorkingDay(environment.Page, time);
        await day.WorkAsync(TimeSpan.FromMinutes(30));
        var (heap, writes) = (await meter.HeapBytesAsync(), day.Writes);
        await day.WorkAsync(TimeSpan.FromHours(Hours));
        Row($"{Hours} hours in focus: writes", $"{day.Writes - writes}", $"{Hours * 6}");
        Row($"{Hours} hours in focus: heap growth, KB", Invariant((await meter.HeapBytesAsync() - heap) / 1e3, "F0"), "under 1,000");
    }

    private static async Task PrintMountsAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await using var environment = await WidgetEnvironment.OpenAsync(time);
        var (before, after) = await MountCycles.RunAsync(environment.Page, MountCount);
        Row($"before {MountCount} mounts", $"{before}", "");
        Row($"after {MountCount} mounts", $"{after}", "the same");
    }

    private static async Task<Watch> WatchAsync(WidgetEnvironment environment)
    {
        await using var meter = await PageMeter.AttachAsync(environment.Page);
        // The click that led here is over, and an input keeps the timer from going idle.
        await environment.Page.Mouse.MoveAsync(200, 200);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (before, runsBefore) = (await meter.ReadAsync(), await ControlProbe.TimerRunsAsync(environment.Page));
        await Task.Delay(Watched);
        var (after, runsAfter) = (await meter.ReadAsync(), await ControlProbe.TimerRunsAsync(environment.Page));
        double Spent(string metric) => after[metric] - before[metric];
        return new Watch(Spent("ThreadTime"), Spent("ProcessTime"), Spent("ScriptDuration"), Spent("LayoutCount"), Spent("RecalcStyleCount"), runsAfter - runsBefore);
    }

    private static void Row(string what, string measured, string target) => Console.WriteLine($"| {what} | {measured} | {target} |");

    private static string Percent(double seconds) => Invariant(100 * seconds / Watched.TotalSeconds, "F2") + " %";

    private static string PerSecond(double count) => Invariant(count / Watched.TotalSeconds, "F2");

    private static string Invariant(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>What a page spent while it was watched. ThreadTime and ProcessTime are CPU seconds, whatever else the machine does.</summary>
    private sealed record Watch(double ThreadSeconds, double ProcessSeconds, double ScriptSeconds, double Layouts, double Styles, int TimerRuns);
}
