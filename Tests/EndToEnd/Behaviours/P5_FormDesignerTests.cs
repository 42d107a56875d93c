using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P4, P5, P6: what a maker does to case forms in the form designer, and what representatives have of it.</summary>
public sealed class P5_FormDesignerTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";
    private const string ShortForm = "Case, short form";
    private const string FullForm = "Case";
    private const string Library = "casetime_/scripts/handlingtime.js";

    [Fact]
    public Task Added_by_keyboard_it_is_on_the_form_once_that_is_published() => WithPicturesAsync(async () =>
    {
        var designer = await OpenAsync(ShortForm);
        var page = designer.Page;
        await designer.Components.GetByRole(AriaRole.Button, new() { Name = "Add to a section: Handling time" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(designer.Dialog).ToBeVisibleAsync();

        // What is missing is said, and nothing is put on the form without it.
        await designer.Dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).PressAsync("Enter");
        await Expect(designer.Dialog.GetByText("Choose a table.", new() { Exact = true })).ToBeVisibleAsync();
        await designer.Dialog.GetByLabel("Table").PressAsync("Escape");
        await Expect(designer.Dialog).ToBeHiddenAsync();
        await Expect(designer.Components.GetByRole(AriaRole.Button, new() { Name = "Add to a section: Handling time" })).ToBeFocusedAsync();
        await Expect(designer.Cell(DesignerPage.Component)).ToHaveCountAsync(0);

        await designer.Components.GetByRole(AriaRole.Button, new() { Name = "Add to a section: Handling time" }).PressAsync("Enter");
        await designer.Dialog.GetByLabel("Section").SelectOptionAsync(new SelectOptionValue { Label = "Summary: Progress" });
        await designer.BindAsync();
        await Expect(designer.Section("progress").GetByRole(AriaRole.Button, new() { Name = DesignerPage.Component, Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+s");
        await Expect(designer.Said).ToContainTextAsync("Saved.");

        var rep = await SignInAsync("rep1");
        var casePage = new CasePage(await rep.NewPageAsync(), Server, Server.CaseId(Case));
        await casePage.GoAsync(App.Single, FormId(ShortForm));
        await casePage.FormField("Case Title").WaitForAsync();
        await Expect(casePage.Widget).ToHaveCountAsync(0);

        await designer.PublishAsync();
        await casePage.ReloadAsync();
        await casePage.ExpectSecondsAsync("ht-logs", 2400);
        await Expect(casePage.Button("Add")).ToBeVisibleAsync();
        await Expect(casePage.Button("My time")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Removed_brought_back_and_dragged_elsewhere_with_other_properties() => WithPicturesAsync(async () =>
    {
        var designer = await OpenAsync(FullForm);
        await designer.Cell(DesignerPage.Component).PressAsync("Delete");
        await Expect(designer.Cell(DesignerPage.Component)).ToHaveCountAsync(0);
        await designer.Page.Keyboard.PressAsync("Control+z");
        await Expect(designer.Cell(DesignerPage.Component)).ToBeVisibleAsync();
        await designer.Page.Keyboard.PressAsync("Control+y");
        await Expect(designer.Cell(DesignerPage.Component)).ToHaveCountAsync(0);

        await designer.DragAsync("case_details");
        await designer.BindAsync(allowTimeLogs: "no");
        await Expect(designer.Section("case_details").GetByRole(AriaRole.Button, new() { Name = DesignerPage.Component, Exact = true })).ToBeVisibleAsync();

        // Moved and edited where it is.
        await designer.Command("Move to another section: Handling time").PressAsync("Enter");
        await designer.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Summary: Recorded time" }).ClickAsync();
        await Expect(designer.Section("recorded_time").GetByRole(AriaRole.Button, new() { Name = DesignerPage.Component, Exact = true })).ToBeFocusedAsync();
        await designer.Command("Edit Handling time").ClickAsync();
        await Expect(designer.Dialog.GetByLabel("Allow agents to add time logs")).ToHaveValueAsync("no");
        await designer.BindAsync(allowTimeLogs: "no", ownOnly: "yes");
        await designer.PublishAsync();

        var casePage = new CasePage(await (await SignInAsync("rep1")).NewPageAsync(), Server, Server.CaseId(Case));
        await casePage.GoAsync(App.Single, FormId(FullForm));
        await casePage.Widget.GetByRole(AriaRole.Button, new() { Expanded = false }).ClickAsync();
        await Expect(casePage.Button("History")).ToBeVisibleAsync();
        await Expect(casePage.Button("Add")).ToHaveCountAsync(0);
        await Expect(casePage.Button("My time")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_save_that_fails_loses_nothing_and_says_what_to_do() => WithPicturesAsync(async () =>
    {
        var designer = await OpenAsync(FullForm);
        var before = Server.CaseForm(FullForm);
        await designer.Cell(DesignerPage.Component).PressAsync("Delete");

        await designer.Page.Context.SetOfflineAsync(true);
        await designer.Command("Save").ClickAsync();
        await Expect(designer.Alert).ToContainTextAsync("The server could not be reached");
        await Expect(designer.Alert).ToContainTextAsync("Your changes are still here. Try again when it is back.");
        await designer.Page.Context.SetOfflineAsync(false);

        // The maker's rights are taken away midway, and given back.
        var roles = Server.RolesOf("maker");
        var held = new Relationship("systemuserroles_association");
        Server.Service.Disassociate("systemuser", Server.UserId("maker"), held, roles);
        await designer.Command("Save").ClickAsync();
        await Expect(designer.Alert).ToContainTextAsync("Your changes are still here.");
        await Expect(designer.Alert).Not.ToContainTextAsync("could not be reached");
        Assert.Equal((before.GetAttributeValue<string>("formxml"), (string?)null), (Server.CaseForm(FullForm).GetAttributeValue<string>("formxml"), Server.CaseForm(FullForm).GetAttributeValue<string>("unpublishedformxml")));
        Server.Service.Associate("systemuser", Server.UserId("maker"), held, roles);

        await designer.Command("Save").ClickAsync();
        await Expect(designer.Said).ToContainTextAsync("Saved.");
        await Expect(designer.Alert).ToHaveCountAsync(0);
        Assert.DoesNotContain("HandlingTime", Server.CaseForm(FullForm).GetAttributeValue<string>("unpublishedformxml"), StringComparison.Ordinal);

        // It can be published, and changed and saved again after that.
        await designer.PublishAsync();
        await designer.Command("Undo").ClickAsync();
        await designer.Command("Save").ClickAsync();
        await Expect(designer.SaveState).ToHaveTextAsync("Case · Saved");
        Assert.Contains("HandlingTime", Server.CaseForm(FullForm).GetAttributeValue<string>("unpublishedformxml"), StringComparison.Ordinal);
    });

    [Fact]
    public Task Where_a_second_maker_saved_first_the_maker_chooses_whose_form_it_is() => WithPicturesAsync(async () =>
    {
        var designer = await OpenAsync(FullForm);
        await designer.Cell(DesignerPage.Component).PressAsync("Delete");
        SaveAsAdmin("Theirs");
        await designer.Command("Save").ClickAsync();
        await Expect(designer.Alert).ToContainTextAsync("Demo Administrator has saved this form since you opened it. Your changes are still here and not saved");
        await designer.Command("Save over it").ClickAsync();
        await Expect(designer.SaveState).ToHaveTextAsync("Case · Saved");
        Assert.DoesNotContain("HandlingTime", Server.CaseForm(FullForm).GetAttributeValue<string>("unpublishedformxml"), StringComparison.Ordinal);

        await designer.Command("Undo").ClickAsync();
        SaveAsAdmin("Theirs again");
        await designer.Command("Save and publish").ClickAsync();
        await designer.Command("Discard mine and load theirs").ClickAsync();
        await Expect(designer.Canvas.GetByRole(AriaRole.Region, new() { Name = "Theirs again" })).ToBeVisibleAsync();
        await Expect(designer.SaveState).ToHaveTextAsync("Case · Saved");
        Assert.Contains("Theirs again", Server.CaseForm(FullForm).GetAttributeValue<string>("unpublishedformxml"), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_form_of_the_makers_own_runs_the_script_and_is_first_for_those_whose_role_it_is_for() => WithPicturesAsync(async () =>
    {
        const string Own = "Case for supervisors";
        var page = await (await SignInAsync("maker")).Context.NewPageAsync();
        await page.GotoAsync(Server.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Forms", Exact = true }).ClickAsync();
        await page.GetByLabel("Name of a new form").FillAsync(Own);
        await page.GetByLabel("Copied from").SelectOptionAsync(new SelectOptionValue { Label = ShortForm });
        await page.GetByRole(AriaRole.Button, new() { Name = "New form" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = Own, Level = 1 }).WaitForAsync();

        var designer = new DesignerPage(page);
        await designer.Scripts.GetByLabel("Library", new() { Exact = true }).SelectOptionAsync(Library);
        await designer.Command("Add library").ClickAsync();
        await designer.Scripts.GetByLabel("Function", new() { Exact = true }).FillAsync("alert(1)");
        await designer.Command("Add handler").ClickAsync();
        await Expect(designer.Alert).ToContainTextAsync("Enter the name of a function");
        await designer.Scripts.GetByLabel("Function", new() { Exact = true }).FillAsync("CaseTimeTracking.onLoad");
        await designer.Command("Add handler").ClickAsync();
        await Expect(designer.Scripts).ToContainTextAsync("onload: CaseTimeTracking.onLoad");
        await designer.Security.GetByLabel("Only these").CheckAsync();
        await designer.Security.GetByLabel("Case Time Supervisor").CheckAsync();
        await designer.PublishAsync();
        Assert.Contains($"libraryName=\"{Library}\"", Server.CaseForm(Own).GetAttributeValue<string>("formxml"), StringComparison.Ordinal);

        await designer.Command("Back").ClickAsync();
        var first = page.GetByRole(AriaRole.Table, new() { Name = "Forms" }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(first).ToContainTextAsync(FullForm);
        while (!(await first.InnerTextAsync()).StartsWith(Own, StringComparison.Ordinal))
            await page.GetByRole(AriaRole.Button, new() { Name = $"Move the form {Own} up" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and publish order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save and publish order" })).ToHaveCountAsync(0);

        var supervisor = await OpenFormSelectorAsync("supervisor");
        await Expect(supervisor.Locator("option:checked")).ToHaveTextAsync(Own);
        await Expect(supervisor.Page.Locator($"script[src*='{Library}']").First).ToBeAttachedAsync();
        var rep = await OpenFormSelectorAsync("rep1");
        await Expect(rep.Locator("option:checked")).ToHaveTextAsync(FullForm);
        await Expect(rep.Locator("option", new() { HasText = Own })).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(1280, ColorScheme.Dark, 1033)]
    [InlineData(360, ColorScheme.Light, 1025)]
    public Task Anybody_can_use_it(int width, ColorScheme scheme, int language) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("maker", ("uilanguageid", language));
        var maker = await SignInAsync("maker", new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, TimezoneId = "UTC", Locale = "en-US" });
        var designer = await DesignerPage.OpenAsync(maker, Server, FullForm);
        await designer.Security.GetByLabel("Only these").CheckAsync();
        await designer.Security.GetByRole(AriaRole.Checkbox, new() { Name = "Case Time Supervisor" }).WaitForAsync();
        var component = designer.Canvas.Locator("[data-cell]").Filter(new() { HasTextRegex = new("Handling time|وقت") }).First;
        await component.GetByRole(AriaRole.Button).First.ClickAsync();
        await designer.Page.ExpectNothingWrongAsync();
        await component.GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await designer.Page.GetByRole(AriaRole.Dialog).GetByLabel("View").WaitForAsync();
        await designer.Page.ExpectNothingWrongAsync();
        await designer.Page.Keyboard.PressAsync("Escape");

        await designer.Command("Undo").ClickAsync();
        await designer.Command("Back").ClickAsync();
        await designer.Page.GetByRole(AriaRole.Table, new() { Name = "Forms" }).WaitForAsync();
        await designer.Page.ExpectNothingWrongAsync();
        Assert.Equal(language == 1025 ? "rtl" : "ltr", await designer.Page.EvaluateAsync<string>("document.documentElement.dir"));
    });

    private async Task<DesignerPage> OpenAsync(string form) => await DesignerPage.OpenAsync(await SignInAsync("maker"), Server, form);

    private string FormId(string name) => Server.CaseForm(name).Id.ToString();

    /// <summary>Another maker saves the form with another label of its section.</summary>
    private void SaveAsAdmin(string label)
    {
        var form = Server.CaseForm(FullForm);
        var xml = System.Text.RegularExpressions.Regex.Replace(form.GetAttributeValue<string>("formxml")!, "description=\"Recorded time[^\"]*\"", $"description=\"{label}\"");
        Server.ServiceFor("admin").Update(new Entity("systemform", form.Id) { ["formxml"] = xml });
    }

    /// <summary>The form selector of a case, as somebody has it who never chose a form.</summary>
    private async Task<ILocator> OpenFormSelectorAsync(string user)
    {
        var page = await (await SignInAsync(user)).Context.NewPageAsync();
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(Case)}");
        var selector = page.GetByRole(AriaRole.Combobox, new() { Name = "Form", Exact = true });
        await selector.WaitForAsync();
        return selector;
    }
}
