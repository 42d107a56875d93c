using System.Text.RegularExpressions;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B1: seconds that the server refuses stay until the representative decides. A minute without a network comes back forty days late.</summary>
public sealed class B1_RefusedTimeTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task They_are_shown_with_the_reason_hold_up_nothing_else_and_become_a_log_by_one_click() => WithPicturesAsync(async () =>
    {
        var page = await ComeBackAsync();
        await Assertions.Expect(Aside(page)).ToContainTextAsync("Time that could not be saved");
        await Assertions.Expect(Aside(page)).ToContainTextAsync("CT1009");
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), 58, 60);

        await Aside(page).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Log by hand: ") }).ClickAsync();

        await Assertions.Expect(Aside(page)).ToHaveCountAsync(0);
        var log = Assert.Single(Server.Trackers(CaseId, TimeCategory.Manual));
        Assert.InRange(log.GetAttributeValue<int>("casetime_durationseconds"), 57, 60);
        Assert.Equal(EnvironmentTemplate.Start.UtcDateTime.Date, log.GetAttributeValue<DateTime>("casetime_starttime").Date);
        await page.ReloadAsync();
        await Assertions.Expect(Aside(page)).ToHaveCountAsync(0);
    });

    [Fact]
    public Task They_are_gone_only_once_the_representative_has_said_so_twice() => WithPicturesAsync(async () =>
    {
        var page = await ComeBackAsync();
        var discard = Aside(page).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Discard: ") });

        await discard.ClickAsync();
        await Assertions.Expect(Aside(page)).ToContainTextAsync("for good?");
        await page.ReloadAsync();
        await Assertions.Expect(Aside(page)).ToBeVisibleAsync();
        await discard.ClickAsync();
        await discard.ClickAsync();

        await Assertions.Expect(Aside(page)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await page.RefreshAsync();
        await Assertions.Expect(Aside(page)).ToHaveCountAsync(0);
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Manual));
    });

    private Guid CaseId => Server.CaseId(Case);

    private static ILocator Aside(CasePage page) => page.Widget.GetByTestId("ht-aside");

    private async Task<CasePage> ComeBackAsync()
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(CaseId);
        await rep.Context.SetOfflineAsync(true);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Button("Pause").ClickAsync();
        // The clock of the pages takes no longer step than 24 days.
        await WorkTime.SleepAsync(Server, TimeSpan.FromDays(20), page.Page);
        await WorkTime.SleepAsync(Server, TimeSpan.FromDays(20), page.Page);
        await rep.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Assertions.Expect(Aside(page)).ToBeVisibleAsync();
        return page;
    }
}
