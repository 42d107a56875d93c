using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>Sessions and app tabs of the multi-session app.</summary>
public sealed class Workspace(IPage page)
{
    /// <summary>Opens a case of the list from the home session, which starts a session of its own.</summary>
    public async Task OpenSessionAsync(string caseTitle)
    {
        await ShowHomeAsync();
        await OpenFromListAsync(caseTitle);
    }

    /// <summary>Opens a case of the list as an app tab of the session in front.</summary>
    public async Task OpenTabAsync(string caseTitle)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Tables", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cases", Exact = true }).ClickAsync();
        await OpenFromListAsync(caseTitle);
    }

    public Task ShowHomeAsync() => Tab("Sessions", "Home").ClickAsync();

    public async Task ShowSessionAsync(string title)
    {
        await Tab("Sessions", title).ClickAsync();
        await ExpectInFrontAsync(title);
    }

    public async Task ShowTabAsync(string title)
    {
        await Tab("Tabs", title).ClickAsync();
        await ExpectInFrontAsync(title);
    }

    private async Task OpenFromListAsync(string caseTitle)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = caseTitle }).ClickAsync();
        await ExpectInFrontAsync(caseTitle);
    }

    private ILocator Tab(string list, string name) =>
        page.GetByRole(AriaRole.Tablist, new() { Name = list, Exact = true }).GetByRole(AriaRole.Tab, new() { Name = name, Exact = true });

    private Task ExpectInFrontAsync(string title) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
}
