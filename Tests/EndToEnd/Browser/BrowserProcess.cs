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

    /// <summary>Drives further browsers of the run.</summary>
    public IPlaywright Playwright => _playwright;

    /// <summary>What every browser of the tests is started with.</summary>
    internal static string[] Arguments
    {
        get
        {
            string[] arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
            return Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? [.. arguments, "--no-sandbox"] : arguments;
        }
    }

    public static async Task<BrowserProcess> StartAsync()
    {
        var path = BrowserFinder.Find() ?? await BrowserInstaller.InstallAsync();
        var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Arguments, Timeout = 120_000 });
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
