using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks.Speed;

/// <summary>Queries and custom APIs over many time trackers, beside the bare SQL on the same file.</summary>
internal static class LargeTables
{
    private const int Cases = 100;
    private const int RowsPerCase = 1_000;

    public static void Print()
    {
        // Without the limit of 50,000 rows, so that one aggregate goes over all of them.
        using var environment = new BenchEnvironment(mostAggregatedRows: 2 * Cases * RowsPerCase);
        var caseId = Guid.Empty;
        for (var i = 0; i < Cases; i++)
        {
            caseId = environment.NewCase();
            environment.CopyLog(environment.NewLog(caseId), caseId, RowsPerCase - 1);
        }

        Console.WriteLine("| over 100,000 time trackers | median | best of 7 | target |");
        Console.WriteLine("|---|---|---|---|");
        Row("RetrieveMultiple by look-up, 1,000 rows", Rate.Milliseconds(() => Lookup(environment, caseId)), "under 50 ms");
        Row("FetchXML sum by owner over all of them", Rate.Milliseconds(() => Sum(environment)), "under 200 ms");
        Row("the same sum in bare SQL", Rate.Milliseconds(() => environment.BareSql("SELECT sum(s) FROM (SELECT sum(casetime_durationseconds) AS s FROM casetime_timetracker GROUP BY ownerid)")), "");

        var request = new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = new EntityReference("incident", caseId) };
        var handlingTime = Rate.Milliseconds(() => environment.Service.Execute(request));
        var bare = Rate.Milliseconds(() => Bare(environment, caseId));
        Row("casetime_GetHandlingTime, a case of 1,000", handlingTime, "");
        Row("the bare queries it needs", bare, "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ratio | {handlingTime.Median / bare.Median:N1} | {handlingTime.Best / bare.Best:N1} | under 3 |"));
    }

    private static void Lookup(BenchEnvironment environment, Guid caseId)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet("casetime_name", "casetime_durationseconds", "ownerid") };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        var rows = environment.Service.RetrieveMultiple(query).Entities.Count;
        if (rows != RowsPerCase)
            throw new InvalidOperationException($"{rows} rows instead of {RowsPerCase}.");
    }

    private static void Sum(BenchEnvironment environment) => environment.Service.RetrieveMultiple(new FetchExpression(
        """
        <fetch aggregate="true"><entity name="casetime_timetracker">
          <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
          <attribute name="ownerid" alias="owner" groupby="true" />
        </entity></fetch>
        """));

    /// <summary>
    /// What the answer needs at least, each as one statement: case and settings, whether there are more rows than one aggregate may take in,
    /// the sums by category and person, the activities but the resolutions, and a name.
    /// </summary>
    private static void Bare(BenchEnvironment environment, Guid caseId)
    {
        var id = caseId.ToString();
        environment.BareSql("SELECT i.statecode, s.casetime_enabled FROM incident i LEFT JOIN casetime_setting s ON 1 WHERE i.incidentid = @p0", id);
        environment.BareSql(
            """
            SELECT versionnumber FROM casetime_timetracker WHERE casetime_regardingcase = @p0 AND casetime_category <> 735500002
            ORDER BY versionnumber LIMIT 2 OFFSET 49999
            """, id);
        environment.BareSql(
            """
            SELECT sum(s) FROM (SELECT sum(casetime_durationseconds) AS s, max(modifiedon), casetime_category, casetime_rep, casetime_adjusts, ownerid
            FROM casetime_timetracker WHERE casetime_regardingcase = @p0 AND casetime_category <> 735500002 GROUP BY 3, 4, 5, 6)
            """, id);
        environment.BareSql(
            """
            SELECT a.activityid, a.ownerid, a.actualdurationminutes, a.actualstart, a.actualend, a.modifiedon FROM activitypointer a
            LEFT JOIN incidentresolution r ON r.activityid = a.activityid WHERE a.regardingobjectid = @p0 AND a.statecode <> 2 AND r.activityid IS NULL ORDER BY 1
            """, id);
        environment.BareSql("SELECT fullname FROM systemuser WHERE systemuserid = @p0", environment.UserId.ToString());
    }

    private static void Row(string what, (double Median, double Best) time, string target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {time.Median:N2} ms | {time.Best:N2} ms | {target} |"));
}
