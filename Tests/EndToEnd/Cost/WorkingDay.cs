using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>Hours of work on one case, in minutes: the page's clock and the server's move together, and somebody is at the mouse.</summary>
public sealed class WorkingDay
{
    /// <summary>
    /// Seconds between two inputs: less than the idle time, and a divisor of the update interval, so that requests go out where both
    /// clocks agree, at the end of a step.
    /// </summary>
    private const int InputEvery = 120;

    private readonly IPage _page;
    private readonly FakeTimeProvider _server;
    private int _underWay;

    public WorkingDay(IPage page, FakeTimeProvider server)
    {
        (_page, _server) = (page, server);
        page.Request += (_, request) =>
        {
            Interlocked.Increment(ref _underWay);
            if (request.Method is "PATCH" or "POST" && request.Url.Contains("/api/data/", StringComparison.Ordinal))
                Writes++;
        };
        page.RequestFinished += (_, _) => Interlocked.Decrement(ref _underWay);
        page.RequestFailed += (_, _) => Interlocked.Decrement(ref _underWay);
    }

    /// <summary>Requests that change something, so far.</summary>
    public int Writes { get; private set; }

    public async Task WorkAsync(TimeSpan duration)
    {
        for (var passed = 0; passed < (int)duration.TotalSeconds; passed += InputEvery)
        {
            await _page.Mouse.MoveAsync(200 + (passed / InputEvery % 50), 200);
            _server.Advance(TimeSpan.FromSeconds(InputEvery));
            await _page.Context.Clock.RunForAsync(InputEvery * 1000L);
            while (Volatile.Read(ref _underWay) > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
