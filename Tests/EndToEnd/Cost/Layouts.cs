using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>The layouts that a page ran for a while, as Chromium's timeline records them.</summary>
/// <param name="All">How many.</param>
/// <param name="Outside">The roots outside the widget that some of them began at, and so laid out parts of the page.</param>
public sealed record Layouts(int All, IReadOnlyList<string> Outside)
{
    /// <summary>Empty for what belongs to the widget, else what a reader recognises it by.</summary>
    private const string NameOfOutsider =
        """
        function () {
          if (this.nodeType !== 1) return this.nodeName;
          return this.closest('[data-casetime-own]') ? '' : this.outerHTML.slice(0, 120);
        }
        """;

    public static async Task<Layouts> RecordAsync(IPage page, Func<Task> meanwhile)
    {
        var events = new ConcurrentQueue<JsonElement>();
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var browser = await page.Context.Browser!.NewBrowserCDPSessionAsync();
        browser.Event("Tracing.dataCollected").OnEvent += (_, data) =>
        {
            foreach (var item in data!.Value.GetProperty("value").EnumerateArray())
                events.Enqueue(item.Clone());
        };
        browser.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
        await browser.SendAsync("Tracing.start", new Dictionary<string, object> { ["categories"] = "devtools.timeline", ["transferMode"] = "ReportEvents" });
        await meanwhile();
        await browser.SendAsync("Tracing.end");
        await complete.Task;
        await browser.DetachAsync();
        return await ReadAsync(page, events);
    }

    private static async Task<Layouts> ReadAsync(IPage page, IEnumerable<JsonElement> events)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var frame = (await session.SendAsync("Page.getFrameTree"))!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        await session.SendAsync("DOM.enable");
        var all = 0;
        var outside = new List<string>();
        foreach (var layout in events.Where(item => item.GetProperty("name").GetString() == "Layout"))
        {
            if (!layout.GetProperty("args").TryGetProperty("beginData", out var begin) || begin.GetProperty("frame").GetString() != frame)
                continue;
            all++;
            foreach (var root in layout.GetProperty("args").GetProperty("endData").GetProperty("layoutRoots").EnumerateArray())
            {
                if (await NameOfOutsiderAsync(session, root.GetProperty("nodeId").GetInt32()) is { Length: > 0 } name)
                    outside.Add(name);
            }
        }
        await session.DetachAsync();
        return new Layouts(all, outside);
    }

    private static async Task<string> NameOfOutsiderAsync(ICDPSession session, int node)
    {
        var found = await session.SendAsync("DOM.resolveNode", new Dictionary<string, object> { ["backendNodeId"] = node });
        var answer = await session.SendAsync("Runtime.callFunctionOn", new Dictionary<string, object>
        {
            ["objectId"] = found!.Value.GetProperty("object").GetProperty("objectId").GetString()!,
            ["functionDeclaration"] = NameOfOutsider,
            ["returnByValue"] = true,
        });
        return answer!.Value.GetProperty("result").GetProperty("value").GetString()!;
    }
}
