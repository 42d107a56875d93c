using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P1: while handling time is off, the form has a line for those who can switch it on, and nothing for others.</summary>
public sealed class P1_SwitchedOffTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";

    [Theory]
    [InlineData("admin")]
    [InlineData("maker")]
    public Task Who_can_switch_it_on_is_told_that_it_is_off_and_led_to_the_settings(string user) => WithPicturesAsync(async () =>
    {
        Server.Settings("casetime_enabled", false);
        var page = await GoAsync(user);

        await page.Button("Handling time is off").ClickAsync();
        await Assertions.Expect(page.Widget).ToHaveAttributeAsync("data-state", "off");
        await Assertions.Expect(page.Widget).ToContainTextAsync("An administrator can switch it on in Case Time Settings.");
        await page.Button("Open settings").ClickAsync();

        await page.Page.WaitForURLAsync("**etn=casetime_setting**");
    });

    [Fact]
    public Task Representatives_see_nothing_and_no_time_is_tracked() => WithPicturesAsync(async () =>
    {
        Server.Settings("casetime_enabled", false);
        var asked = 0;
        var rep = await SignInAsync("rep1");
        rep.Context.Response += (_, response) => asked += response.Url.Contains("casetime_GetHandlingTime", StringComparison.Ordinal) ? 1 : 0;
        var page = new CasePage(await rep.NewPageAsync(), Server, CaseId);
        await page.Page.RunAndWaitForResponseAsync(() => page.GoAsync(App.Single), response => response.Url.Contains("casetime_GetHandlingTime", StringComparison.Ordinal));
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(11), page.Page);

        // It asked again at the update interval, so that the answers are long there.
        Assert.True(asked > 1, $"It asked {asked} times.");
        await Assertions.Expect(page.Widget).ToHaveCountAsync(0);
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    private Guid CaseId => Server.CaseId(Case);

    private async Task<CasePage> GoAsync(string user)
    {
        var page = new CasePage(await (await SignInAsync(user)).NewPageAsync(), Server, CaseId);
        await page.GoAsync(App.Single);
        return page;
    }
}
