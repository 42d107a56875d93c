using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B3: idle is not work. A minute of work, five without a hand on the machine, and the return.</summary>
public sealed class B3_IdleTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Time_stops_at_the_last_input_and_the_return_is_asked_about() => WithPicturesAsync(async () =>
    {
        var page = await GoAwayAsync();
        await Assertions.Expect(page.Status).ToContainTextAsync("Stopped for want of input");
        await page.ExpectStoppedAsync();
        await Assertions.Expect(Card(page)).ToHaveCountAsync(0);

        await ReturnAsync(page);

        await page.ExpectRunningAsync();
        await Assertions.Expect(Card(page)).ToContainTextAsync("You were away 5 min");
        // It stands there and takes nothing away: neither the focus nor the form.
        Assert.False(await Card(page).EvaluateAsync<bool>("card => card.contains(document.activeElement)"));
        await page.Button("Discard").ClickAsync();
        await ExpectAutomaticAsync(page, 60);
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Manual));
    });

    [Fact]
    public Task Kept_it_is_automatic_time() => WithPicturesAsync(async () =>
    {
        var page = await GoAwayAsync();
        await ReturnAsync(page);

        await page.Button("Keep").ClickAsync();

        await Assertions.Expect(Card(page)).ToHaveCountAsync(0);
        await ExpectAutomaticAsync(page, 360);
    });

    [Fact]
    public Task Logged_it_is_a_time_log_of_the_category_chosen() => WithPicturesAsync(async () =>
    {
        var page = await GoAwayAsync();
        await ReturnAsync(page);

        await Card(page).GetByLabel("Log as").SelectOptionAsync(new SelectOptionValue { Label = "Collaboration" });
        await page.Button("Log").ClickAsync();

        await page.ExpectTextAsync("ht-logs", "5 min");
        await Assertions.Expect(Card(page)).ToHaveCountAsync(0);
        var log = Assert.Single(Server.Trackers(CaseId, TimeCategory.Manual));
        Assert.InRange(log.GetAttributeValue<int>("casetime_durationseconds"), 298, 301);
        Assert.Equal(735500001, log.GetAttributeValue<OptionSetValue>("casetime_reasoncategory")!.Value);
        await ExpectAutomaticAsync(page, 60);
    });

    [Fact]
    public Task Ignored_the_card_waits_and_the_time_does_not_count() => WithPicturesAsync(async () =>
    {
        var page = await GoAwayAsync();
        await ReturnAsync(page);

        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await Assertions.Expect(Card(page)).ToBeVisibleAsync();
        await ExpectAutomaticAsync(page, 120);
    });

    [Fact]
    public Task Sleep_is_not_offered() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await WorkTime.SleepAsync(Server, TimeSpan.FromMinutes(20), page.Page);
        await ReturnAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.ExpectRunningAsync();
        await Assertions.Expect(Card(page)).ToHaveCountAsync(0);
        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), 100, 120);
    });

    [Fact]
    public Task Switched_off_by_the_admin_nobody_is_ever_idle() => WithPicturesAsync(async () =>
    {
        Server.Settings("casetime_idleminutes", 0);
        var page = await GoAwayAsync();

        await page.ExpectRunningAsync();

        await ExpectAutomaticAsync(page, 360);
    });

    private Guid CaseId => Server.CaseId(Case);

    private static ILocator Card(CasePage page) => page.Widget.GetByTestId("ht-return");

    private async Task<CasePage> GoAwayAsync()
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.IdleAsync(Server, 5 * Minute, page.Page);
        return page;
    }

    private static Task ReturnAsync(CasePage page) => page.Page.Mouse.MoveAsync(310, 310);

    private async Task ExpectAutomaticAsync(CasePage page, int seconds)
    {
        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), seconds - 2, seconds + 1);
    }
}
