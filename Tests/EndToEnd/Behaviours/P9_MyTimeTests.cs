using System.Text.RegularExpressions;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P9: the signed-in representative's own time, which ticks; totals stand still between refreshes.</summary>
public sealed class P9_MyTimeTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";

    [Fact]
    public Task My_time_ticks_and_leaves_out_the_time_of_others() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep2")).OpenCaseAsync(Server.CaseId(Case));
        await page.ExpectTextAsync("ht-total", "1 h 53 min");

        await page.Button("My time").ClickAsync();

        // An hour of their own, by hand and by appointment; what they count now runs on top of it.
        await page.ExpectTextAsync("ht-logs", "15 min");
        await page.ExpectTextAsync("ht-activities", "45 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-ticker")).ToHaveTextAsync(new Regex("^1:00:0[01]$"));
        await WorkTime.WorkAsync(Server, TimeSpan.FromSeconds(65), page.Page);
        await Assertions.Expect(page.Widget.GetByTestId("ht-ticker")).ToHaveTextAsync(new Regex("^1:01:0[3-5]$"));
        await page.ExpectRunningAsync();
        await Assertions.Expect(page.Widget.GetByTestId("ht-total")).ToHaveCountAsync(0);

        await page.Button("My time").ClickAsync();
        await page.ExpectTextAsync("ht-total", "1 h 53 min");
    });

    [Fact]
    public Task The_ticker_says_that_it_stands_still() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep3")).OpenCaseAsync(Server.CaseId(Case));
        await page.Button("My time").ClickAsync();
        await WorkTime.WorkAsync(Server, TimeSpan.FromSeconds(20), page.Page);

        await page.Button("Pause").ClickAsync();
        await page.ExpectStoppedAsync();
        var stood = await page.Widget.GetByTestId("ht-ticker").TextContentAsync();
        await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(20), page.Page);

        await page.ExpectTextAsync("ht-ticker", stood!);
    });

    [Fact]
    public Task Without_it_the_total_stands_still_until_the_next_refresh() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep3")).OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(3), page.Page);
        await page.ExpectTextAsync("ht-total", "1 h 53 min");
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-total", "1 h 56 min");
    });
}
