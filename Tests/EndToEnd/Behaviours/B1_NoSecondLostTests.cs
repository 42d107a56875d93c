using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B1: closing, refreshing, crashing, a lost network or a server that goes away loses no more than five seconds.</summary>
public sealed class B1_NoSecondLostTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const string OtherCase = "Delivery is late";
    private static readonly TimeSpan FourMinutes = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Guid CaseId => Server.CaseId(Case);

    [Fact]
    public Task A_refresh_of_the_page_in_the_middle_of_the_interval_loses_nothing() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, FourMinutes, page.Page);
        await page.ReloadAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 295, 300);
    });

    [Fact]
    public Task A_closed_tab_has_sent_its_time_before_anybody_comes_back() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });

        await ExpectOnServerAsync(CaseId, 55, 60);
    });

    [Fact]
    public Task A_killed_browser_says_at_the_next_visit_of_any_case_what_it_recovered() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        var page = await desk.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await desk.KillAsync();
        Assert.Equal(0, Server.AutomaticSeconds(CaseId));

        await desk.StartAgainAsync();
        var next = await desk.OpenCaseAsync(Server.CaseId(OtherCase));

        await Assertions.Expect(next.Status).ToContainTextAsync("was recovered");
        await ExpectOnServerAsync(CaseId, 55, 60);
    });

    [Fact]
    public Task A_tab_closed_while_its_write_is_under_way_loses_nothing_and_doubles_nothing() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        var underWay = new TaskCompletionSource();
        await page.Page.RouteAsync("**/casetime_timetrackers(*", _ =>
        {
            underWay.TrySetResult();
            return Task.CompletedTask;
        });
        await page.Button("Refresh").ClickAsync();
        await underWay.Task;
        await page.Page.CloseAsync();

        var next = await rep.OpenCaseAsync(CaseId);
        await next.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 55, 60);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    [Fact]
    public Task A_write_whose_answer_is_lost_is_sent_again_and_counts_once() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Page.RouteAsync("**/casetime_timetrackers(*", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.RefreshAsync();
        await Assertions.Expect(page.Status).ToContainTextAsync("Not synced");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 59, 60);

        await page.Page.UnrouteAllAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Not synced");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 119, 120);
    });

    [Fact]
    public Task A_server_that_restarts_in_the_middle_of_a_write_gets_the_time_afterwards() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Page.RouteAsync("**/casetime_timetrackers(*", async route =>
        {
            await Server.StopAsync();
            await route.ContinueAsync();
        });
        await page.RefreshAsync();
        await Assertions.Expect(page.Status).ToContainTextAsync("Not synced");

        await page.Page.UnrouteAllAsync();
        await Server.StartAgainAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-automatic", "2 min");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 119, 120);
    });

    [Theory]
    [InlineData("storage forbidden", "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('Forbidden', 'SecurityError'); } });")]
    [InlineData("storage full", "IDBObjectStore.prototype.put = function () { throw new DOMException('Full', 'QuotaExceededError'); };")]
    public Task Without_storage_the_widget_says_so_and_its_time_still_reaches_the_server(string what, string script) => WithPicturesAsync(async () =>
    {
        Assert.NotEmpty(what);
        var rep = await SignInAsync("rep1");
        await rep.Context.AddInitScriptAsync(script);
        var page = await rep.OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await Assertions.Expect(page.Status).ToContainTextAsync("This browser keeps no data");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 59, 60);
    });

    [Fact]
    public Task Sleep_is_no_work() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.SleepAsync(Server, TimeSpan.FromMinutes(10), page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        // The minute before and the minute after, less what is lost at the edges: a checkpoint before the sleep, two steps of this test after it.
        Assert.InRange(Server.AutomaticSeconds(CaseId), 100, 120);
    });
}
