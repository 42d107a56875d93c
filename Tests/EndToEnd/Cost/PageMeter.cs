using System.Text.Json;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>What the browser says a page costs.</summary>
public sealed class PageMeter : IAsyncDisposable
{
    private readonly ICDPSession _session;

    private PageMeter(ICDPSession session) => _session = session;

    public static async Task<PageMeter> AttachAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        return new PageMeter(session);
    }

    /// <summary>Chromium's counters of the page by name; durations are seconds since it began.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ReadAsync()
    {
        var answer = await _session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }

    /// <summary>Bytes that live scripts hold, after everything unreachable is gone.</summary>
    public async Task<long> HeapBytesAsync()
    {
        await CollectGarbageAsync();
        return (long)(await ReadAsync())["JSHeapUsedSize"];
    }

    /// <summary>Nodes and listeners of the whole page, those that only scripts hold included.</summary>
    public async Task<(int Nodes, int Listeners)> DocumentAsync()
    {
        await CollectGarbageAsync();
        JsonElement counters = (await _session.SendAsync("Memory.getDOMCounters"))!.Value;
        return (counters.GetProperty("nodes").GetInt32(), counters.GetProperty("jsEventListeners").GetInt32());
    }

    public async ValueTask DisposeAsync() => await _session.DetachAsync();

    /// <summary>Twice: what the first round finalises lets go of more.</summary>
    private async Task CollectGarbageAsync()
    {
        await _session.SendAsync("HeapProfiler.collectGarbage");
        await _session.SendAsync("HeapProfiler.collectGarbage");
    }
}
