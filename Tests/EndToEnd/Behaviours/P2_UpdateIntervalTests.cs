using CaseTime.EndToEnd.Running;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P2: what was counted is written at each update interval and read again. Only whole seconds count, so that a span may lack its first one.</summary>
public sealed class P2_UpdateIntervalTests(EndToEndRun run) : BrowserTest(run)
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
    public Task At_the_update_interval_the_time_is_written_and_shown_without_anybody_asking() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(9), page.Page);
        Assert.Empty(Server.Trackers(Server.CaseId(Case), TimeCategory.Automatic));
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page.Page);

        await page.ExpectTextAsync("ht-automatic", "9 min");
        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 538, 600);
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
}
