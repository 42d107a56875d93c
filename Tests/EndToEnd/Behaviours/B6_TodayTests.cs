using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B6: where today's number comes from.</summary>
public sealed class B6_TodayTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const string OtherCase = "How to add a second user";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Each_stretch_of_the_day_says_why_it_began_and_ended() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var other = await rep.OpenCaseAsync(Server.CaseId(OtherCase));
        await WorkTime.WorkAsync(Server, Minute, other.Page);
        var page = new CasePage(other.Page, Server, CaseId);
        await page.OpenAsync();
        await WorkTime.WorkAsync(Server, 2 * Minute, page.Page);
        await page.Button("Pause").ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Button("Resume").ClickAsync();
        await WorkTime.WorkAsync(Server, 3 * Minute, page.Page);

        await page.Button("Today").ClickAsync();

        var stretches = page.Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem);
        await Assertions.Expect(stretches).ToHaveCountAsync(3);
        await Assertions.Expect(stretches.Nth(0)).ToContainTextAsync("Started: resumed. Still running.");
        await Assertions.Expect(stretches.Nth(0)).ToContainTextAsync("3 min");
        await Assertions.Expect(stretches.Nth(1)).ToContainTextAsync("Started: case opened. Stopped: paused.");
        await Assertions.Expect(stretches.Nth(1)).ToContainTextAsync("This case");
        await Assertions.Expect(stretches.Nth(1)).ToContainTextAsync("2 min");
        await Assertions.Expect(stretches.Nth(2)).ToContainTextAsync(OtherCase);
        await Assertions.Expect(stretches.Nth(2)).ToContainTextAsync("Started: case opened. Stopped: page closed.");
    });

    [Fact]
    public Task Idle_time_and_sleep_are_named_and_time_that_was_kept_says_so() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.IdleAsync(Server, 5 * Minute, page.Page);
        await page.Page.Mouse.MoveAsync(310, 310);
        await page.Button("Keep").ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.SleepAsync(Server, 20 * Minute, page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.Button("Today").ClickAsync();

        var timeline = page.Widget.GetByTestId("ht-timeline");
        await Assertions.Expect(timeline).ToContainTextAsync("Started: case opened. Stopped: no input.");
        await Assertions.Expect(timeline).ToContainTextAsync("time away kept");
        await Assertions.Expect(timeline).ToContainTextAsync("Started: input after a break. Stopped: computer asleep.");
    });

    [Fact]
    public Task What_came_from_elsewhere_is_of_another_device_and_reasons_leave_no_browser() => WithPicturesAsync(async () =>
    {
        var there = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, there.Page);
        await there.Button("Pause").ClickAsync();
        await there.RefreshAsync();
        await there.Page.CloseAsync();
        var here = await SignInAsync("rep1");
        var sent = new System.Collections.Concurrent.ConcurrentQueue<string>();
        here.Context.Request += (_, request) => sent.Enqueue(request.PostData ?? "");
        var page = await here.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Button("Pause").ClickAsync();
        await page.RefreshAsync();

        await page.Button("Today").ClickAsync();

        var stretches = page.Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem);
        await Assertions.Expect(stretches).ToHaveCountAsync(2);
        await Assertions.Expect(stretches.Nth(0)).ToContainTextAsync("Started: case opened. Stopped: paused.");
        await Assertions.Expect(stretches.Nth(1)).ToContainTextAsync("Another device");
        Assert.Contains(sent, body => body.Contains("casetime_timeline", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, body => body.Contains("paused", StringComparison.OrdinalIgnoreCase) || body.Contains("opened", StringComparison.OrdinalIgnoreCase));
    });

    private Guid CaseId => Server.CaseId(Case);
}
