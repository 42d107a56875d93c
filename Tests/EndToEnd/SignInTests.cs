using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd;

/// <summary>The way from the address to a case, as a person goes it.</summary>
public sealed class SignInTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task A_person_picks_a_demo_user_and_opens_a_case_from_the_grid() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        await rep.Context.ClearCookiesAsync();
        var page = await rep.NewPageAsync();

        await page.GotoAsync(Server.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Representative 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cases", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Scanner stops after the update" }).ClickAsync();

        var casePage = new CasePage(page, Server, Server.CaseId("Scanner stops after the update"));
        await casePage.ExpandAsync();
        await casePage.ExpectSecondsAsync("ht-logs", 2400);
    });
}
