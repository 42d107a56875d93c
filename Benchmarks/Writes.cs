using BenchmarkDotNet.Attributes;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks;

/// <summary>What a write costs with and without the plugins, and a retrieve. Operations a second = 1 / mean.</summary>
public class Writes
{
    private const int AutomaticCategory = 735500001;
    private BenchEnvironment _environment = null!;
    private Guid _caseId;
    private Guid _automaticId;
    private DateTime _date;
    private int _offset;

    [GlobalSetup]
    public void SetUp()
    {
        _environment = new BenchEnvironment();
        _caseId = _environment.NewCase();
        // Yesterday: every offset of the day has passed, so that nothing is cut as future.
        _date = _environment.Now.Date.AddDays(-1);
        _automaticId = _environment.Service.Create(Automatic(0));
        _environment.Plugins.Reset();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        var plugins = _environment.Plugins;
        if (plugins.Runs > 0)
            Console.WriteLine($"// plugins: {plugins.Elapsed.TotalMicroseconds / plugins.Runs:F0} us a run with the calls nested in it, {(double)plugins.Calls / plugins.Runs:F2} service calls a run");
        _environment.Dispose();
    }

    [Benchmark(Baseline = true, Description = "create a phone call (no plugin)")]
    public Guid CreateWithoutPlugin() => _environment.Service.Create(new Entity("phonecall")
    {
        ["subject"] = "Call",
        ["regardingobjectid"] = new EntityReference("incident", _caseId),
        ["actualdurationminutes"] = 1,
    });

    [Benchmark(Description = "create a manual log")]
    public Guid CreateManualLog() => _environment.NewLog(_caseId);

    [Benchmark(Description = "update an automatic row")]
    public void UpdateAutomatic()
    {
        _offset = (_offset + 20) % 80_000;
        _environment.Service.Execute(new UpsertRequest { Target = Automatic(_offset) });
    }

    [Benchmark(Description = "retrieve a time tracker")]
    public Entity Retrieve() => _environment.Service.Retrieve("casetime_timetracker", _automaticId, new ColumnSet("casetime_durationseconds", "casetime_timeline"));

    /// <summary>Ten seconds at an offset; the server unites them with what the row has.</summary>
    private Entity Automatic(int offset) => AutomaticRow.Of(_environment.UserId, _caseId, _date, AutomaticCategory, $"v1 {offset}+10");
}
