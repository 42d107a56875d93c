using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P11: time that a representative logs by hand.</summary>
public sealed class P11_AddTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";

    [Fact]
    public Task A_log_by_hand_is_in_the_numbers_and_in_the_history() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));

        await page.AddLogAsync("1h 30m", "Research", "Read the sign-in log");

        await page.ExpectSecondsAsync("ht-logs", 5400);
        await page.ExpectSecondsAsync("ht-total", 5400);
        await page.Button("History").ClickAsync();
        await Assertions.Expect(page.Widget.GetByRole(AriaRole.List, new() { Name = "Time logs" })).ToContainTextAsync("1 h 30 min");
        var row = Assert.Single(Server.Trackers(Server.CaseId(Case), TimeCategory.Manual));
        Assert.Equal("Read the sign-in log", row.GetAttributeValue<string>("casetime_reason"));
    });

    [Fact]
    public Task A_log_that_the_server_refuses_shows_its_sentence_and_keeps_what_was_typed() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));
        // The form knows the limit that held when the numbers were read.
        var settings = new Microsoft.Xrm.Sdk.Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001")) { ["casetime_maxlogminutes"] = 60 };
        Server.Service.Update(settings);

        await page.AddLogAsync("2h", "Research", "Too long a log");

        await Assertions.Expect(page.Widget.GetByRole(AriaRole.Alert)).ToContainTextAsync("CT1002");
        await Assertions.Expect(page.Widget.GetByLabel("Duration")).ToHaveValueAsync("2h");
        Assert.Empty(Server.Trackers(Server.CaseId(Case), TimeCategory.Manual));
    });

    [Fact]
    public Task A_duration_is_taken_in_each_of_four_notations() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        string[] notations = ["90", "1:30", "1h 30m", "1.5h"];

        for (var number = 1; number <= notations.Length; number++)
        {
            await page.AddLogAsync(notations[number - 1], "Miscellaneous", notations[number - 1]);
            await page.ExpectSecondsAsync("ht-logs", number * 5400);
        }

        Assert.All(Server.Trackers(Server.CaseId(Case), TimeCategory.Manual), row => Assert.Equal(5400, row.GetAttributeValue<int>("casetime_durationseconds")));
    });
}
