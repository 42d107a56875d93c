using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Input and its absence, pauses, and several devices or representatives at once.</summary>
public sealed class InputTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Guid CaseId => Server.CaseId(Case);

    [Fact]
    public Task Without_input_the_time_stops_back_dated_to_the_last_one_and_input_starts_it_again() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await page.ExpectStoppedAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ExpectRunningAsync();
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 118, 121);
    });

    [Theory]
    [InlineData("Keep", 60 + 300 + 60, 0)]
    [InlineData("Discard", 60 + 60, 0)]
    [InlineData("Log", 60 + 60, 300)]
    public Task Back_from_idle_time_a_card_asks_whose_it_was(string decision, int automatic, int logged) => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        var card = page.Widget.GetByTestId("ht-return");
        await card.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "Research" });
        await card.GetByRole(AriaRole.Button, new() { Name = decision, Exact = true }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), automatic - 2, automatic + 1);
        Assert.Equal(logged, Server.Trackers(CaseId, TimeCategory.Manual).Sum(row => row.GetAttributeValue<int>("casetime_durationseconds")), tolerance: 2.0);
    });

    [Fact]
    public Task Typing_in_a_frame_of_the_form_is_input() => WithPicturesAsync(async () =>
    {
        var page = await OpenFormWithPagesAsync();
        var notes = page.Page.Locator("iframe").First.ContentFrame.GetByRole(AriaRole.Textbox);
        await notes.FocusAsync();

        for (var minute = 0; minute < 5; minute++)
        {
            await notes.PressSequentiallyAsync("w");
            await WorkTime.IdleAsync(Server, Minute, page.Page);
        }
        await notes.PressSequentiallyAsync("d");
        await page.ExpectRunningAsync();
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 296, 300);
    });

    [Theory]
    [InlineData(14, (1 + 14 + 1) * 60)]
    [InlineData(16, (1 + 1) * 60)]
    public Task In_a_frame_of_another_origin_nobody_is_idle_before_fifteen_minutes(int minutes, int counted) => WithPicturesAsync(async () =>
    {
        var page = await OpenFormWithPagesAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.Page.Locator("iframe").Nth(1).ContentFrame.Locator("body").ClickAsync(new() { Position = new() { X = 10, Y = 10 } });
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(minutes), page.Page);
        await page.FormField("Case Title").ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), counted - 4, counted + 1);
    });

    [Fact]
    public Task Pause_stops_until_Resume() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.Button("Pause").ClickAsync();
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        await page.ExpectStoppedAsync();
        await page.Button("Resume").ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 117, 120);
    });

    [Fact]
    public Task The_same_representative_at_two_devices_counts_each_second_once() => WithPicturesAsync(async () =>
    {
        var first = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        var second = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), first.Page, second.Page);
        await first.RefreshAsync();
        await second.RefreshAsync();

        await second.ExpectTextAsync("ht-total", "2 min");
        Assert.Equal(2, Server.Trackers(CaseId, TimeCategory.Automatic).Count);
        Assert.InRange(Server.AutomaticSeconds(CaseId), 119, 120);
    });

    [Fact]
    public Task The_same_case_in_two_windows_counts_no_second_twice() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var first = await rep.OpenCaseAsync(CaseId);
        var second = await rep.OpenCaseAsync(CaseId);

        // Playwright gives every page focus, which no person has: both windows count, and the server still has each second once.
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), first.Page, second.Page);
        await first.RefreshAsync();
        await second.RefreshAsync();

        await second.ExpectTextAsync("ht-total", "2 min");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 119, 120);
    });

    private async Task<CasePage> OpenFormWithPagesAsync()
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await page.ChooseFormAsync("Case with pages");
        await page.Page.Locator("iframe").Nth(1).WaitForAsync();
        await page.ExpandAsync();
        return page;
    }
}
