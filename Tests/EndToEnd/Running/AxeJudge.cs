using LocalDataverse.Hosting;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>axe-core, as the clone's npm packages have it, at work on the widget of a page whose clock stands still.</summary>
public sealed class AxeJudge(RunningEnvironment server)
{
    private const string Run = """
        async () => {
          const widget = document.querySelector('section[data-state]');
          // Colours on their way to others would be judged half-way.
          const ending = widget.getAnimations({ subtree: true }).filter(one => one.effect.getComputedTiming().iterations !== Infinity);
          await Promise.allSettled(ending.map(one => one.finished));
          // Fluent's guards of its arrow-key groups take the focus for no longer than it takes to pass it on.
          const options = { resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } };
          const { violations } = await axe.run({ include: [widget], exclude: [['[data-tabster-dummy]']] }, options);
          return violations.flatMap(one => one.nodes.map(node =>
            `${one.id}: ${node.html} ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')}`));
        }
        """;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly string _source = File.ReadAllText(Path.Combine(CloneBuild.Find()!.Root, "node_modules", "axe-core", "axe.min.js"));

    /// <summary>What is wrong with the widget as it stands, one sentence for each element; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(_source);
        var judging = page.EvaluateAsync<string[]>(Run);
        // axe-core waits by the page's clock, which moves with the server's.
        while (!judging.IsCompleted)
        {
            server.Time.Advance(Step);
            await page.Clock.RunForAsync((long)Step.TotalMilliseconds);
            await Task.WhenAny(judging, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }
        return await judging;
    }
}
