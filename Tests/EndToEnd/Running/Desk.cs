using CaseTime.EndToEnd.Browser;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>A person at a real browser: of its tabs one is in front, of its windows one has the focus, and it can be killed.</summary>
public sealed class Desk : IAsyncDisposable
{
    private const int PatienceMilliseconds = 60_000;

    private readonly RealBrowser _browser;
    private readonly RunningEnvironment _server;
    private readonly string _user;
    private readonly bool _hasRealTime;

    private Desk(RealBrowser browser, RunningEnvironment server, string user, bool hasRealTime)
    {
        _browser = browser;
        _server = server;
        _user = user;
        _hasRealTime = hasRealTime;
        Rep = NewRep();
    }

    /// <summary>The person in the browser as it runs now.</summary>
    public Rep Rep { get; private set; }

    public bool IsOpen => _browser.IsRunning;

    public static async Task<Desk> SitDownAsync(IPlaywright playwright, RunningEnvironment server, string user, bool hasRealTime = false)
    {
        var desk = new Desk(await RealBrowser.StartAsync(playwright), server, user, hasRealTime);
        await desk.Rep.SignInAsync();
        return desk;
    }

    public async Task<CasePage> OpenCaseAsync(Guid caseId)
    {
        var page = await Rep.OpenCaseAsync(caseId);
        await ReturnAsync(page.Page);
        return page;
    }

    /// <summary>Another program, or the browser's own address bar, gets the focus: the page stays in sight and hears no key.</summary>
    public static async Task LeaveAsync(IPage page)
    {
        const int Control = 2;
        const int LetterL = 76;
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object>
        {
            ["type"] = "rawKeyDown",
            ["modifiers"] = Control,
            ["key"] = "l",
            ["code"] = "KeyL",
            ["windowsVirtualKeyCode"] = LetterL,
            // Without it the browser's own commands do not know the key.
            ["nativeVirtualKeyCode"] = LetterL,
        });
        await session.DetachAsync();
        await WaitForAsync(page, "!document.hasFocus()");
    }

    /// <summary>Brings a page to the front and gives it the focus.</summary>
    public static async Task ReturnAsync(IPage page)
    {
        const int KeyF6 = 117;
        await page.BringToFrontAsync();
        if (await page.EvaluateAsync<bool>("document.hasFocus()"))
            return;
        // F6 goes round the panes of a browser window: from the address bar to the page.
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object>
        {
            ["type"] = "rawKeyDown",
            ["key"] = "F6",
            ["code"] = "F6",
            ["windowsVirtualKeyCode"] = KeyF6,
            ["nativeVirtualKeyCode"] = KeyF6,
        });
        await session.DetachAsync();
        await WaitForAsync(page, "document.hasFocus()");
    }

    /// <summary>Opens a second window of the browser, which takes the focus from the page that had it.</summary>
    public async Task<IPage> NewWindowAsync(IPage leaving)
    {
        await Rep.SetClockAsync();
        await LeaveAsync(leaving);
        var session = await _browser.NewSessionAsync();
        var page = await Rep.Context.RunAndWaitForPageAsync(() =>
            session.SendAsync("Target.createTarget", new Dictionary<string, object> { ["url"] = "about:blank", ["newWindow"] = true }));
        await session.DetachAsync();
        return page;
    }

    /// <summary>"minimized", "normal", "maximized".</summary>
    public static async Task SetWindowStateAsync(IPage page, string state)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var window = (await session.SendAsync("Browser.getWindowForTarget"))!.Value.GetProperty("windowId").GetInt32();
        await session.SendAsync("Browser.setWindowBounds", new Dictionary<string, object>
        {
            ["windowId"] = window,
            ["bounds"] = new Dictionary<string, object> { ["windowState"] = state },
        });
        await WaitForAsync(page, state == "minimized" ? "document.visibilityState === 'hidden'" : "document.visibilityState === 'visible'");
        await session.DetachAsync();
    }

    /// <summary>SIGKILL: no page hears of it.</summary>
    public Task KillAsync() => _browser.KillAsync();

    /// <summary>The same person starts the browser again, with all that its profile kept.</summary>
    public async Task StartAgainAsync()
    {
        await _browser.StartAgainAsync();
        Rep = NewRep();
        await Rep.SignInAsync();
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    /// <summary>Asks in real time: Playwright's own waiting goes by frames, which hidden pages have none of, or by the page's clock, which stands still.</summary>
    private static async Task WaitForAsync(IPage page, string condition)
    {
        for (var attempt = 0; !await page.EvaluateAsync<bool>(condition); attempt++)
        {
            if (attempt == 200)
                throw new TimeoutException($"The page never came to {condition}.");
            await Task.Delay(TimeSpan.FromMilliseconds(25));
        }
    }

    private Rep NewRep()
    {
        _browser.Context.SetDefaultTimeout(PatienceMilliseconds);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        return new Rep(_browser.Context, _server, _user, _hasRealTime);
    }
}
