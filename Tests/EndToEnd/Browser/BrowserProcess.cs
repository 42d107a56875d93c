using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Browser;

/// <summary>One browser for all tests of the run; each test opens contexts of its own in it.</summary>
public sealed class BrowserProcess : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private BrowserProcess(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<BrowserProcess> StartAsync()
    {
        var path = BrowserFinder.Find() ?? await BrowserInstaller.InstallAsync();
        var playwright = await Playwright.CreateAsync();
        try
        {
            string[] arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
            if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
                arguments = [.. arguments, "--no-sandbox"];
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = arguments, Timeout = 120_000 });
            return new BrowserProcess(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
