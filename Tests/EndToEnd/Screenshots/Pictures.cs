using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Screenshots;

/// <summary>The pictures that docs and README show, taken from the demo data.</summary>
internal sealed class Pictures(IBrowser browser, RunningEnvironment environment, string folder)
{
    private const string ActiveCase = "Scanner stops after the update";
    private const string OtherCase = "How to add a second user";
    private const string ResolvedCase = "Training session for new staff";

    public async Task TakeAllAsync()
    {
        var desktop = await OpenAsync(1280, 860, 1);
        await GridAsync(desktop);
        await FormAsync(desktop);
        await ResolvedAsync(desktop);
        await WorkspaceAsync(desktop);
        await PhoneAsync(await OpenAsync(360, 740, 2));
        await ArabicAsync();
        await DesignerAsync(await OpenAsync(1280, 860, 1, "maker"));
    }

    /// <summary>Somebody at a desktop of the pictures' size.</summary>
    public Task<Rep> OpenAsync(string user) => OpenAsync(1280, 860, 1, user);

    /// <summary>A picture of a page whose clock is the machine's.</summary>
    public Task TakeStillAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });

    private async Task<Rep> OpenAsync(int width, int height, float scale, string user = "rep1")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            DeviceScaleFactor = scale,
            TimezoneId = "UTC",
            Locale = "en-US",
        });
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var rep = new Rep(context, environment, user);
        await rep.SignInAsync();
        return rep;
    }

    private async Task GridAsync(Rep rep)
    {
        var page = await rep.NewPageAsync();
        await page.GotoAsync($"{environment.Url}/main.aspx?pagetype=entitylist&etn=incident");
        await page.GetByText(ActiveCase).First.WaitForAsync();
        await TakeAsync(page, "case-grid");
        await page.CloseAsync();
    }

    private async Task FormAsync(Rep rep)
    {
        var casePage = await rep.OpenCaseAsync(environment.CaseId(ActiveCase));
        await WorkTime.WorkAsync(environment, TimeSpan.FromMinutes(12), casePage.Page);
        await casePage.RefreshAsync();
        await TakeAsync(casePage.Page, "widget-expanded");
        await casePage.Button("History").ClickAsync();
        await casePage.Widget.GetByRole(AriaRole.List, new() { Name = "Time logs" }).WaitForAsync();
        await TakeAsync(casePage.Page, "widget-history");
        await casePage.Widget.GetByRole(AriaRole.Button, new() { Name = "Correct" }).First.ClickAsync();
        await casePage.Widget.GetByLabel("Correct by").FillAsync("-2m");
        await TakeAsync(casePage.Page, "widget-correct");
        await casePage.Button("Cancel").ClickAsync();
        await casePage.Button("History").ClickAsync();
        await casePage.Button("My time").ClickAsync();
        await TakeAsync(casePage.Page, "widget-my-time");
        await casePage.Button("My time").ClickAsync();
        await casePage.Button("Add").ClickAsync();
        await casePage.Widget.GetByLabel("Duration").FillAsync("1:75");
        await casePage.Button("Save").ClickAsync();
        await TakeAsync(casePage.Page, "widget-add");
        await casePage.Button("Cancel").ClickAsync();

        var dark = casePage.Page.GetByLabel("Dark theme");
        await dark.ClickAsync();
        await TakeAsync(casePage.Page, "widget-dark");
        await dark.ClickAsync();

        await AwayAsync(casePage);
        await PausedAsync(casePage);
        await TodayAsync(casePage);
        await NotSyncedAsync(rep, casePage);

        await casePage.Button("Collapse").ClickAsync();
        await TakeAsync(casePage.Page, "case-form");
        await casePage.ExpandAsync();
        await casePage.Page.CloseAsync();
    }

    private async Task AwayAsync(CasePage casePage)
    {
        await WorkTime.IdleAsync(environment, TimeSpan.FromMinutes(8), casePage.Page);
        await casePage.Page.Mouse.MoveAsync(300, 300);
        await casePage.Widget.GetByTestId("ht-return").WaitForAsync();
        await TakeAsync(casePage.Page, "widget-return");
        await casePage.Button("Discard").ClickAsync();
    }

    private async Task PausedAsync(CasePage casePage)
    {
        await casePage.Button("Pause").ClickAsync();
        await WorkTime.IdleAsync(environment, TimeSpan.FromSeconds(1), casePage.Page);
        await casePage.FormField("Case Title").PressAsync("End");
        await casePage.FormField("Case Title").PressAsync("x");
        await casePage.Widget.GetByTestId("ht-offer").WaitForAsync();
        await TakeAsync(casePage.Page, "widget-paused");
        await casePage.FormField("Case Title").PressAsync("Backspace");
        await casePage.Button("Resume").First.ClickAsync();
    }

    private async Task TodayAsync(CasePage casePage)
    {
        await WorkTime.WorkAsync(environment, TimeSpan.FromMinutes(4), casePage.Page);
        await casePage.Button("Today").ClickAsync();
        await casePage.Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem).First.WaitForAsync();
        await casePage.Widget.GetByTestId("ht-timeline").ScrollIntoViewIfNeededAsync();
        await TakeAsync(casePage.Page, "widget-today");
        await casePage.Button("Today").ClickAsync();
    }

    private async Task NotSyncedAsync(Rep rep, CasePage casePage)
    {
        await rep.Context.SetOfflineAsync(true);
        await casePage.Button("Refresh").ClickAsync();
        await casePage.Status.GetByText("Not synced").WaitForAsync();
        await TakeAsync(casePage.Page, "widget-not-synced");
        await rep.Context.SetOfflineAsync(false);
        await casePage.RefreshAsync();
    }

    private async Task ArabicAsync()
    {
        var user = environment.Service.Retrieve("usersettings", environment.UserId("rep2"), new ColumnSet(false));
        user["uilanguageid"] = 1025;
        environment.Service.Update(user);
        var rep = await OpenAsync(1280, 860, 1, "rep2");
        var page = await rep.NewPageAsync();
        await page.GotoAsync($"{environment.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={environment.CaseId(ActiveCase)}");
        var widget = page.Locator("section[data-state]");
        await widget.GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        await widget.GetByTestId("ht-automatic").WaitForAsync();
        await TakeAsync(page, "widget-arabic");
        await page.CloseAsync();
    }

    private async Task DesignerAsync(Rep maker)
    {
        var page = await maker.NewPageAsync();
        await page.GotoAsync($"{environment.Url}/main.aspx?pagetype=forms&etn=incident");
        await page.GetByRole(AriaRole.Button, new() { Name = "Case", Exact = true }).ClickAsync();
        var designer = new DesignerPage(page);
        await designer.Cell(DesignerPage.Component).ClickAsync();
        await TakeAsync(page, "form-designer");
        await designer.Command("Edit Handling time").ClickAsync();
        await designer.Dialog.GetByLabel("View").WaitForAsync();
        await TakeAsync(page, "form-designer-component");
        await page.CloseAsync();
    }

    private async Task WorkspaceAsync(Rep rep)
    {
        var page = await rep.NewPageAsync();
        await page.GotoAsync($"{environment.Url}/main.aspx?app=multisession&pagetype=entitylist&etn=incident");
        foreach (var title in new[] { ActiveCase, OtherCase })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = title }).Or(page.GetByRole(AriaRole.Button, new() { Name = title })).First.ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = title }).WaitForAsync();
        }
        await TakeAsync(page, "workspace");
        await page.CloseAsync();
    }

    private async Task ResolvedAsync(Rep rep)
    {
        var casePage = await rep.OpenCaseAsync(environment.CaseId(ResolvedCase));
        await TakeAsync(casePage.Page, "resolved-case");
        await casePage.Page.CloseAsync();
    }

    private async Task PhoneAsync(Rep rep)
    {
        var casePage = await rep.OpenCaseAsync(environment.CaseId(ActiveCase));
        await TakeAsync(casePage.Page, "phone");
        await casePage.Page.CloseAsync();
    }

    /// <summary>The page's clock stands still between steps: a second more lets timers end; animations go by the browser's own clock.</summary>
    private async Task TakeAsync(IPage page, string name)
    {
        await WorkTime.IdleAsync(environment, TimeSpan.FromSeconds(1), page);
        await page.Mouse.MoveAsync(5, 5);
        await page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
                .map(animation => animation.finished))
            """);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
