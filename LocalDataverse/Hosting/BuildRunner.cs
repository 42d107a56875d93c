using System.Diagnostics;

namespace LocalDataverse.Hosting;

/// <summary>Builds what a clone lacks, one process at a time, with its progress on the console.</summary>
public static class BuildRunner
{
    private const int OldestNode = 20;

    /// <summary>Does nothing when all is there and up to date.</summary>
    /// <exception cref="StartupException">Node is missing or too old, or the build fails.</exception>
    public static async Task BuildWhatIsMissingAsync(CloneBuild clone, IProgressDisplay display, CancellationToken cancellationToken)
    {
        if (clone.FindReason() is null)
            return;
        using var turn = await WaitForTurnAsync(clone, cancellationToken);
        // Another process may have built it while this one waited.
        if (clone.FindReason() is not { } reason)
            return;
        await RequireNodeAsync(cancellationToken);
        await display.RunAsync($"Building, as {reason} (minutes the first time)", report => BuildAsync(clone, report, cancellationToken));
        if (!File.Exists(clone.ManagedZip) || !Directory.Exists(clone.ShellDirectory))
            throw new StartupException($"The build ended without {clone.ManagedZip} and {clone.ShellDirectory}; its full text is in {clone.Log}.");
        clone.MarkBuilt();
    }

    private static async Task BuildAsync(CloneBuild clone, Action<string> report, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = clone.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", clone.Project, "-nodeReuse:false", "-tl:off", "-verbosity:minimal"])
            start.ArgumentList.Add(argument);
        // `dotnet run` tells its child about the build it came from; this build is another one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        var errors = new List<string>();
        await using var log = File.CreateText(clone.Log);
        void Take(string? line)
        {
            if (line is null)
                return;
            lock (log)
            {
                log.WriteLine(line);
                if (ProgressText.IsError(line))
                    errors.Add(line.Trim());
            }
            if (ProgressText.Of(line) is { } text)
                report(text);
        }

        var exitCode = await RunAsync(start, Take, cancellationToken);
        if (exitCode != 0)
            throw new StartupException($"The build failed: {errors.FirstOrDefault() ?? $"dotnet build ended with code {exitCode}."} (Everything it said is in {clone.Log}.)");
    }

    private static async Task RequireNodeAsync(CancellationToken cancellationToken)
    {
        const string Advice = "Building the control and the shell needs Node.js 20 or later (https://nodejs.org)";
        var version = "";
        try
        {
            var start = new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
            await RunAsync(start, line => version += line, cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new StartupException($"{Advice}, and no `node` was found on the PATH.", exception);
        }
        if (!Version.TryParse(version.TrimStart('v'), out var number))
            throw new StartupException($"{Advice}, and `node --version` answers \"{version}\".");
        if (number.Major < OldestNode)
            throw new StartupException($"{Advice}, and `node` on the PATH is {version}.");
    }

    private static async Task<int> RunAsync(ProcessStartInfo start, Action<string?> take, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => take(line.Data);
        process.ErrorDataReceived += (_, line) => take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return process.ExitCode;
    }

    /// <summary>npm and the zips bear no second writer: tests of several processes, or a start beside a test, queue up here.</summary>
    private static async Task<FileStream> WaitForTurnAsync(CloneBuild clone, CancellationToken cancellationToken)
    {
        var path = Path.Combine(clone.Root, "artifacts", "build.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }
}
