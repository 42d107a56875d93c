using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CaseTime.Benchmarks;
using CaseTime.Benchmarks.Load;
using CaseTime.Benchmarks.Report;
using CaseTime.Benchmarks.Speed;
using CaseTime.Benchmarks.Widget;

var runs = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    ["sizes"] = Sizes.Print,
    ["calls"] = ServiceCalls.Print,
    ["widget"] = WidgetCost.Print,
    ["speed"] = InProcess.Print,
    ["large"] = LargeTables.Print,
    ["webapi"] = OverHttp.Print,
    ["report"] = ReportSpeed.Print,
    ["writes"] = () => Measure<Writes>(Job.Default),
    ["queries"] = () => Measure<Queries>(Job.Default),
    // Each resolution is one measurement: the case has to be reactivated before the next.
    ["resolution"] = () => Measure<Resolution>(Job.Default.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(10)),
};

// Not among all: it runs for an hour unless told to be smaller.
if (args is ["load", .. var size])
{
    LoadRun.Print(size);
    return 0;
}

if (args.FirstOrDefault(name => !runs.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is no measurement. Choose from: {string.Join(", ", runs.Keys)}, load; nothing for all but load.");
    return 1;
}

foreach (var run in args.Length == 0 ? runs.Values : args.Select(name => runs[name]))
    run();
return 0;

// In this process: an environment takes seconds to build, and is the same for every measurement of a class.
static void Measure<T>(Job job) => BenchmarkRunner.Run<T>(DefaultConfig.Instance
    .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks")));
