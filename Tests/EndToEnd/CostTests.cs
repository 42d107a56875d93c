using CaseTime.EndToEnd.Cost;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd;

/// <summary>What the widget costs the page and the server: counts alone, which are the same on every machine. Benchmarks measures the rest.</summary>
public sealed class CostTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";
    private const int CheckpointSeconds = 3;
    private const int WritesAnHour = 6;

    [Fact]
    public Task The_widget_shows_its_numbers_within_three_requests() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.NewPageAsync();
        var requests = await ControlRequests.ListenAsync(page);

        var casePage = new CasePage(page, Server, Server.CaseId(Case));
        await casePage.OpenAsync();
        await casePage.ExpectSecondsAsync("ht-logs", 2400);

        Assert.True(requests.Sent.Count is >= 1 and <= 3, $"{requests.Sent.Count} requests:\n{string.Join('\n', requests.Sent)}");
    });

    [Fact]
    public Task Collapsed_it_wakes_up_once_a_checkpoint_and_hidden_never() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        await desk.Rep.SetClockAsync();
        await ControlProbe.AddToAsync(desk.Rep.Context);
        var casePage = await desk.OpenCaseAsync(Server.CaseId(Case));
        await casePage.Button("Collapse").ClickAsync();
        // What the mouse changes on the page lets the widget look at it once, half a second later.
        await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(5), casePage.Page);

        var before = await ControlProbe.TimerRunsAsync(casePage.Page);
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(1), casePage.Page);
        var collapsed = await ControlProbe.TimerRunsAsync(casePage.Page);
        await desk.Rep.NewPageAsync();
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(1), casePage.Page);
        var hidden = await ControlProbe.TimerRunsAsync(casePage.Page);
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(1), casePage.Page);

        Assert.Equal(60 / CheckpointSeconds, collapsed - before);
        Assert.Equal(hidden, await ControlProbe.TimerRunsAsync(casePage.Page));
    });

    [Fact]
    public Task A_ticking_widget_lays_out_nothing_but_itself() => WithPicturesAsync(async () =>
    {
        var casePage = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        await casePage.Button("My time").ClickAsync();
        await WorkTime.WorkAsync(Server, TimeSpan.FromSeconds(5), casePage.Page);

        var layouts = await Layouts.RecordAsync(casePage.Page, async () =>
        {
            for (var second = 0; second < 12; second++)
            {
                await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(1), casePage.Page);
                await casePage.Page.EvaluateAsync("document.body.offsetHeight");
            }
        });

        Assert.InRange(layouts.All, 10, 14);
        Assert.Empty(layouts.Outside);
    });

    [Fact]
    public Task A_working_day_in_steady_focus_is_six_writes_an_hour_and_less_than_a_megabyte() => WithPicturesAsync(async () =>
    {
        const int Hours = 8;
        var casePage = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        await casePage.Button("Collapse").ClickAsync();
        await using var meter = await PageMeter.AttachAsync(casePage.Page);
        var day = new WorkingDay(casePage.Page, Server.Time);
        await day.WorkAsync(TimeSpan.FromMinutes(30));
        var (heap, writes) = (await meter.HeapBytesAsync(), day.Writes);

        await day.WorkAsync(TimeSpan.FromHours(Hours));

        Assert.Equal(Hours * WritesAnHour, day.Writes - writes);
        var growth = await meter.HeapBytesAsync() - heap;
        Assert.True(growth < 1_000_000, $"The page holds {growth} bytes more than before.");
        await casePage.ExpandAsync();
        await casePage.RefreshAsync();
        var counted = Server.AutomaticSeconds(Server.CaseId(Case), Server.UserId("rep1"));
        Assert.InRange(counted, (Hours * 60 + 30) * 60 - 2, (Hours * 60 + 30) * 60);
    });

    [Fact]
    public Task Mounted_and_destroyed_a_thousand_times_it_leaves_nothing_behind() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        await rep.SetClockAsync();
        await ControlProbe.AddToAsync(rep.Context);
        var casePage = await rep.OpenCaseAsync(Server.CaseId(Case));

        var (before, after) = await MountCycles.RunAsync(casePage.Page, 1_000);

        Assert.Equal(before, after);
        Assert.Equal((0, 0), (after.Channels, after.Locks));
    });
}
