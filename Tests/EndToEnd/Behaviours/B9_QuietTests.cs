using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B9: nobody is talked to without end, nothing moves for those who asked for rest, forced colours leave everything in sight.</summary>
public sealed class B9_QuietTests(EndToEndRun run) : BrowserTest(run)
{
    private const string ReadyCase = "Scanner stops after the update";
    private const string EmptyCase = "Portal sign-in is refused";
    private const string Read = "**/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(**";

    /// <summary>Notes what each live region says, and when.</summary>
    private const string Listen = """
        () => {
          window.spoken = [];
          const regions = '[aria-live]:not([aria-live=off]),[role=status],[role=alert],[role=log]';
          const regionOf = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(regions);
          const note = changes => {
            const said = new Set(changes.flatMap(change => [change.target, ...change.addedNodes]).map(regionOf).filter(Boolean));
            for (const region of said)
              if (region.textContent.trim() !== '') window.spoken.push({ at: Date.now(), text: region.textContent });
          };
          new MutationObserver(note).observe(document.querySelector('section[data-state]'), { subtree: true, childList: true, characterData: true });
        }
        """;

    [Fact]
    public Task No_live_region_speaks_more_than_once_a_minute_unasked() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(EmptyCase));
        await page.Button("My time").ClickAsync();
        await page.Page.EvaluateAsync(Listen);

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(3), page.Page);
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("window.spoken.length"));
        // Idle, back, without a network and with it again: each of them is news, and they come within seconds of each other.
        await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(200), page.Page);
        await page.Page.Mouse.MoveAsync(300, 300);
        await page.Widget.GetByTestId("ht-return").WaitForAsync();
        await page.Page.Context.SetOfflineAsync(true);
        await WorkTime.WorkAsync(Server, TimeSpan.FromSeconds(90), page.Page);
        await page.Page.Context.SetOfflineAsync(false);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(3), page.Page);

        var times = await page.Page.EvaluateAsync<double[]>("window.spoken.map(one => one.at)");
        var told = string.Join(" | ", await page.Page.EvaluateAsync<string[]>("window.spoken.map(one => `${new Date(one.at).toISOString()} ${one.text}`)"));
        Assert.True(times.Length >= 2, told);
        Assert.All(times.Zip(times.Skip(1), (before, after) => after - before), gap => Assert.True(gap >= 60_000, told));
        // The ticker goes on, for the eye.
        await Assertions.Expect(page.Widget.GetByTestId("ht-ticker")).ToHaveAttributeAsync("aria-live", "off");
    });

    [Theory]
    [InlineData(ReducedMotion.NoPreference, true)]
    [InlineData(ReducedMotion.Reduce, false)]
    public Task Nothing_moves_for_those_who_want_less_motion(ReducedMotion motion, bool mayMove) => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 }, TimezoneId = "UTC", Locale = "en-US", ReducedMotion = motion });
        var page = await rep.NewPageAsync();
        var answer = new TaskCompletionSource();
        await page.RouteAsync(Read, async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(ReadyCase)}");
        var widget = page.Locator("section[data-state]");
        await widget.Locator("[data-home]").ClickAsync();
        await widget.GetByRole(AriaRole.Progressbar).WaitForAsync();
        Assert.Equal(mayMove, await MovesAsync(widget));

        answer.SetResult();
        foreach (var name in (string[])["My time", "History", "Add", "Today", "Pause"])
        {
            await widget.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            if (!mayMove)
                Assert.False(await MovesAsync(widget), name);
        }
    });

    [Fact]
    public Task Forced_colours_leave_edges_signs_and_the_focus_in_sight() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 }, TimezoneId = "UTC", Locale = "en-US", ForcedColors = ForcedColors.Active });
        var page = await rep.OpenCaseAsync(Server.CaseId(ReadyCase));
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        await page.Button("Today").ClickAsync();
        await page.Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem).First.WaitForAsync();

        await ExpectSignAndEdgeAsync(page.Widget, page.Widget.Locator("> div:has([data-home])"));
        var bar = page.Widget.GetByTestId("ht-timeline").Locator("[aria-hidden=true]").First;
        Assert.NotEqual(await ColourAsync(bar, "backgroundColor"), await ColourAsync(bar.Locator("> div").First, "backgroundColor"));
        await page.Page.Keyboard.PressAsync("Shift+Tab");
        await page.Page.Keyboard.PressAsync("Tab");
        await ExpectFocusRingAsync(page.Button("Today"));

        await page.Button("Pause").ClickAsync();
        await page.Button("Collapse").ClickAsync();
        await ExpectSignAndEdgeAsync(page.Widget, page.Widget.Locator("[data-home]"));
        await page.Page.Keyboard.PressAsync("Shift+Tab");
        await page.Page.Keyboard.PressAsync("Tab");
        await ExpectFocusRingAsync(page.Widget.Locator("[data-home]"));
    });

    private static async Task ExpectSignAndEdgeAsync(ILocator widget, ILocator box)
    {
        var background = await ColourAsync(box, "backgroundColor");
        Assert.NotEqual(background, await ColourAsync(box, "borderTopColor"));
        Assert.NotEqual("0px", await ColourAsync(box, "borderTopWidth"));
        // The sign is as strong as the text, whatever colours the user chose.
        Assert.Equal(await ColourAsync(box, "color"), await ColourAsync(widget.Locator("svg[data-running]"), "color"));
    }

    private static async Task ExpectFocusRingAsync(ILocator control)
    {
        await Assertions.Expect(control).ToBeFocusedAsync();
        Assert.NotEqual("none", await ColourAsync(control, "outlineStyle"));
        Assert.NotEqual("0px", await ColourAsync(control, "outlineWidth"));
    }

    private static Task<string> ColourAsync(ILocator element, string property) =>
        element.EvaluateAsync<string>("(element, property) => getComputedStyle(element)[property]", property);

    /// <summary>Whether anything is drawn anew by an animation that goes on, or takes time that can be seen.</summary>
    private static Task<bool> MovesAsync(ILocator widget) => widget.EvaluateAsync<bool>("""
        section => section.getAnimations({ subtree: true }).some(one => {
          const { duration, iterations } = one.effect.getComputedTiming();
          return one.playState === 'running' && (duration > 20 || iterations === Infinity);
        })
        """);
}
