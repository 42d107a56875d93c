using CaseTime.EndToEnd.Running;
using Xunit.Abstractions;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>
/// B1 by force: browsers are killed with SIGKILL at random instants of real time. The next visit on the same profile must bring back all
/// but five seconds of what each had counted, and nothing may count twice.
/// </summary>
public sealed class B1_KilledBrowserTests(EndToEndRun run, ITestOutputHelper output) : BrowserTest(run)
{
    /// <summary>Browsers at work at the same time, each of a representative of their own.</summary>
    private const int Profiles = 3;

    private const int TrialsEach = 10;
    private static readonly TimeSpan MayMiss = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    protected override TimeProvider? Clock => TimeProvider.System;

    [Fact]
    public Task Thirty_browsers_killed_at_random_instants_lose_five_seconds_each_at_most() => WithPicturesAsync(async () =>
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await Task.WhenAll(Enumerable.Range(1, Profiles).Select(number => KillAgainAndAgainAsync($"rep{number}", new Random(seed + number))));
    });

    private async Task KillAgainAndAgainAsync(string user, Random random)
    {
        var caseId = Server.CaseId("Portal sign-in is refused");
        var desk = await SitDownAsync(user, hasRealTime: true);
        var known = 0;
        var visited = 0;
        var trial = new Trial();
        for (var number = 1; number <= TrialsEach; number++)
        {
            if (number > 1)
                await desk.StartAgainAsync();
            var opened = DateTime.UtcNow;
            var page = await desk.OpenCaseAsync(caseId);
            known = await ExpectRecoveredAsync(user, caseId, known, trial, visited);
            await page.ExpectRunningAsync();
            var running = DateTime.UtcNow;

            var wait = Shortest + (random.NextDouble() * (Longest - Shortest));
            if (random.Next(2) == 0)
                await page.Page.Mouse.MoveAsync(300 + number, 300);
            await Task.Delay(wait);
            trial = new Trial(running, DateTime.UtcNow);
            await desk.KillAsync();
            visited += (int)Math.Ceiling((DateTime.UtcNow - opened).TotalSeconds);
            output.WriteLine($"{user} {number}: killed after {(trial.Killed - running).TotalSeconds:0.0} s");
        }
        await desk.StartAgainAsync();
        await desk.OpenCaseAsync(caseId);
        await ExpectRecoveredAsync(user, caseId, known, trial, visited);
    }

    /// <summary>
    /// The visit after a kill brings the seconds of the visit before it, the last of them perhaps a moment later; a row's seconds are a
    /// set, so what is too many would show as more than all visits together.
    /// </summary>
    private async Task<int> ExpectRecoveredAsync(string user, Guid caseId, int known, Trial trial, int visited)
    {
        var least = (int)Math.Ceiling((trial.Killed - trial.Running - MayMiss).TotalSeconds);
        var stored = await WaitForSecondsAsync(user, caseId, known + Math.Max(0, least));
        Assert.True(stored - known >= least, $"{user}: of {(trial.Killed - trial.Running).TotalSeconds:0.0} s only {stored - known} s came back.");
        Assert.True(stored <= visited, $"{user}: {stored} s came back of visits of {visited} s.");
        output.WriteLine($"{user}: {stored - known} s of {(trial.Killed - trial.Running).TotalSeconds:0.0} s came back");
        return stored;
    }

    /// <summary>The seconds the server has, once they are as many as that or do not come for some time.</summary>
    private async Task<int> WaitForSecondsAsync(string user, Guid caseId, int atLeast)
    {
        for (var attempt = 0; ; attempt++)
        {
            var seconds = Server.AutomaticSeconds(caseId, Server.UserId(user));
            if (seconds >= atLeast || attempt == 40)
                return seconds;
            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <param name="Running">When the page was seen to count, somewhat after it began to.</param>
    /// <param name="Killed">The last instant before the kill.</param>
    private sealed record Trial(DateTime Running = default, DateTime Killed = default);
}
