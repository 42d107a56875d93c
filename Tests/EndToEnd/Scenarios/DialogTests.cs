using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Dialogs over the form, in both apps: the form stays the record that is worked on.</summary>
public sealed class DialogTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(App.Single, "Resolve case", "Resolve case")]
    [InlineData(App.Single, "Queue item details", "Queue item details")]
    [InlineData(App.MultiSession, "Resolve case", "Resolve case")]
    [InlineData(App.MultiSession, "Queue item details", "Queue item details")]
    public Task A_dialog_of_a_command_keeps_the_time_running(App app, string command, string dialog) =>
        ExpectToKeepRunningAsync(app, page => page.GetByRole(AriaRole.Button, new() { Name = command, Exact = true }).ClickAsync(), dialog);

    [Theory]
    [InlineData(App.Single)]
    [InlineData(App.MultiSession)]
    public Task The_lookup_dialog_keeps_the_time_running(App app) =>
        ExpectToKeepRunningAsync(app, page => page.GetByRole(AriaRole.Button, new() { Name = "Look up Customer", Exact = true }).ClickAsync(), "Look up a row");

    [Theory]
    [InlineData(App.Single)]
    [InlineData(App.MultiSession)]
    public Task Quick_create_keeps_the_time_running(App app) =>
        ExpectToKeepRunningAsync(
            app,
            async page =>
            {
                await page.GetByRole(AriaRole.Tab, new() { Name = "Activities", Exact = true }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "New Phone Call", Exact = true }).ClickAsync();
            },
            "Quick create: Phone Call");

    private Task ExpectToKeepRunningAsync(App app, Func<IPage, Task> open, string dialog) => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case), app);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await open(page.Page);
        await page.Page.GetByRole(AriaRole.Dialog, new() { Name = dialog }).WaitForAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ExpectRunningAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await WorkTime.WorkAsync(Server, TimeSpan.FromSeconds(5), page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 123, 125);
    });
}
