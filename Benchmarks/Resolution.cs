using BenchmarkDotNet.Attributes;

namespace CaseTime.Benchmarks;

/// <summary>Resolving a case with many time trackers, beside the bare aggregate over the same rows.</summary>
public class Resolution
{
    private BenchEnvironment _environment = null!;
    private Guid _caseId;

    [Params(100, 10_000, 100_000)]
    public int Trackers { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _environment = new BenchEnvironment();
        _caseId = _environment.NewCase();
        _environment.CopyLog(_environment.NewLog(_caseId), _caseId, Trackers - 1);
        _environment.Plugins.Reset();
    }

    [IterationSetup(Target = nameof(Resolve))]
    public void Reactivate()
    {
        _environment.WaitForAsynchronousSteps();
        _environment.Reactivate(_caseId);
        _environment.WaitForAsynchronousSteps();
    }

    [GlobalCleanup]
    public void CleanUp() => _environment.Dispose();

    [Benchmark(Description = "resolve the case")]
    public void Resolve() => _environment.Close(_caseId);

    [Benchmark(Baseline = true, Description = "bare aggregate over its rows")]
    public object? BareAggregate() => _environment.BareSql(
        """
        SELECT count(*) FROM (SELECT sum(casetime_durationseconds) FROM casetime_timetracker
        WHERE casetime_regardingcase = @p0 AND casetime_category <> 735500002 GROUP BY casetime_category, ownerid)
        """, _caseId.ToString());
}
