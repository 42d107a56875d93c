using LocalDataverse.Hosting;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>axe-core, as the clone's npm packages have it, at work on a whole page of the shell whose clock runs.</summary>
public static class PageJudge
{
    private const string Run = """
        async () => {
          // Colours on their way to others would be judged half-way.
          const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity);
          await Promise.allSettled(ending.map(one => one.finished));
          // Fluent's guards of its arrow-key groups take the focus for no longer than it takes to pass it on.
          const { violations } = await axe.run({ exclude: [['[data-tabster-dummy]']] }, { resultTypes: ['violations'] });
          return violations.flatMap(one => one.nodes.map(node =>
            `${one.id}: ${node.html} ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')}`));
        }
        """;

    private static readonly Lazy<string> s_source = new(() => File.ReadAllText(Path.Combine(CloneBuild.Find()!.Root, "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Nothing is wrong with the page as it stands, and nothing of it lies beyond its edge.</summary>
    public static async Task ExpectNothingWrongAsync(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(s_source.Value);
        Assert.Empty(await page.EvaluateAsync<string[]>(Run));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its window.");
    }
}
