using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>Lets time pass for the server and for pages together.</summary>
public static class WorkTime
{
    /// <summary>
    /// Seconds. The server's clock moves first, so a request in the middle of a step sees a server that is ahead of the page by the rest
    /// of it; from 2 s on the widget takes that for a clock that was set, and its next interval begins and ends later.
    /// </summary>
    private const int LongestStep = 1;

    /// <summary>Seconds between two inputs of somebody at work; idle begins at 180.</summary>
    private const int InputEvery = 60;

    /// <summary>The person in front of each page works: the mouse moves at least once a minute.</summary>
    public static async Task WorkAsync(RunningEnvironment server, TimeSpan duration, params IReadOnlyList<IPage> pages)
    {
        var position = 0;
        for (var passed = 0; passed < (int)duration.TotalSeconds; passed += LongestStep)
        {
            if (passed % InputEvery == 0)
            {
                position = (position + 7) % 50;
                foreach (var page in pages)
                    await page.Mouse.MoveAsync(200 + position, 200 + position);
            }
            await PassAsync(server, Math.Min(LongestStep, (int)duration.TotalSeconds - passed), pages);
        }
        // The last input confirms the seconds before it.
        foreach (var page in pages)
            await page.Mouse.MoveAsync(300, 300);
    }

    /// <summary>Time passes and nobody touches anything.</summary>
    public static async Task IdleAsync(RunningEnvironment server, TimeSpan duration, params IReadOnlyList<IPage> pages)
    {
        for (var passed = 0; passed < (int)duration.TotalSeconds; passed += LongestStep)
            await PassAsync(server, Math.Min(LongestStep, (int)duration.TotalSeconds - passed), pages);
    }

    /// <summary>The machine sleeps: the clock jumps, and no timer runs meanwhile.</summary>
    public static async Task SleepAsync(RunningEnvironment server, TimeSpan duration, params IReadOnlyList<IPage> pages)
    {
        server.Time.Advance(duration);
        foreach (var clock in Clocks(pages))
            await clock.FastForwardAsync((long)duration.TotalMilliseconds);
    }

    private static async Task PassAsync(RunningEnvironment server, int seconds, IReadOnlyList<IPage> pages)
    {
        server.Time.Advance(TimeSpan.FromSeconds(seconds));
        foreach (var clock in Clocks(pages))
            await clock.RunForAsync(seconds * 1000L);
    }

    /// <summary>All pages of one profile share their clock.</summary>
    private static IEnumerable<IClock> Clocks(IReadOnlyList<IPage> pages) => pages.Select(page => page.Context).Distinct().Select(context => context.Clock);
}
