using CaseTime.EndToEnd.Running;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Where the eyes and hands of the representative are: in the case, or elsewhere. Every page has the focus that it really has.</summary>
public sealed class FocusTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task A_case_that_opens_in_focus_starts() => WithPicturesAsync(async () =>
    {
        var page = await (await SitDownAsync("rep1")).OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectCountedAsync(page, 59, 60);
    });

    [Fact]
    public Task Another_program_with_the_focus_stops_the_time_until_the_return() => WithPicturesAsync(async () =>
    {
        var page = await (await SitDownAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await Desk.LeaveAsync(page.Page);
        await WorkTime.IdleAsync(Server, Minute, page.Page);
        await page.ExpectStoppedAsync();
        await Desk.ReturnAsync(page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectCountedAsync(page, 117, 120);
    });

    [Fact]
    public Task Another_window_of_the_browser_stops_the_time_until_the_return() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        var page = await desk.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        var other = await desk.NewWindowAsync(page.Page);
        await WorkTime.IdleAsync(Server, Minute, page.Page);
        await page.ExpectStoppedAsync();
        await other.CloseAsync();
        await Desk.ReturnAsync(page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectCountedAsync(page, 117, 120);
    });

    [Fact]
    public Task A_minimised_window_stops_the_time_until_it_is_back() => WithPicturesAsync(async () =>
    {
        var page = await (await SitDownAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await Desk.SetWindowStateAsync(page.Page, "minimized");
        await WorkTime.IdleAsync(Server, Minute, page.Page);
        await Desk.SetWindowStateAsync(page.Page, "normal");
        await Desk.ReturnAsync(page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectCountedAsync(page, 117, 120);
    });

    [Fact]
    public Task Another_tab_of_the_browser_stops_the_time_until_the_return() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        var page = await desk.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await desk.Rep.NewPageAsync();
        await WorkTime.IdleAsync(Server, Minute, page.Page);
        await Desk.ReturnAsync(page.Page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectCountedAsync(page, 117, 120);
    });

    [Fact]
    public Task Of_the_same_case_in_two_tabs_only_the_one_in_front_counts() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        var first = await desk.OpenCaseAsync(CaseId);
        var second = await desk.OpenCaseAsync(CaseId);

        await WorkTime.WorkAsync(Server, Minute, second.Page);
        await Desk.ReturnAsync(first.Page);
        await WorkTime.WorkAsync(Server, Minute, first.Page);
        await first.RefreshAsync();

        await first.ExpectTextAsync("ht-automatic", "2 min");
        await ExpectCountedAsync(first, 117, 120);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    [Fact]
    public Task Of_the_same_case_in_two_windows_only_the_one_with_the_focus_counts() => WithPicturesAsync(async () =>
    {
        var desk = await SitDownAsync("rep1");
        var first = await desk.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, first.Page);

        var second = new CasePage(await desk.NewWindowAsync(first.Page), Server, CaseId);
        await second.OpenAsync();
        await Desk.ReturnAsync(second.Page);
        await WorkTime.WorkAsync(Server, Minute, second.Page);

        await first.ExpectStoppedAsync();
        await ExpectCountedAsync(second, 117, 120);
    });

    private Guid CaseId => Server.CaseId(Case);

    private async Task ExpectCountedAsync(CasePage page, int least, int most)
    {
        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), least, most);
    }
}
