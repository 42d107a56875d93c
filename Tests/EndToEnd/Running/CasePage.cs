using System.Globalization;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>A case form in a browser page, with the widget that floats over it.</summary>
public sealed class CasePage(IPage page, RunningEnvironment server, Guid caseId)
{
    public IPage Page => page;

    /// <summary>The widget, collapsed or expanded.</summary>
    public ILocator Widget => page.Locator("section[data-state][aria-label='Handling time']");

    public ILocator Status => Widget.GetByTestId("ht-status");

    public async Task OpenAsync(App app = App.Single)
    {
        await GoAsync(app);
        await ExpandAsync();
    }

    /// <summary>Goes to the case by its address; the form may be one without the widget.</summary>
    public Task GoAsync(App app, string? formId = null) =>
        page.GotoAsync($"{server.Url}/main.aspx?{(app == App.MultiSession ? "app=multisession&" : "")}pagetype=entityrecord&etn=incident&id={caseId}{(formId is null ? "" : $"&formid={formId}")}");

    /// <summary>Chooses another form of the table; the one before is destroyed.</summary>
    public Task ChooseFormAsync(string name) =>
        page.GetByRole(AriaRole.Combobox, new() { Name = "Form", Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = name });

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await ExpandAsync();
    }

    /// <summary>Opens the card; it may be open already from an earlier visit.</summary>
    public async Task ExpandAsync()
    {
        var collapse = Button("Collapse");
        await Widget.WaitForAsync();
        if (!await collapse.IsVisibleAsync())
            await Widget.GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        // The chip has the total as well.
        await Assertions.Expect(Widget.GetByTestId("ht-automatic")).ToBeVisibleAsync();
    }

    public ILocator Button(string name) => Widget.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Writes what is pending and waits until the numbers are the server's.</summary>
    public async Task RefreshAsync()
    {
        await Button("Refresh").ClickAsync();
        await Assertions.Expect(Button("Refresh")).Not.ToHaveAttributeAsync("aria-disabled", "true");
    }

    /// <summary>The dot is filled while time runs.</summary>
    public Task ExpectRunningAsync() => Assertions.Expect(Widget.Locator("[data-running='true']")).ToBeVisibleAsync();

    public Task ExpectStoppedAsync() => Assertions.Expect(Widget.Locator("[data-running='false']")).ToBeVisibleAsync();

    public Task ExpectSecondsAsync(string testId, int seconds) =>
        Assertions.Expect(Widget.GetByTestId(testId)).ToHaveAttributeAsync("data-seconds", seconds.ToString(CultureInfo.InvariantCulture));

    public Task ExpectTextAsync(string testId, string text) => Assertions.Expect(Widget.GetByTestId(testId)).ToHaveTextAsync(text);

    /// <summary>Fills the form of a time log and sends it.</summary>
    public async Task AddLogAsync(string duration, string reason, string text)
    {
        await Button("Add").ClickAsync();
        var form = Widget.GetByRole(AriaRole.Form, new() { Name = "Add" });
        await form.GetByLabel("Duration").FillAsync(duration);
        await form.GetByLabel("Reason category").SelectOptionAsync(new SelectOptionValue { Label = reason });
        await form.GetByLabel("Reason", new() { Exact = true }).FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    /// <summary>Resolves the case through the shell's dialog, which knows nothing of the widget.</summary>
    public async Task ResolveAsync(string resolution)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = false }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Resolve case" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Resolution", Exact = true }).FillAsync(resolution);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    public ILocator FormField(string label) => page.GetByRole(AriaRole.Tabpanel).GetByLabel(label, new() { Exact = true });
}
