using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.Screenshots;

/// <summary>The pictures that docs and README show, taken from the demo data.</summary>
internal sealed class Pictures(IBrowser browser, RunningEnvironment environment, string folder)
{
    private const string ActiveCase = "Scanner stops after the update";
    private const string ResolvedCase = "Training session for new staff";

    public async Task TakeAllAsync()
    {
        var desktop = await OpenAsync(1280, 860, 1);
        await GridAsync(desktop);
        await FormAsync(desktop);
        await ResolvedAsync(desktop);
        await PhoneAsync(await OpenAsync(360, 740, 2));
    }

    private async Task<Rep> OpenAsync(int width, int height, float scale)
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
        var rep = new Rep(context, environment, "rep1");
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
        await casePage.Button("History").ClickAsync();
        await casePage.Button("My time").ClickAsync();
        await TakeAsync(casePage.Page, "widget-my-time");
        await casePage.Button("My time").ClickAsync();

        var dark = casePage.Page.GetByLabel("Dark theme");
        await dark.ClickAsync();
        await TakeAsync(casePage.Page, "widget-dark");
        await dark.ClickAsync();

        await casePage.Button("Collapse").ClickAsync();
        await TakeAsync(casePage.Page, "case-form");
        await casePage.ExpandAsync();
        await casePage.Page.CloseAsync();
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

    /// <summary>The page's clock stands still between steps: a second more lets every animation end.</summary>
    private async Task TakeAsync(IPage page, string name)
    {
        await WorkTime.IdleAsync(environment, TimeSpan.FromSeconds(1), page);
        await page.Mouse.MoveAsync(5, 5);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
