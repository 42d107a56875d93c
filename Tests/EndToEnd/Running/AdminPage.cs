using LocalDataverse.Hosting;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>A page of the admin app, opened by its address. Its clock is the machine's: nothing in it goes by the time of day.</summary>
public sealed class AdminPage
{
    private const string Judge = """
        async () => {
          // Colours on their way to others would be judged half-way.
          const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity);
          await Promise.allSettled(ending.map(one => one.finished));
          // Fluent's guards of its arrow-key groups take the focus for no longer than it takes to pass it on.
          const { violations } = await axe.run({ include: [document], exclude: [['[data-tabster-dummy]']] }, { resultTypes: ['violations'], preload: false });
          return violations.flatMap(one => one.nodes.map(node =>
            `${one.id}: ${node.html} ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')}`));
        }
        """;

    private AdminPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <param name="rep">Who opens it.</param>
    /// <param name="server">The environment.</param>
    /// <param name="name">settings or report.</param>
    public static async Task<AdminPage> OpenAsync(Rep rep, RunningEnvironment server, string name)
    {
        var page = await rep.Context.NewPageAsync();
        await page.GotoAsync($"{server.Url}/WebResources/casetime_/pages/{name}.html");
        await page.GetByRole(AriaRole.Textbox).Or(page.GetByRole(AriaRole.Combobox)).First.WaitForAsync();
        return new AdminPage(page);
    }

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A number of the report, in seconds.</summary>
    public ILocator Number(string line, string measure) => Page.Locator($"[data-key='{line}'] [data-measure='{measure}']");

    /// <summary>What axe-core finds wrong, one sentence for each element; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(CloneBuild.Find()!.Root, "node_modules", "axe-core", "axe.min.js")));
        return await Page.EvaluateAsync<string[]>(Judge);
    }

    /// <summary>Pixels that the page is wider than its window.</summary>
    public Task<int> FindOverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
