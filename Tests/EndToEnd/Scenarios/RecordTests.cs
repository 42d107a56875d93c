using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Which record, form or tab the single-session app shows, and what that does to the time.</summary>
public sealed class RecordTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "How to add a second user";
    private const string OtherCase = "Request for a replacement part";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Guid CaseId => Server.CaseId(Case);

    [Fact]
    public Task Another_table_stops_the_time() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Accounts", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Account B" }).WaitForAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectOnServerAsync(CaseId, 58, 60);
    });

    [Fact]
    public Task Another_case_stops_the_time_here_and_starts_it_there_and_back_again() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await GoToAsync(page.Page, OtherCase);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await GoToAsync(page.Page, Case);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await ExpectOnServerAsync(Server.CaseId(OtherCase), 57, 60);
        await ExpectOnServerAsync(CaseId, 116, 120);
    });

    [Fact]
    public Task Another_tab_of_the_form_keeps_the_time_running() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Time trackers" }).ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ExpectRunningAsync();
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 118, 120);
    });

    [Fact]
    public Task Another_form_with_the_widget_goes_on_counting() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await page.ChooseFormAsync("Case with pages");
        await page.Page.Locator("iframe").First.WaitForAsync();
        await page.ExpandAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 116, 120);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    private async Task<CasePage> OpenAsync()
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        return page;
    }

    private static async Task GoToAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Cases", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await page.GetByTestId("ht-total").WaitForAsync();
    }
}
