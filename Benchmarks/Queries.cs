using BenchmarkDotNet.Attributes;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks;

/// <summary>Reads over 100,000 time trackers of 100 cases, beside the bare SQL on the same file.</summary>
public class Queries
{
    private const int Cases = 100;
    private const int RowsPerCase = 1_000;
    private BenchEnvironment _environment = null!;
    private Guid _caseId;

    [GlobalSetup]
    public void SetUp()
    {
        _environment = new BenchEnvironment();
        for (var i = 0; i < Cases; i++)
        {
            _caseId = _environment.NewCase();
            _environment.CopyLog(_environment.NewLog(_caseId), _caseId, RowsPerCase - 1);
        }

        Console.WriteLine($"// rows: {_environment.BareSql("SELECT count(*) FROM casetime_timetracker")}");
    }

    [GlobalCleanup]
    public void CleanUp() => _environment.Dispose();

    [Benchmark(Description = "lookup query: a case's 50 newest of 100,000 rows")]
    public EntityCollection LookupQuery()
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet("casetime_name", "casetime_durationseconds", "ownerid"), TopCount = 50 };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, _caseId);
        query.AddOrder("createdon", OrderType.Descending);
        return _environment.Service.RetrieveMultiple(query);
    }

    /// <summary>Half of the rows: 50,000 is what one aggregate may take in.</summary>
    [Benchmark(Description = "grouped FetchXML sum over 50,000 of 100,000 rows")]
    public EntityCollection GroupedFetch() => _environment.Service.RetrieveMultiple(new FetchExpression(
        $"""
        <fetch aggregate="true"><entity name="casetime_timetracker">
          <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
          <attribute name="casetime_regardingcase" alias="case" groupby="true" />
          <filter><condition attribute="casetime_durationseconds" operator="lt" value="{MedianSeconds}" /></filter>
        </entity></fetch>
        """));

    [Benchmark(Baseline = true, Description = "the same sum in bare SQL")]
    public object? GroupedSql() => _environment.BareSql(
        """
        SELECT sum(s) FROM (SELECT sum(casetime_durationseconds) AS s FROM casetime_timetracker
        WHERE casetime_durationseconds < @p0 GROUP BY casetime_regardingcase)
        """, MedianSeconds);

    /// <summary>Durations are spread evenly over 60 to 119 s; below this lie just under half of the rows.</summary>
    private const int MedianSeconds = 89;
}
