using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.Running;

/// <summary>The shell's page of people and their security roles, as somebody has it in front.</summary>
public sealed class UsersPage(IPage page)
{
    public const string Address = "/main.aspx?pagetype=users";

    public IPage Page => page;

    public ILocator Rows => page.GetByRole(AriaRole.Table, new() { Name = "Users" }).GetByRole(AriaRole.Row);

    public ILocator Search => page.GetByRole(AriaRole.Searchbox, new() { Name = "Search users" });

    /// <summary>What it says of how many are listed.</summary>
    public ILocator Count(string text) => page.GetByText(text, new() { Exact = true });

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    /// <summary>By the navigation, in a page that is wide enough to have one beside it.</summary>
    public static async Task<UsersPage> OpenAsync(Rep administrator, RunningEnvironment server)
    {
        var page = await administrator.Context.NewPageAsync();
        await page.GotoAsync(server.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Users", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Users", Exact = true })).ToBeVisibleAsync();
        return new UsersPage(page);
    }

    /// <summary>The line of the person of that name.</summary>
    public ILocator Row(string name) => Rows.Filter(new() { HasText = name });

    public ILocator Manage(string name) => page.GetByRole(AriaRole.Button, new() { Name = $"Manage security roles of {name}", Exact = true });

    /// <summary>A role in the dialog.</summary>
    public ILocator Role(string role) => Dialog.GetByRole(AriaRole.Checkbox, new() { Name = role, Exact = true });

    public ILocator Button(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Toast(string name) => page.GetByText($"Security roles of {name} are saved.").First;

    /// <summary>Opens the dialog, checks the role, saves, and sees it in the list.</summary>
    /// <param name="beforeSaving">What is done while it is chosen and not saved yet.</param>
    public async Task GiveAsync(string name, string role, Func<Task>? beforeSaving = null)
    {
        await Manage(name).ClickAsync();
        await Role(role).CheckAsync();
        if (beforeSaving is not null)
            await beforeSaving();
        await Button("Save").ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
        await Expect(Row(name)).ToContainTextAsync(role);
    }
}
