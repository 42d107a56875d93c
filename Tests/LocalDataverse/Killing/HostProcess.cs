using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LocalDataverse.Tests.Solutions;

namespace LocalDataverse.Tests.Killing;

/// <summary>The host as a process of its own, which can be killed as no clean stop does.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private HostProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <param name="program">A folder with the program outside the clone, so that nothing is built before it starts.</param>
    /// <param name="data">The environment's folder.</param>
    public static async Task<HostProcess> StartAsync(string program, string data)
    {
        var port = FreePort();
        string[] arguments = [Path.Combine(program, "LocalDataverse.dll"), "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data, "--solution", ManagedZipTests.Zip, "--no-demo"];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("Ready:", StringComparison.Ordinal))
                return new HostProcess(process, new Uri($"http://localhost:{port}/api/data/v9.2/"));
        }

        throw new InvalidOperationException($"The host did not start: {await errors}");
    }

    /// <summary>Copies what the tests run, without the path that leads back to the clone.</summary>
    public static void CopyProgram(string to)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>SIGKILL: no handler runs, no buffer is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
