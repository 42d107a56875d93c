using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Cost;

/// <summary>What a page holds of the component, or because of it.</summary>
public sealed record Holdings(int Nodes, int Listeners, int StyleNodes, int Timers, int Channels, int Locks);

/// <summary>
/// Mounts and destroys the component over and over in a page of the shell, with the context that the shell gave it. The one that the
/// form came with is destroyed first, but its elements stay with the shell, and a timer of theirs may be pending before and after.
/// </summary>
public static class MountCycles
{
    /// <summary>Two of three live until time runs; every third goes while it still loads.</summary>
    private const string Cycle =
        """
        async count => {
          const { control, context } = controlProbe;
          const region = "section[aria-label='Handling time']";
          const running = () => [...document.querySelectorAll(`${region} [data-running='true']`)].length > 0;
          const untilRunning = () => new Promise(resolve => {
            const look = () => running() && (watch.disconnect(), resolve());
            const watch = new MutationObserver(look);
            watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-running"] });
            look();
          });
          for (let i = 0; i < count; i++) {
            const place = document.body.appendChild(document.createElement("div"));
            const one = new control();
            one.init(context, () => undefined);
            ReactDOMv16.render(one.updateView(context), place);
            if (i % 3 < 2) await untilRunning();
            one.destroy();
            ReactDOMv16.unmountComponentAtNode(place);
            place.remove();
          }
        }
        """;

    /// <summary>Rounds before the first count: what is made once and kept for all is no leak.</summary>
    private const int WarmUp = 30;

    public static async Task<(Holdings Before, Holdings After)> RunAsync(IPage page, int count)
    {
        await ControlProbe.DestroyAsync(page);
        await page.EvaluateAsync("document.querySelector('[data-casetime-own]')?.remove()");
        await page.EvaluateAsync(Cycle, WarmUp);
        await using var meter = await PageMeter.AttachAsync(page);
        var before = await SettledAsync(page, meter);
        await page.EvaluateAsync(Cycle, count);
        return (before, await SettledAsync(page, meter));
    }

    /// <summary>Requests and writes under way end in their own time, in the last widgets too: holdings that stand still.</summary>
    private static async Task<Holdings> SettledAsync(IPage page, PageMeter meter)
    {
        Holdings last;
        var next = await ReadAsync(page, meter);
        do
        {
            last = next;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            next = await ReadAsync(page, meter);
        }
        while (next != last);
        return last;
    }

    private static async Task<Holdings> ReadAsync(IPage page, PageMeter meter)
    {
        var (nodes, listeners) = await meter.DocumentAsync();
        var others = await page.EvaluateAsync<int[]>(
            """
            async () => {
              const { held, pending } = await navigator.locks.query();
              return [document.querySelectorAll("style").length, controlProbe.live.size, controlProbe.channels.size, held.length + pending.length];
            }
            """);
        return new Holdings(nodes, listeners, others[0], others[1], others[2], others[3]);
    }
}
