using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B7: a phone call within automatic time, counted twice as effort and once by the clock on the wall.</summary>
public sealed class B7_OverlapTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";

    /// <summary>From 8:00 to 8:30.</summary>
    private const string Counted = "v1 28800+1800";

    [Fact]
    public Task Where_they_differ_both_numbers_are_shown_and_the_total_is_the_plain_sum() => WithPicturesAsync(async () =>
    {
        Server.AutomaticTime(CaseId, "rep1", Counted);
        Server.PhoneCallAt(CaseId, "rep1", "Within", EnvironmentTemplate.Start.AddMinutes(-50), 10);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await page.ExpectTextAsync("ht-total", "40 min");
        await page.ExpectTextAsync("ht-effort", "40 min");
        await page.ExpectTextAsync("ht-wallclock", "30 min");
        await Assertions.Expect(page.Widget).ToContainTextAsync("10 min of activities overlaps automatic time");
    });

    [Fact]
    public Task By_the_setting_the_total_counts_it_once() => WithPicturesAsync(async () =>
    {
        Server.AutomaticTime(CaseId, "rep1", Counted);
        Server.PhoneCallAt(CaseId, "rep1", "Within", EnvironmentTemplate.Start.AddMinutes(-50), 10);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await page.ExpectTextAsync("ht-total", "40 min");

        Server.Settings("casetime_overlaponce", true);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-total", "30 min");
        await page.ExpectTextAsync("ht-effort", "40 min");
        await page.ExpectTextAsync("ht-wallclock", "30 min");
        await Assertions.Expect(page.Widget).ToContainTextAsync("Wall clock, which is the total here");
    });

    [Fact]
    public Task A_call_of_somebody_else_or_at_another_time_overlaps_nothing() => WithPicturesAsync(async () =>
    {
        Server.AutomaticTime(CaseId, "rep1", Counted);
        Server.PhoneCallAt(CaseId, "rep2", "Somebody else", EnvironmentTemplate.Start.AddMinutes(-50), 10);
        Server.PhoneCallAt(CaseId, "rep1", "Afterwards", EnvironmentTemplate.Start.AddMinutes(-25), 10);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        await page.ExpectTextAsync("ht-total", "50 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-wallclock")).ToHaveCountAsync(0);
    });

    private Guid CaseId => Server.CaseId(Case);
}
