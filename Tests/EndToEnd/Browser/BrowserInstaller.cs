using System.Diagnostics;

namespace CaseTime.EndToEnd.Browser;

/// <summary>Installs a browser where the machine has none: as root on Debian by apt-get, elsewhere the one Playwright brings.</summary>
public static class BrowserInstaller
{
    /// <summary>The path for Playwright's launch; null lets Playwright start the one it has just installed.</summary>
    /// <exception cref="InvalidOperationException">Neither way worked: without a browser these tests fail, they do not pass by skipping.</exception>
    public static async Task<string?> InstallAsync()
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            await RunAsync("/usr/bin/apt-get", "update", "-qq");
            await RunAsync("/usr/bin/apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core");
            if (BrowserFinder.Find() is { } installed)
                return installed;
        }
        else if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            return null;
        }
        throw new InvalidOperationException(
            $"These tests drive a browser, and this machine has none that they found or could install. Install Chrome, Edge or Chromium, or name one in {BrowserFinder.Variable}.");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }
}
