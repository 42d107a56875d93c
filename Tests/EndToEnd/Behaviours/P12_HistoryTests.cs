using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P12: where the numbers of a case come from.</summary>
public sealed class P12_HistoryTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task Automatic_time_is_one_line_a_representative_and_each_corrects_only_their_own() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("Portal sign-in is refused");
        Server.AutomaticTime(caseId, "rep2", "v1 28800+60");
        // Of another device of the representative's own: a row of its own on the server, and still one line.
        Server.AutomaticTime(caseId, "rep1", "v1 28800+120");
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(3), page.Page);
        await page.RefreshAsync();
        Assert.Equal(3, Server.Trackers(caseId, TimeCategory.Automatic).Count);

        await page.Button("History").ClickAsync();

        var lines = page.Widget.GetByRole(AriaRole.List, new() { Name = "Automatic", Exact = true }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(lines).ToHaveCountAsync(2);
        await Assertions.Expect(lines.Filter(new() { HasText = "Representative 1" })).ToContainTextAsync("5 min");
        await Assertions.Expect(lines.Filter(new() { HasText = "Representative 2" })).ToContainTextAsync("1 min");
        await Assertions.Expect(page.Button("Correct automatic time: Representative 1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Correct automatic time: Representative 2")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Logs_and_activities_stand_one_by_one_newest_first() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId("Scanner stops after the update"));

        await page.Button("History").ClickAsync();

        await Assertions.Expect(Rows(page, "Time logs")).ToContainTextAsync(["Asked the device team", "Read the release notes"]);
        await Assertions.Expect(Rows(page, "Activities")).ToContainTextAsync(["Remote session", "Firmware notes sent", "Call about scanner"]);
    });

    private static ILocator Rows(CasePage page, string list) =>
        page.Widget.GetByRole(AriaRole.List, new() { Name = list, Exact = true }).GetByRole(AriaRole.Listitem);
}
