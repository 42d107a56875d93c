using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B10: the network is gone for an hour.</summary>
public sealed class B10_OfflineTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";

    [Fact]
    public Task It_says_so_goes_on_counting_and_sends_everything_once_when_the_network_is_back() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page.Page);
        await page.RefreshAsync();
        await page.Button("My time").ClickAsync();

        await rep.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Status).ToContainTextAsync("Not synced. Counting goes on");
        await WorkTime.WorkAsync(Server, TimeSpan.FromHours(1), page.Page);

        await page.ExpectRunningAsync();
        await Assertions.Expect(page.Widget.GetByTestId("ht-ticker")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^1:0(0:5|1:0)"));
        Assert.InRange(Server.AutomaticSeconds(CaseId), 59, 60);
        await page.Button("Collapse").ClickAsync();
        await Assertions.Expect(page.Widget).ToContainTextAsync("not synced");
        await page.ExpandAsync();

        await rep.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Not synced");
        await page.RefreshAsync();
        await page.ExpectTextAsync("ht-automatic", "1 h 1 min");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 3658, 3660);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    private Guid CaseId => Server.CaseId(Case);
}
