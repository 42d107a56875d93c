using System.Globalization;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.Newcomer;

/// <summary>
/// What README and docs tell a new user to do, step by step, in an environment that never saw CaseTime. The test and the program that takes
/// the pictures for the docs go the same way.
/// </summary>
/// <param name="server">An environment with the demo's people and cases and without CaseTime.</param>
/// <param name="signIn">A browser of their own for somebody.</param>
/// <param name="managedZip">The file to import.</param>
/// <param name="photograph">Takes the picture of that name.</param>
public sealed class Walk(RunningEnvironment server, Func<string, Task<Rep>> signIn, string managedZip, Func<IPage, string, Task> photograph)
{
    private const string Case = "Scanner stops after the update";
    private const string Form = "Case";

    private Guid CaseId => server.CaseId(Case);

    public async Task AllAsync()
    {
        await ImportAsync();
        await GiveRolesAsync();
        await EnableAsync();
        await AddComponentAsync();
        await WorkAsync();
        await ReadReportAsync();
        await DeleteOldAsync();
        await UpgradeAsync();
        await UninstallAsync();
    }

    /// <summary>for-admins.md, Import.</summary>
    private async Task ImportAsync()
    {
        var page = await OpenSolutionsAsync();
        await Button(page, "Import").ClickAsync();
        await page.GetByLabel("Solution file").SetInputFilesAsync(managedZip);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It is not installed yet.");
        await photograph(page, "solution-import");
        await Button(page, "Import").Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "CaseTime is imported" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("failed: 0.");
        await photograph(page, "solution-imported");
        await page.CloseAsync();
    }

    /// <summary>for-admins.md, Roles.</summary>
    private async Task GiveRolesAsync()
    {
        var users = await UsersPage.OpenAsync(await signIn("admin"), server);
        await users.GiveAsync("Representative 1", "Case Time Representative", () => photograph(users.Page, "roles"));
        await users.GiveAsync("Demo Administrator", "Case Time Administrator");
        await users.GiveAsync("Demo Supervisor", "Case Time Supervisor");
        await users.Page.CloseAsync();
    }

    /// <summary>for-admins.md, Settings.</summary>
    private async Task EnableAsync()
    {
        var page = await (await signIn("admin")).Context.NewPageAsync();
        await page.GotoAsync(server.AppUrl());
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        var settings = page.FrameLocator("iframe");
        var enabled = settings.GetByLabel("Track handling time");
        await Expect(enabled).Not.ToBeCheckedAsync();
        await enabled.CheckAsync();
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(settings.GetByText("The settings are saved.")).ToBeVisibleAsync();
        await photograph(page, "settings");
        await page.CloseAsync();
    }

    /// <summary>for-makers.md.</summary>
    private async Task AddComponentAsync()
    {
        var designer = await DesignerPage.OpenAsync(await signIn("maker"), server, Form);
        await designer.DragAsync("case_details");
        await designer.BindAsync();
        await designer.PublishAsync();
        await designer.Page.CloseAsync();
    }

    /// <summary>for-representatives.md: eleven minutes of work, and a log by hand.</summary>
    private async Task WorkAsync()
    {
        var casePage = await (await signIn("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(server, TimeSpan.FromMinutes(11), casePage.Page);
        await casePage.AddLogAsync("1h 30m", "Research", "Read the manual");
        await casePage.ExpectSecondsAsync("ht-logs", 5400);
        await casePage.RefreshAsync();
        await casePage.ExpectSecondsAsync("ht-automatic", server.AutomaticSeconds(CaseId));
        Assert.InRange(server.AutomaticSeconds(CaseId), 655, 662);
        await casePage.Page.CloseAsync();
    }

    /// <summary>for-supervisors.md.</summary>
    private async Task ReadReportAsync()
    {
        var page = await (await signIn("supervisor")).Context.NewPageAsync();
        await page.GotoAsync(server.AppUrl());
        await page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync();
        var report = page.FrameLocator("iframe");
        await report.GetByLabel("From", new() { Exact = true }).FillAsync("2025-03-01");
        await report.GetByLabel("To (inclusive)", new() { Exact = true }).FillAsync("2025-03-31");
        await report.GetByLabel("Group by", new() { Exact = true }).SelectOptionAsync("case");
        await Expect(report.Locator($"[data-key='{CaseId}'] [data-measure='automatic']")).ToHaveAttributeAsync("data-seconds", server.AutomaticSeconds(CaseId).ToString(CultureInfo.InvariantCulture));
        await Expect(report.Locator($"[data-key='{CaseId}'] [data-measure='logs']")).ToHaveAttributeAsync("data-seconds", "5400");
        await photograph(page, "report");
        await page.CloseAsync();
    }

    /// <summary>for-admins.md, The app: the case is resolved, a hundred days pass, and its records are deleted.</summary>
    private async Task DeleteOldAsync()
    {
        var casePage = await (await signIn("rep1")).OpenCaseAsync(CaseId);
        await casePage.ResolveAsync("Rolled back");
        await Expect(casePage.Widget).ToBeVisibleAsync();
        await casePage.Page.CloseAsync();
        await server.WhenAsynchronousStepsAreDone();
        server.Time.Advance(TimeSpan.FromDays(100));

        var page = await (await signIn("admin")).Context.NewPageAsync();
        await page.GotoAsync(server.AppUrl());
        await page.GetByRole(AriaRole.Combobox, new() { Name = "View" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Time trackers of cases resolved over 90 days ago" }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Nth(1).WaitForAsync();
        await Button(page, "Delete all in this view").ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("reports no longer count what is deleted");
        await photograph(page, "delete-old");
        await Button(question, "Delete").ClickAsync();
        await Expect(page.GetByText("Time Trackers deleted").First).ToBeVisibleAsync();
        foreach (var category in new[] { TimeCategory.Automatic, TimeCategory.Manual, TimeCategory.Final })
            Assert.Empty(server.Trackers(CaseId, category));
        await page.CloseAsync();
    }

    /// <summary>for-admins.md, Upgrade.</summary>
    private async Task UpgradeAsync()
    {
        var page = await OpenSolutionsAsync();
        await Button(page, "Import").ClickAsync();
        await page.GetByLabel("Solution file").SetInputFilesAsync(new FilePayload { Name = "CaseTime_managed.zip", MimeType = "application/zip", Buffer = Upgrade.Of(managedZip) });
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("no data is deleted");
        await photograph(page, "solution-upgrade");
        await Button(page, "Import").Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "CaseTime is imported" })).ToBeVisibleAsync();
        await Button(page, "Close").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "CaseTime" })).ToContainTextAsync(Upgrade.Version);
        await page.CloseAsync();
    }

    /// <summary>for-admins.md, Uninstall: refused while the form carries the component, and done once it does not.</summary>
    private async Task UninstallAsync()
    {
        var page = await OpenSolutionsAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Select CaseTime" }).CheckAsync();
        await Button(page, "Uninstall").ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("CaseTime can't be uninstalled");
        await Expect(question.GetByRole(AriaRole.Listitem)).ToContainTextAsync($"Form {Form}");
        await photograph(page, "solution-kept");

        var designer = await DesignerPage.OpenAsync(await signIn("maker"), server, Form);
        await designer.Cell(DesignerPage.Component).PressAsync("Delete");
        await designer.PublishAsync();
        await designer.Page.CloseAsync();

        await Button(question, "Look again").ClickAsync();
        await Expect(question).ToContainTextAsync("You can't undo this.");
        await photograph(page, "solution-uninstall");
        await Button(question, "Uninstall").ClickAsync();
        await Expect(page.GetByText("CaseTime is uninstalled").First).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private async Task<IPage> OpenSolutionsAsync()
    {
        var page = await (await signIn("admin")).Context.NewPageAsync();
        await page.GotoAsync(server.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Solutions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Solutions" })).ToBeVisibleAsync();
        return page;
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
