using System.Diagnostics;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Browser;

/// <summary>
/// A browser process over a profile on disk, so that it can be killed and come back with what its disk holds. It is driven from
/// outside and without the pretended focus that automation gives every page.
/// </summary>
public sealed class RealBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("casetime-profile-");
    private Process? _process;
    private IBrowser? _browser;

    private RealBrowser(IPlaywright playwright) => _playwright = playwright;

    public bool IsRunning => _browser is not null;

    /// <summary>The profile's one context: what a person has.</summary>
    public IBrowserContext Context => Browser.Contexts[0];

    private IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser is not running.");

    public static async Task<RealBrowser> StartAsync(IPlaywright playwright)
    {
        var browser = new RealBrowser(playwright);
        await browser.StartAgainAsync();
        return browser;
    }

    /// <summary>Starts over the profile as the last process left it.</summary>
    public async Task StartAgainAsync()
    {
        var path = BrowserFinder.Find() ?? await BrowserInstaller.InstallAsync() ?? _playwright.Chromium.ExecutablePath;
        string[] arguments =
        [
            .. BrowserProcess.Arguments, "--headless=new", "--remote-debugging-port=0", "--no-default-browser-check", "--hide-crash-restore-bubble",
            "--lang=en-US", "--window-size=1280,900", $"--user-data-dir={_profile.FullName}", "about:blank",
        ];
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TZ"] = "UTC";
        _process = Process.Start(start)!;
        _browser = await _playwright.Chromium.ConnectOverCDPAsync(await ReadEndpointAsync(_process), new BrowserTypeConnectOverCDPOptions { NoDefaults = true });
    }

    /// <summary>SIGKILL, or what the system has for it: no process of the browser gets to do anything more.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
        if (_browser is { } browser)
            await browser.CloseAsync();
        _browser = null;
    }

    /// <summary>A browser-wide session of the debugging protocol.</summary>
    public Task<ICDPSession> NewSessionAsync() => Browser.NewBrowserCDPSessionAsync();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await DeleteProfileAsync();
    }

    /// <summary>A line of the error stream names the address; both streams are read to the end so that no pipe ever fills.</summary>
    private static async Task<string> ReadEndpointAsync(Process process)
    {
        const string Marker = "DevTools listening on ";
        var lines = new List<string>();
        var endpoint = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                endpoint.TrySetException(new InvalidOperationException($"The browser ended at its start:\n{string.Join('\n', lines)}"));
            else if (line.Data.StartsWith(Marker, StringComparison.Ordinal))
                endpoint.TrySetResult(line.Data[Marker.Length..].Trim());
            else if (!endpoint.Task.IsCompleted)
                lines.Add(line.Data);
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return await endpoint.Task;
    }

    /// <summary>Helpers of a killed browser may write a last file while the folder is being deleted.</summary>
    private async Task DeleteProfileAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
