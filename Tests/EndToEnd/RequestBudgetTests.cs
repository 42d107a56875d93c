using System.Collections.Concurrent;
using System.Text.Json;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd;

/// <summary>What opening a form costs the server.</summary>
public sealed class RequestBudgetTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task The_widget_shows_its_numbers_within_three_requests() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.NewPageAsync();
        var requests = new ConcurrentQueue<string>();
        await ListenAsync(page, requests);

        var casePage = new CasePage(page, Server, Server.CaseId("Scanner stops after the update"));
        await casePage.OpenAsync();
        await casePage.ExpectSecondsAsync("ht-logs", 2400);

        Assert.True(requests.Count is >= 1 and <= 3, $"{requests.Count} requests:\n{string.Join('\n', requests)}");
    });

    /// <summary>The browser says which script sent a request; those of the control's bundle, directly or behind promises, are the widget's.</summary>
    private static async Task ListenAsync(IPage page, ConcurrentQueue<string> requests)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
        {
            var request = sent!.Value.GetProperty("request");
            if (sent.Value.TryGetProperty("initiator", out var initiator) && initiator.TryGetProperty("stack", out var stack) && ComesFromControl(stack)
                && request.GetProperty("url").GetString()!.Contains("/api/data/", StringComparison.Ordinal))
                requests.Enqueue($"{request.GetProperty("method").GetString()} {request.GetProperty("url").GetString()}");
        };
        await session.SendAsync("Network.enable");
        await session.SendAsync("Debugger.enable");
        await session.SendAsync("Debugger.setAsyncCallStackDepth", new Dictionary<string, object> { ["maxDepth"] = 32 });
    }

    private static bool ComesFromControl(JsonElement stack) =>
        stack.GetProperty("callFrames").EnumerateArray().Any(frame => frame.GetProperty("url").GetString()!.Contains("HandlingTime", StringComparison.Ordinal))
        || (stack.TryGetProperty("parent", out var parent) && ComesFromControl(parent));
}
