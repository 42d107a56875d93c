using System.Runtime.InteropServices;

namespace CaseTime.EndToEnd.Browser;

/// <summary>Finds the browser the tests drive: what CASETIME_BROWSER names, else Chrome, Edge or Chromium where they usually are.</summary>
public static class BrowserFinder
{
    public const string Variable = "CASETIME_BROWSER";

    /// <summary>Path of the executable; null when this machine has none.</summary>
    /// <exception cref="InvalidOperationException">CASETIME_BROWSER names a file that does not exist.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new InvalidOperationException($"{Variable} names {named}, which does not exist.");
        return Candidates().FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Candidates()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return WindowsCandidates();
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return MacCandidates();
        return LinuxCandidates();
    }

    private static IEnumerable<string> WindowsCandidates()
    {
        string[] roots =
        [
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        ];
        string[] programs = [@"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe"];
        return programs.SelectMany(_ => roots, (program, root) => Path.Combine(root, program));
    }

    private static IEnumerable<string> MacCandidates()
    {
        string[] roots = ["/Applications", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Applications")];
        string[] programs = ["Google Chrome", "Microsoft Edge", "Chromium"];
        return programs.SelectMany(_ => roots, (program, root) => Path.Combine(root, $"{program}.app", "Contents", "MacOS", program));
    }

    private static IEnumerable<string> LinuxCandidates()
    {
        string[] programs = ["google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chromium", "chromium-browser"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return programs.SelectMany(_ => folders, (program, folder) => Path.Combine(folder, program)).Append("/snap/bin/chromium");
    }
}
