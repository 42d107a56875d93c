using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.AdminApp;

/// <summary>The shell's solutions page: a solution is imported, upgraded, uninstalled, made and exported; what goes wrong is told and changes nothing.</summary>
public sealed class SolutionsTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task An_administrator_imports_sees_the_log_and_uninstalls_once_nothing_depends_on_it() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();
        await Button(page, "Import").ClickAsync();
        await PickAsync(page, "notes.txt", [1, 2, 3]);
        await Expect(Dialog(page)).ToContainTextAsync("notes.txt is no zip file.");
        await PickAsync(page, "broken.zip", [0x50, 0x4b, 3, 4, 5]);
        await Expect(Dialog(page)).ToContainTextAsync("not a zip archive");

        await PickAsync(page, "bad.zip", new SmallSolution(IsWhole: false).Zip());
        await Expect(Dialog(page)).ToContainTextAsync("Small solution 1.0.0.0, managed, by Small publisher. It is not installed yet.");
        await Button(Dialog(page), "Import").ClickAsync();
        await Expect(Title(page, "Small solution was not imported")).ToBeFocusedAsync();
        await Expect(Dialog(page)).ToContainTextAsync("Nothing was changed.");
        await Expect(Dialog(page).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Failed");
        await Expect(Dialog(page).GetByRole(AriaRole.Row).Filter(new() { HasText = "account.smp_level" })).ToContainTextAsync("Imported");
        await page.ExpectNothingWrongAsync();
        await Button(Dialog(page), "Close").ClickAsync();
        await Expect(Button(page, "Import")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = SmallSolution.DisplayName })).ToHaveCountAsync(0);

        // The network goes while the import runs, and comes back.
        await page.RouteAsync("**/asyncoperations(*", route => route.AbortAsync());
        await Button(page, "Import").ClickAsync();
        await PickAsync(page, "small.zip", new SmallSolution().Zip());
        await Button(Dialog(page), "Import").ClickAsync();
        await Expect(Dialog(page).GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(Dialog(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("The server could not be reached.");
        await page.UnrouteAllAsync();
        await Button(Dialog(page), "Try again").ClickAsync();
        await Expect(Title(page, "Small solution is imported")).ToBeFocusedAsync();
        await Expect(Dialog(page)).ToContainTextAsync("Entries in the log: 5, failed: 0.");
        var log = await page.RunAndWaitForDownloadAsync(() => Button(Dialog(page), "Download the log").ClickAsync());
        Assert.Equal("Small_import_log.xml", log.SuggestedFilename);
        await Button(Dialog(page), "Close").ClickAsync();

        var form = Server.Service.Create(new Entity("systemform")
        {
            ["name"] = "Ranks",
            ["objecttypecode"] = "account",
            ["type"] = new OptionSetValue(2),
            ["formxml"] = "<form><tabs /><formLibraries><Library name=\"smp_/page.html\" /></formLibraries></form>",
        });
        await SelectAsync(page, SmallSolution.DisplayName);
        await Button(page, "Uninstall").ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("Small solution can't be uninstalled");
        var link = question.GetByRole(AriaRole.Link, new() { Name = "Form Ranks of the table account" });
        await Expect(link).ToHaveAttributeAsync("href", $"/main.aspx?pagetype=formdesigner&formid={form}");
        await Expect(question.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await page.ExpectNothingWrongAsync();

        Server.Service.Delete("systemform", form);
        await Button(question, "Look again").ClickAsync();
        await Expect(question).ToContainTextAsync("Columns of other tables, with their values:account.smp_levelaccount.smp_rank");
        await Button(question, "Uninstall").ClickAsync();
        await Expect(page.GetByText("Small solution is uninstalled").First).ToBeVisibleAsync();
        Assert.Empty(Solutions(SmallSolution.Name));
    });

    [Fact]
    public Task An_upgrade_names_the_columns_that_go_and_can_be_staged() => WithPicturesAsync(async () =>
    {
        Import(new SmallSolution());
        var page = await OpenAsync();
        await Button(page, "Import").ClickAsync();
        await PickAsync(page, "small.zip", new SmallSolution("1.1.0.0", HasRank: false).Zip());
        await Expect(Dialog(page)).ToContainTextAsync("Version 1.0.0.0 is installed.");
        await Expect(Dialog(page).GetByRole(AriaRole.Listitem)).ToHaveTextAsync("Rank (account.smp_rank)");
        await Dialog(page).GetByRole(AriaRole.Radio, new() { Name = "Update" }).CheckAsync();
        await Expect(Dialog(page).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await Dialog(page).GetByRole(AriaRole.Radio, new() { Name = "Stage for upgrade" }).CheckAsync();
        await page.ExpectNothingWrongAsync();
        await Button(Dialog(page), "Import").ClickAsync();
        await Expect(Title(page, "Small solution is imported")).ToBeVisibleAsync();
        await Button(Dialog(page), "Close").ClickAsync();

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Upgrade waiting" }).GetByRole(AriaRole.Radio).CheckAsync();
        await Button(page, "Apply upgrade").ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question.GetByRole(AriaRole.Listitem)).ToHaveTextAsync("account.smp_rank");
        await Button(question, "Apply upgrade").ClickAsync();
        await Expect(page.GetByText("Small solution is upgraded to 1.1.0.0").First).ToBeVisibleAsync();
        Assert.Equal("1.1.0.0", Assert.Single(Solutions(SmallSolution.Name)).GetAttributeValue<string>("version"));
        await Expect(page.GetByText("Upgrade waiting")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_maker_makes_a_solution_adds_a_form_and_exports_it() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();
        await Button(page, "New solution").ClickAsync();
        await Button(Dialog(page), "Create").ClickAsync();
        await Expect(Dialog(page)).ToContainTextAsync("Enter a display name.");
        await Field(page, "Display name").FillAsync("My forms");
        await Expect(Field(page, "Name")).ToHaveValueAsync("Myforms");
        await Field(page, "Publisher's display name").FillAsync("Makers");
        await Field(page, "Prefix of what the publisher makes").FillAsync("mkr");
        await page.ExpectNothingWrongAsync();
        await Button(Dialog(page), "Create").ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "My forms" }).ClickAsync();
        await Expect(page.GetByText("There is nothing in it yet.")).ToBeVisibleAsync();
        await Button(page, "Add existing").ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Searchbox).FillAsync("incident");
        await Dialog(page).GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.ExpectNothingWrongAsync();
        await Button(Dialog(page), "Add").ClickAsync();
        var row = page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Nth(1);
        await Expect(row).ToContainTextAsync("incident");

        await Button(page, "Export").ClickAsync();
        var zip = await page.RunAndWaitForDownloadAsync(() => Button(Dialog(page), "Export").ClickAsync());
        Assert.Equal("Myforms_1_0_0_0.zip", zip.SuggestedFilename);
        await row.GetByRole(AriaRole.Radio).CheckAsync();
        await Button(page, "Remove").ClickAsync();
        await Button(page.GetByRole(AriaRole.Alertdialog), "Remove").ClickAsync();
        await Expect(page.GetByText("There is nothing in it yet.")).ToBeVisibleAsync();
        await Button(page, "Delete").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Its components and their data stay");
        await Button(page.GetByRole(AriaRole.Alertdialog), "Delete").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Solutions" })).ToBeVisibleAsync();
        Assert.Empty(Solutions("Myforms"));
    });

    [Fact]
    public Task Who_lost_the_right_meanwhile_is_told_and_others_see_no_entry() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync(new() { ViewportSize = new() { Width = 360, Height = 800 }, ColorScheme = ColorScheme.Dark, TimezoneId = "UTC", Locale = "en-US" }, language: 1025);
        await page.ExpectNothingWrongAsync();
        Assert.Equal("rtl", await page.EvaluateAsync<string>("document.documentElement.dir"));
        await page.GetByRole(AriaRole.Link, new() { Name = "CaseTime" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "casetime_timetracker", Exact = true }).First).ToBeVisibleAsync();
        await page.ExpectNothingWrongAsync();
        await page.GoBackAsync();
        await Button(page, "Import").ClickAsync();
        await PickAsync(page, "small.zip", new SmallSolution().Zip());
        await Expect(Dialog(page)).ToContainTextAsync("It is not installed yet.");
        await page.ExpectNothingWrongAsync();
        foreach (var role in Server.RolesOf("admin"))
            Server.Service.Disassociate("systemuser", Server.UserId("admin"), new Relationship("systemuserroles_association"), [role]);
        Server.Service.Associate("systemuser", Server.UserId("admin"), new Relationship("systemuserroles_association"), [Server.Role("Basic User")]);
        await Button(Dialog(page), "Import").ClickAsync();
        await Expect(Dialog(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("prvCreateSolution");
        Assert.Empty(Solutions(SmallSolution.Name));

        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync(Server.Url);
        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Solutions" })).ToHaveCountAsync(0);
    });

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, int language = 1033)
    {
        Server.PersonalSettings("admin", ("uilanguageid", language));
        var page = await (await SignInAsync("admin", options)).Context.NewPageAsync();
        // Where the page is narrow the navigation is in a drawer.
        await page.GotoAsync(options is null ? Server.Url : $"{Server.Url}/main.aspx?pagetype=solutions");
        if (options is null)
            await page.GetByRole(AriaRole.Link, new() { Name = "Solutions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "CaseTime" })).ToContainTextAsync("Managed");
        return page;
    }

    private void Import(SmallSolution solution) => Server.Service.Execute(new OrganizationRequest("ImportSolution")
    {
        ["CustomizationFile"] = solution.Zip(),
        ["OverwriteUnmanagedCustomizations"] = false,
        ["PublishWorkflows"] = true,
        ["ImportJobId"] = Guid.NewGuid(),
    });

    private DataCollection<Entity> Solutions(string name)
    {
        var query = new QueryExpression("solution") { ColumnSet = new ColumnSet("version") };
        query.Criteria.AddCondition("uniquename", ConditionOperator.Equal, name);
        return Server.Service.RetrieveMultiple(query).Entities;
    }

    private static Task PickAsync(IPage page, string name, byte[] content) =>
        page.GetByLabel("Solution file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/zip", Buffer = content });

    private static async Task SelectAsync(IPage page, string name) => await page.GetByRole(AriaRole.Radio, new() { Name = $"Select {name}" }).CheckAsync();

    private static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    private static ILocator Title(IPage page, string title) => Dialog(page).GetByRole(AriaRole.Heading, new() { Name = title });

    private static ILocator Field(IPage page, string label) => Dialog(page).GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
