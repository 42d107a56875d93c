using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>The requests to the Web API that the component sends, and none of the page's own.</summary>
public sealed class ControlRequests
{
    private readonly ConcurrentQueue<string> _sent = new();

    private ControlRequests()
    {
    }

    /// <summary>"METHOD url", in order.</summary>
    public IReadOnlyCollection<string> Sent => _sent;

    /// <summary>The browser says which script sent a request; those of the control's bundle, directly or behind promises, are the widget's.</summary>
    public static async Task<ControlRequests> ListenAsync(IPage page)
    {
        var requests = new ControlRequests();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
        {
            var request = sent!.Value.GetProperty("request");
            if (sent.Value.TryGetProperty("initiator", out var initiator) && initiator.TryGetProperty("stack", out var stack) && ComesFromControl(stack)
                && request.GetProperty("url").GetString()!.Contains("/api/data/", StringComparison.Ordinal))
                requests._sent.Enqueue($"{request.GetProperty("method").GetString()} {request.GetProperty("url").GetString()}");
        };
        await session.SendAsync("Network.enable");
        await session.SendAsync("Debugger.enable");
        await session.SendAsync("Debugger.setAsyncCallStackDepth", new Dictionary<string, object> { ["maxDepth"] = 32 });
        return requests;
    }

    private static bool ComesFromControl(JsonElement stack) =>
        stack.GetProperty("callFrames").EnumerateArray().Any(frame => frame.GetProperty("url").GetString()!.Contains("HandlingTime", StringComparison.Ordinal))
        || (stack.TryGetProperty("parent", out var parent) && ComesFromControl(parent));
}
