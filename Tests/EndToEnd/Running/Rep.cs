using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>A person at a browser of their own.</summary>
/// <param name="hasRealTime">Whether the pages' clock is the machine's; else it moves with the test only.</param>
public sealed class Rep(IBrowserContext context, RunningEnvironment server, string user, bool hasRealTime = false)
{
    private bool _hasClock = hasRealTime;

    public IBrowserContext Context => context;

    public string User => user;

    /// <summary>Signs in as the sign-in page does.</summary>
    public async Task SignInAsync()
    {
        var response = await context.APIRequest.PostAsync($"{server.Url}/shell/session", new APIRequestContextOptions
        {
            DataObject = new { user = $"{user}@casetime.local" },
        });
        Assert.True(response.Ok, await response.TextAsync());
    }

    /// <summary>A new page whose clock stands at the server's time and moves with it only.</summary>
    public async Task<IPage> NewPageAsync()
    {
        await SetClockAsync();
        return await context.NewPageAsync();
    }

    /// <summary>From now on the pages' clock stands at the server's time and moves with it only.</summary>
    public async Task SetClockAsync()
    {
        if (!_hasClock)
        {
            _hasClock = true;
            var now = server.Time.GetUtcNow().UtcDateTime;
            // The pause must lie ahead of the installed time.
            await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = now.AddSeconds(-10) });
            await context.Clock.PauseAtAsync(now);
        }
    }

    public async Task<CasePage> OpenCaseAsync(Guid caseId, App app = App.Single)
    {
        var page = new CasePage(await NewPageAsync(), server, caseId);
        await page.OpenAsync(app);
        return page;
    }
}
