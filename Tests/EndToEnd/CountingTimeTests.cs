using CaseTime.EndToEnd.Running;

namespace CaseTime.EndToEnd;

/// <summary>
/// What a focused representative's time becomes. Only whole seconds count, so that a span may lack its first one.
/// </summary>
public sealed class CountingTimeTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public Task Ten_minutes_of_work_on_a_case_are_ten_minutes_after_a_refresh() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));
        await page.ExpectSecondsAsync("ht-total", 0);

        await WorkTime.WorkAsync(Server, TenMinutes, page.Page);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-automatic", "10 min");
        await page.ExpectTextAsync("ht-total", "10 min");
        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 599, 600);
    });

    [Fact]
    public Task A_jump_of_ten_minutes_is_sleep_and_not_work() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page.Page);
        await WorkTime.SleepAsync(Server, TenMinutes, page.Page);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page.Page);
        await page.RefreshAsync();

        // The minute before and the minute after, less what is lost at the edges: a checkpoint before the sleep, two steps of this test after it.
        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 100, 120);
    });

    [Fact]
    public Task Two_representatives_with_the_case_open_for_ten_minutes_make_twenty() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        var first = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);
        var second = await (await SignInAsync("rep2")).OpenCaseAsync(caseId);

        await WorkTime.WorkAsync(Server, TenMinutes, first.Page, second.Page);
        await second.RefreshAsync();
        await first.RefreshAsync();

        await first.ExpectTextAsync("ht-total", "20 min");
        await second.RefreshAsync();
        await second.ExpectTextAsync("ht-total", "20 min");
        Assert.All(Server.Trackers(caseId, TimeCategory.Automatic), row => Assert.InRange(row.GetAttributeValue<int>("casetime_durationseconds"), 599, 600));
        Assert.Equal(2, Server.Trackers(caseId, TimeCategory.Automatic).Count);
    });

    [Fact]
    public Task A_reload_loses_nothing() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await page.ReloadAsync();
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 595, 600);
    });

    [Fact]
    public Task The_same_case_in_two_windows_counts_no_second_twice() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        var rep = await SignInAsync("rep1");
        var first = await rep.OpenCaseAsync(caseId);
        var second = await rep.OpenCaseAsync(caseId);

        // Playwright gives every page focus, which no person has: both windows count, and the server still has each second once.
        await WorkTime.WorkAsync(Server, TenMinutes, first.Page, second.Page);
        await first.RefreshAsync();
        await second.RefreshAsync();

        await second.ExpectTextAsync("ht-total", "10 min");
        Assert.InRange(Server.AutomaticSeconds(caseId), 599, 600);
    });

    [Fact]
    public Task Nothing_is_counted_while_nobody_touches_the_machine() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        await WorkTime.IdleAsync(Server, TenMinutes, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 119, 121);
    });
}
