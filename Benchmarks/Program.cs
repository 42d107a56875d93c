using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CaseTime.Benchmarks;

var runs = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    ["sizes"] = Sizes.Print,
    ["calls"] = ServiceCalls.Print,
    ["writes"] = () => Measure<Writes>(),
    ["queries"] = () => Measure<Queries>(),
    ["resolution"] = () => Measure<Resolution>(),
};

if (args.FirstOrDefault(name => !runs.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is no measurement. Choose from: {string.Join(", ", runs.Keys)}; nothing for all.");
    return 1;
}

foreach (var run in args.Length == 0 ? runs.Values : args.Select(name => runs[name]))
    run();
return 0;

// In this process: an environment takes seconds to build, and is the same for every measurement of a class.
static void Measure<T>() => BenchmarkRunner.Run<T>(DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks")));
