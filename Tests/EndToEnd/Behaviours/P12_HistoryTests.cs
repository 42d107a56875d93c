using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P12: where the numbers of a case come from.</summary>
public sealed class P12_HistoryTests(EndToEndRun run) : BrowserTest(run)
{
    private const int Many = 10_000;

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

    [Fact]
    public Task Ten_thousand_logs_are_read_page_by_page_and_drawn_a_few_at_a_time() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("Portal sign-in is refused");
        for (var number = 1; number <= Many; number++)
            Server.Log(caseId, "rep1", $"Log {number};", 60, EnvironmentTemplate.Start.AddMinutes(number - Many - 1));
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);
        await page.ExpectSecondsAsync("ht-logs", Many * 60);

        await page.Button("History").ClickAsync();
        var history = page.Widget.GetByTestId("ht-history");
        await Assertions.Expect(history).ToContainTextAsync("50+");
        await Assertions.Expect(Rows(page, "Time logs").First).ToContainTextAsync($"Log {Many};");
        // Who asks for more gets more, and so does who scrolls. A click by mouse would scroll to the button first.
        await page.Button("Show more").DispatchEventAsync("click");
        await Assertions.Expect(history).Not.ToContainTextAsync("50+");
        await ScrollUntilAllAreReadAsync(page);

        await Assertions.Expect(history).ToContainTextAsync("Time logs 10,000");
        await Assertions.Expect(page.Button("Show more")).ToHaveCountAsync(0);
        Assert.InRange(await Rows(page, "Time logs").CountAsync(), 1, 100);
        await ScrollToTheEndAsync(page);
        await Assertions.Expect(Rows(page, "Time logs").Last).ToContainTextAsync("Log 1;");
        await Assertions.Expect(Rows(page, "Time logs").Last).ToHaveAttributeAsync("aria-posinset", $"{Many}");
    });

    private static async Task ScrollUntilAllAreReadAsync(CasePage page)
    {
        var more = page.Button("Show more").Or(page.Widget.GetByText("Reading handling time"));
        for (var attempt = 0; attempt < 2_000 && await more.CountAsync() > 0; attempt++)
        {
            await ScrollToTheEndAsync(page);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static async Task ScrollToTheEndAsync(CasePage page) =>
        await page.Widget.GetByRole(AriaRole.List, new() { Name = "Time logs", Exact = true }).EvaluateAsync("list => list.scrollIntoView({ block: 'end' })");

    private static ILocator Rows(CasePage page, string list) =>
        page.Widget.GetByRole(AriaRole.List, new() { Name = list, Exact = true }).GetByRole(AriaRole.Listitem);
}
