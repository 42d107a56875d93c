using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.BadInput;

/// <summary>Machines whose clock is wrong: no second is lost, shifted or doubled, since instants are the server's.</summary>
public sealed class WrongClockTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(5)]
    [InlineData(-7)]
    public Task A_clock_that_is_hours_wrong_shifts_nothing(int hours) => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync(TimeSpan.FromHours(hours));

        await WorkTime.WorkAsync(Server, 3 * Minute, page.Page);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-automatic", "3 min");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 178, 180);
        var row = Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
        Assert.InRange(row.GetAttributeValue<DateTime>("casetime_starttime"), EnvironmentTemplate.Start.UtcDateTime.AddSeconds(-2), EnvironmentTemplate.Start.UtcDateTime.AddSeconds(2));
    });

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public Task A_clock_that_is_set_while_counting_repeats_nothing_and_loses_no_five_seconds(int hours) => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync(TimeSpan.Zero);
        await WorkTime.WorkAsync(Server, 2 * Minute, page.Page);

        await page.Page.Context.Clock.SetSystemTimeAsync(Server.Time.GetUtcNow().AddHours(hours).UtcDateTime);
        // Noticed at the next checkpoint; until the server has told the time anew nothing is certain.
        await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(3), page.Page);
        await page.ExpectRunningAsync();
        await WorkTime.WorkAsync(Server, 2 * Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 238, 243);
        var row = Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
        Assert.InRange(row.GetAttributeValue<DateTime>("casetime_endtime"), Server.Time.GetUtcNow().UtcDateTime.AddSeconds(-3), Server.Time.GetUtcNow().UtcDateTime.AddSeconds(1));
    });

    [Fact]
    public Task Two_devices_that_disagree_about_the_hour_count_each_second_once() => WithPicturesAsync(async () =>
    {
        var fast = await OpenAsync(TimeSpan.FromHours(2));
        var slow = await OpenAsync(TimeSpan.FromHours(-3));

        await WorkTime.WorkAsync(Server, 3 * Minute, fast.Page, slow.Page);
        await fast.RefreshAsync();
        await slow.RefreshAsync();

        await slow.ExpectTextAsync("ht-automatic", "3 min");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 178, 181);
        Assert.Equal(2, Server.Trackers(CaseId, TimeCategory.Automatic).Count);
    });

    private Guid CaseId => Server.CaseId(Case);

    /// <summary>The case on a machine of the representative's own, whose clock is wrong by so much.</summary>
    private async Task<CasePage> OpenAsync(TimeSpan wrongBy)
    {
        var context = (await SignInAsync("rep1")).Context;
        var now = (Server.Time.GetUtcNow() + wrongBy).UtcDateTime;
        await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = now.AddSeconds(-10) });
        await context.Clock.PauseAtAsync(now);
        return await new Rep(context, Server, "rep1", hasRealTime: true).OpenCaseAsync(CaseId);
    }
}
