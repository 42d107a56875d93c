using System.ComponentModel;
using System.Diagnostics;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CaseTime.TypeScript.Tests;

/// <summary>
/// Runs the Vitest suites of all workspaces once, for every test of this project. What keeps them from running (no Node, packages
/// that cannot be installed) is kept and thrown at each test, so that nothing passes or is skipped for want of them.
/// </summary>
public sealed class VitestRun
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(15);

    private readonly IMessageSink progress;
    private readonly Dictionary<string, IReadOnlyList<VitestFile>> reports = [];
    private readonly Dictionary<string, string> obstacles = [];

    public VitestRun(IMessageSink progress)
    {
        this.progress = progress;
        var prepared = new Lazy<bool>(Prepare);
        foreach (var workspace in Repository.TestedWorkspaces())
            try
            {
                _ = prepared.Value;
                reports[workspace] = RunVitest(workspace);
            }
            catch (InvalidOperationException failure)
            {
                obstacles[workspace] = failure.Message;
            }
    }

    /// <summary>The files that Vitest ran in a workspace.</summary>
    internal IReadOnlyList<VitestFile> Files(string workspace)
    {
        Assert.False(obstacles.TryGetValue(workspace, out var obstacle), obstacle);
        return reports[workspace];
    }

    private bool Prepare()
    {
        CheckNode();
        InstallPackages();
        return true;
    }

    private void CheckNode()
    {
        var (exitCode, output) = Run("node", ["--version"], Repository.Root, TimeSpan.FromMinutes(1), tell: false);
        var version = output.Trim().TrimStart('v').Split('.')[0];
        if (exitCode != 0 || !int.TryParse(version, out var major) || major < 20)
            throw new InvalidOperationException($"The TypeScript tests need Node.js 20 or later; node --version said '{output.Trim()}'.");
    }

    /// <summary>Installs as the lock file says, where that has not been done since the lock file changed.</summary>
    private void InstallPackages()
    {
        var installed = new FileInfo(Path.Combine(Repository.Root, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(Repository.Root, "package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc) return;
        Tell("Installing npm packages (minutes the first time) ...");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, output) = Run(npm, ["ci", "--no-audit", "--no-fund"], Repository.Root, InstallLimit, tell: true);
        if (exitCode != 0) throw new InvalidOperationException($"npm ci ended with exit code {exitCode}:{Environment.NewLine}{output}");
        File.SetLastWriteTimeUtc(installed.FullName, DateTime.UtcNow);
    }

    private IReadOnlyList<VitestFile> RunVitest(string workspace)
    {
        Tell($"Vitest: {workspace} ...");
        var folder = Path.Combine(Repository.Root, workspace);
        var report = Path.Combine(Path.GetTempPath(), $"casetime-vitest-{Guid.NewGuid():N}.json");
        try
        {
            var vitest = Path.Combine(Repository.Root, "node_modules", "vitest", "vitest.mjs");
            var (exitCode, output) = Run(
                "node", [vitest, "run", "--reporter=default", "--reporter=json", $"--outputFile.json={report}"], folder, RunLimit, tell: true);
            if (!File.Exists(report))
                throw new InvalidOperationException($"Vitest wrote no report for {workspace} (exit code {exitCode}):{Environment.NewLine}{output}");
            var files = VitestReport.Read(File.ReadAllText(report), folder);
            // Errors outside any test (an unhandled rejection) end Vitest with a failure that no test bears.
            var hasFailures = files.Any(file => file.Tests.Count == 0 || file.Tests.Any(test => test.Status == "failed"));
            if (exitCode != 0 && !hasFailures)
                throw new InvalidOperationException($"Vitest failed in {workspace} outside its tests (exit code {exitCode}):{Environment.NewLine}{output}");
            return files;
        }
        finally
        {
            File.Delete(report);
        }
    }

    private (int ExitCode, string Output) Run(string program, string[] arguments, string folder, TimeSpan limit, bool tell)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "true" },
        };
        var lines = new List<string>();
        using var process = new Process { StartInfo = start };
        void Take(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null) return;
            lock (lines) lines.Add(line.Data);
            if (tell && !string.IsNullOrWhiteSpace(line.Data)) Tell(line.Data);
        }
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException(
                $"The TypeScript tests need Node.js 20 or later with npm on the PATH, and '{program}' was not found; install it from https://nodejs.org.");
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} did not end within {limit.TotalMinutes} minutes.");
        }
        process.WaitForExit();
        lock (lines) return (process.ExitCode, string.Join(Environment.NewLine, lines));
    }

    private void Tell(string line) => progress.OnMessage(new DiagnosticMessage(line));
}
