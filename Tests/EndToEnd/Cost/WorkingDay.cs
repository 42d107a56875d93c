using System.Threading.Channels;
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

    /// <summary>The default.</summary>
    private const int UpdateInterval = 600;

    /// <summary>Real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IPage _page;
    private readonly FakeTimeProvider _server;
    private readonly Channel<IRequest> _reads = Channel.CreateUnbounded<IRequest>();
    private int _writes;
    private int _passed;

    /// <summary>Begins when the widget has just read its first numbers, with which its update interval begins.</summary>
    public WorkingDay(IPage page, FakeTimeProvider server)
    {
        (_page, _server) = (page, server);
        page.Request += (_, request) =>
        {
            if (request.Method is "PATCH" or "POST" && request.Url.Contains("/api/data/", StringComparison.Ordinal))
                Interlocked.Increment(ref _writes);
        };
        page.RequestFinished += (_, request) =>
        {
            if (request.Url.Contains("casetime_GetHandlingTime", StringComparison.Ordinal))
                _reads.Writer.TryWrite(request);
        };
    }

    /// <summary>Requests that change something, so far.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <exception cref="TimeoutException">An update interval passed, and the widget did not read the numbers.</exception>
    public async Task WorkAsync(TimeSpan duration)
    {
        for (var end = _passed + (int)duration.TotalSeconds; _passed < end;)
        {
            await _page.Mouse.MoveAsync(200 + (_passed / InputEvery % 50), 200);
            _passed += InputEvery;
            _server.Advance(TimeSpan.FromSeconds(InputEvery));
            await _page.Context.Clock.RunForAsync(InputEvery * 1000L);
            if (_passed % UpdateInterval == 0)
                await WhenReadAsync();
        }
    }

    /// <summary>The read that follows the write ends the refresh; in the next step it would find a server whose clock is ahead.</summary>
    private async Task WhenReadAsync()
    {
        await _reads.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        // The page hears of the answer before it hears of this.
        await _page.EvaluateAsync("fetch(location.href).then(answer => answer.text())");
    }
}
