using LocalDataverse.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CaseTime.EndToEnd.Running;

/// <summary>An environment with the managed zip imported and the demo data in it, made once; every test starts from a copy.</summary>
public sealed class EnvironmentTemplate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casetime-template-");
    private readonly CloneBuild _clone;

    private EnvironmentTemplate(CloneBuild clone) => _clone = clone;

    /// <summary>When every test begins: a Monday morning.</summary>
    public static DateTimeOffset Start { get; } = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static async Task<EnvironmentTemplate> MakeAsync()
    {
        var clone = CloneBuild.Find() ?? throw new InvalidOperationException("The end-to-end tests run from a clone only: they build what they test.");
        await BuildRunner.BuildWhatIsMissingAsync(clone, new SilentProgress(), CancellationToken.None);
        var template = new EnvironmentTemplate(clone);
        await using (await LocalDataverseHost.StartAsync(template.Options(template._folder.FullName), new FakeTimeProvider(Start), CancellationToken.None))
        {
        }
        return template;
    }

    /// <summary>Starts a host of its own over a copy; its folder goes with it.</summary>
    /// <param name="clock">Null: a clock that stands at the beginning until the test moves it.</param>
    public Task<RunningEnvironment> StartCopyAsync(TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("casetime-test-");
        foreach (var file in _folder.EnumerateFiles())
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        return RunningEnvironment.StartAsync(Options(folder.FullName), clock ?? new FakeTimeProvider(Start));
    }

    /// <summary>Starts a host over an environment with the same people and cases that never saw CaseTime.</summary>
    public Task<RunningEnvironment> StartWithoutSolutionAsync() =>
        RunningEnvironment.StartAsync(Options(Directory.CreateTempSubdirectory("casetime-bare-").FullName) with { SolutionZip = null }, new FakeTimeProvider(Start));

    public string ManagedZip => _clone.ManagedZip;

    public void Dispose() => _folder.Delete(recursive: true);

    private HostOptions Options(string folder) => new() { Port = 0, DataDirectory = folder, SolutionZip = _clone.ManagedZip, ShellDirectory = _clone.ShellDirectory };

    private sealed class SilentProgress : IProgressDisplay
    {
        public Task RunAsync(string headline, Func<Action<string>, Task> work) => work(_ => { });
    }
}
