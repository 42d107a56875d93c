using System.Text.RegularExpressions;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P10: Refresh leaves nothing behind.</summary>
public sealed class P10_RefreshTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";

    [Fact]
    public Task It_writes_what_is_pending_and_updates_numbers_history_and_its_own_time_together() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);
        await page.Button("History").ClickAsync();
        var history = page.Widget.GetByTestId("ht-history");
        await Assertions.Expect(history).ToContainTextAsync("Read the release notes");
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        Server.Log(caseId, "rep2", "Tried another cable", 600, EnvironmentTemplate.Start.AddHours(-1));
        Server.PhoneCall(caseId, "rep3", "Asked the vendor", 7);
        await page.ExpectTextAsync("ht-logs", "40 min");

        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-automatic", "2 min");
        await page.ExpectTextAsync("ht-logs", "50 min");
        await page.ExpectTextAsync("ht-activities", "1 h 20 min");
        await page.ExpectTextAsync("ht-total", "2 h 12 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-updated")).ToHaveTextAsync(new Regex(" 9:02 "));
        await Assertions.Expect(history).ToContainTextAsync("Tried another cable");
        await Assertions.Expect(history).ToContainTextAsync("Asked the vendor");
        await Assertions.Expect(history.GetByRole(AriaRole.List, new() { Name = "Automatic" })).ToContainTextAsync("2 min");
        Assert.InRange(Server.AutomaticSeconds(caseId), 119, 120);
    });
}
