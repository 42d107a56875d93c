using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B4: the representative stops the time by hand.</summary>
public sealed class B4_PauseTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Paused_nothing_counts_until_Resume_and_everybody_sees_it() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.Button("Pause").ClickAsync();
        await page.ExpectStoppedAsync();
        await Assertions.Expect(page.Status).ToContainTextAsync("Paused. No time is counted until you resume.");
        await WorkTime.WorkAsync(Server, 2 * Minute, page.Page);
        await page.Button("Resume").ClickAsync();
        await page.ExpectRunningAsync();
        await Assertions.Expect(page.Status).Not.ToContainTextAsync("Paused");
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), 118, 120);
    });

    [Fact]
    public Task Typing_into_the_form_while_paused_offers_to_resume() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        var offer = page.Widget.GetByTestId("ht-offer");
        await page.Button("Pause").ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await Assertions.Expect(offer).ToHaveCountAsync(0);

        var description = page.FormField("Description");
        await description.ClickAsync();
        await description.PressSequentiallyAsync("The answer");
        await Assertions.Expect(offer).ToContainTextAsync("You are typing while the time is paused.");
        await Assertions.Expect(description).ToBeFocusedAsync();
        await Assertions.Expect(description).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("The answer"));
        await offer.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await page.ExpectRunningAsync();
        await Assertions.Expect(offer).ToHaveCountAsync(0);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), 59, 61);
    });

    [Fact]
    public Task The_offer_declined_is_not_made_again_in_the_same_pause() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        var offer = page.Widget.GetByTestId("ht-offer");
        await page.Button("Pause").ClickAsync();
        await page.FormField("Description").PressSequentiallyAsync("a");

        await page.Button("Not now").ClickAsync();
        await page.FormField("Description").PressSequentiallyAsync("b");

        await Assertions.Expect(page.Button("Resume")).ToBeVisibleAsync();
        await Assertions.Expect(offer).ToHaveCountAsync(0);
        await page.ExpectStoppedAsync();
    });

    private Guid CaseId => Server.CaseId(Case);
}
