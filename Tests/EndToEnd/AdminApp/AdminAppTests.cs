using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.AdminApp;

/// <summary>The solution's own app: who sees it, what it leads to, and that everybody can use it.</summary>
public sealed class AdminAppTests(EndToEndRun run) : BrowserTest(run)
{
    private const string App = "Handling Time";

    [Fact]
    public Task An_administrator_opens_it_from_the_app_switcher() => WithPicturesAsync(async () =>
    {
        var page = await OpenShellAsync("admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "App: Service Hub" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = App }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Time Trackers" })).ToBeVisibleAsync();
        var entries = page.GetByRole(AriaRole.Navigation, new() { Name = App }).GetByRole(AriaRole.Link);
        await Expect(entries.Nth(0)).ToHaveTextAsync("Time Trackers");
        await Expect(entries.Nth(1)).ToHaveTextAsync("Dashboard");
        await Expect(entries.Filter(new() { HasText = "Settings" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "View" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Time trackers of cases resolved over 90 days ago" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_representative_does_not_see_it_and_is_not_let_in() => WithPicturesAsync(async () =>
    {
        var page = await OpenShellAsync("rep1");
        await page.GetByRole(AriaRole.Button, new() { Name = "App: Service Hub" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Service workspace" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Loading apps")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = App })).ToHaveCountAsync(0);

        await page.GotoAsync(Server.AppUrl());
        await Expect(page.GetByText($"None of your security roles lets you into the app {App}")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open another app" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cases" })).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData("admin", 1)]
    [InlineData("supervisor", 0)]
    public Task Its_settings_lead_those_to_the_form_designer_who_may_change_forms(string user, int links) => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync(user)).Context.NewPageAsync();
        await page.GotoAsync(Server.AppUrl("&pagetype=webresource&webresourceName=casetime_/pages/settings.html"));
        var frame = page.FrameLocator("iframe");
        await Expect(frame.GetByRole(AriaRole.Link, new() { Name = "Time trackers" })).ToBeVisibleAsync();
        await Expect(frame.GetByRole(AriaRole.Link, new() { Name = "Form designer" })).ToHaveCountAsync(links);
        if (links == 0)
            return;
        var designer = await page.Context.RunAndWaitForPageAsync(() => frame.GetByRole(AriaRole.Link, new() { Name = "Form designer" }).ClickAsync());
        await Expect(designer.GetByRole(AriaRole.Heading, new() { Name = "Forms" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_dashboard_draws_the_solutions_charts_and_reads_them_out_as_tables() => WithPicturesAsync(async () =>
    {
        var page = await OpenAppAsync("supervisor");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        foreach (var chart in new[] { "Time by representative", "Time by case and category", "Time by UTC day", "Logged time by reason category" })
            await Expect(page.GetByRole(AriaRole.Figure, new() { Name = chart }).Locator("svg").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Final totals" })).ToBeVisibleAsync();

        var byRep = page.GetByRole(AriaRole.Region, new() { Name = "Time by representative" }).First;
        await byRep.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Expect(byRep.GetByRole(AriaRole.Cell, new() { Name = "Representative 1" })).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData(1280, ColorScheme.Light, 1033)]
    [InlineData(1280, ColorScheme.Dark, 1031)]
    [InlineData(360, ColorScheme.Light, 1025)]
    [InlineData(360, ColorScheme.Dark, 1033)]
    public Task Anybody_can_use_it(int width, ColorScheme scheme, int language) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("admin", ("uilanguageid", language));
        var page = await OpenAppAsync("admin", new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, TimezoneId = "UTC", Locale = "en-US" });
        await page.GetByRole(AriaRole.Row).Nth(1).WaitForAsync();
        await page.ExpectNothingWrongAsync();
        Assert.Equal(language == 1025 ? "rtl" : "ltr", await page.EvaluateAsync<string>("document.documentElement.dir"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Show chart" }).ClickAsync();
        await page.GetByRole(AriaRole.Figure).Locator("svg").First.WaitForAsync();
        await page.ExpectNothingWrongAsync();

        await page.GotoAsync(Server.AppUrl("&pagetype=dashboard"));
        await page.GetByRole(AriaRole.Figure).Nth(3).Locator("svg").First.WaitForAsync();
        await page.GetByRole(AriaRole.Row).Nth(1).WaitForAsync();
        await page.ExpectNothingWrongAsync();
    });

    [Theory]
    [InlineData(1031, "Zeiterfassungen", "Alle Zeiterfassungen", "Kategorie", "Automatisch")]
    [InlineData(1036, "Suivis du temps", "Tous les suivis du temps", "Catégorie", "Automatique")]
    [InlineData(3082, "Seguimientos de tiempo", "Todos los seguimientos de tiempo", "Categoría", "Automático")]
    [InlineData(1041, "時間トラッカー", "すべての時間トラッカー", "カテゴリ", "自動")]
    [InlineData(1025, "متتبعات الوقت", "كل متتبعات الوقت", "الفئة", "تلقائي")]
    public Task It_speaks_the_users_language(int language, string table, string view, string column, string choice) => WithPicturesAsync(async () =>
    {
        Server.AutomaticTime(Server.CaseId("Scanner stops after the update"), "rep1", "v1 0+600");
        Server.PersonalSettings("supervisor", ("uilanguageid", language));
        var page = await OpenAppAsync("supervisor");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = table })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "View" })).ToHaveTextAsync(view);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = column, Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = choice, Exact = true }).First).ToBeVisibleAsync();
    });

    private async Task<IPage> OpenShellAsync(string user)
    {
        var page = await (await SignInAsync(user)).Context.NewPageAsync();
        await page.GotoAsync(Server.Url);
        return page;
    }

    private async Task<IPage> OpenAppAsync(string user, BrowserNewContextOptions? options = null)
    {
        var page = await (await SignInAsync(user, options)).Context.NewPageAsync();
        await page.GotoAsync(Server.AppUrl());
        return page;
    }
}
