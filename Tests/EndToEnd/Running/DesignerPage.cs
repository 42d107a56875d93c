using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.Running;

/// <summary>The form designer of the shell, as a maker has it in front.</summary>
public sealed class DesignerPage(IPage page)
{
    public const string Component = "Handling time";

    public IPage Page => page;

    /// <summary>The form as the designer shows it: tabs, sections, cells.</summary>
    public ILocator Canvas => page.GetByRole(AriaRole.Region, new() { Name = "Form", Exact = true });

    public ILocator Components => page.GetByRole(AriaRole.Region, new() { Name = "Components" });

    public ILocator Scripts => page.GetByRole(AriaRole.Region, new() { Name = "Form scripts" });

    public ILocator Security => page.GetByRole(AriaRole.Region, new() { Name = "Form security" });

    public ILocator Alert => page.GetByRole(AriaRole.Alert);

    public ILocator Said => page.GetByRole(AriaRole.Status);

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog, new() { Name = Component });

    /// <summary>Whether what is shown has been saved.</summary>
    public ILocator SaveState => page.GetByText("Case · Saved").Or(page.GetByText("Case · Not saved"));

    /// <summary>Opens a form of the case from the list of its forms.</summary>
    public static async Task<DesignerPage> OpenAsync(Rep maker, RunningEnvironment server, string form)
    {
        var page = await maker.Context.NewPageAsync();
        await page.GotoAsync($"{server.Url}/main.aspx?pagetype=forms&etn=incident");
        await page.GetByRole(AriaRole.Button, new() { Name = form, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = form, Exact = true, Level = 1 }).WaitForAsync();
        return new DesignerPage(page);
    }

    public ILocator Command(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Cell(string name) => Canvas.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Section(string name) => Canvas.Locator($"[data-section='{name}']");

    /// <summary>Fills the dialog of the component as the documentation says, and closes it.</summary>
    public async Task BindAsync(string allowTimeLogs = "yes", string ownOnly = "no")
    {
        await Dialog.GetByLabel("Table").SelectOptionAsync(new SelectOptionValue { Label = "Time Trackers" });
        await Dialog.GetByLabel("View").SelectOptionAsync(new SelectOptionValue { Label = "All Time Trackers" });
        await Expect(Dialog.GetByLabel("Show related records")).ToBeCheckedAsync();
        await Dialog.GetByLabel("Allow agents to add time logs").SelectOptionAsync(allowTimeLogs);
        await Dialog.GetByLabel("Show agents only their contributed time").SelectOptionAsync(ownOnly);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(Dialog).ToBeHiddenAsync();
    }

    public Task DragAsync(string section) =>
        Components.Locator("[data-component='casetime_CaseTime.HandlingTime']").DragToAsync(Section(section));

    /// <summary>Saves and publishes, and waits until it is done.</summary>
    public async Task PublishAsync()
    {
        await Command("Save and publish").ClickAsync();
        await Expect(Said).ToContainTextAsync("Published.");
    }
}

/// <summary>Forms as the server has them.</summary>
public static class FormsOfServer
{
    public static Entity CaseForm(this RunningEnvironment server, string name)
    {
        var query = new QueryExpression("systemform") { ColumnSet = new ColumnSet("formxml", "unpublishedformxml") };
        query.Criteria.AddCondition("objecttypecode", ConditionOperator.Equal, "incident");
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        return server.Service.RetrieveMultiple(query).Entities.Single();
    }
}
