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
        using var environment = new BenchEnvironment();
        var caseId = Guid.Empty;
        for (var i = 0; i < Cases; i++)
        {
            caseId = environment.NewCase();
            environment.CopyLog(environment.NewLog(caseId), caseId, RowsPerCase - 1);
        }

        Console.WriteLine("| over 100,000 time trackers | median | best of 7 | target |");
        Console.WriteLine("|---|---|---|---|");
        Row("RetrieveMultiple by look-up, 1,000 rows", Rate.Milliseconds(() => Lookup(environment, caseId)), "under 50 ms");
        // One aggregate may take in 50,000 rows, as in Dataverse, so the sum over all of them is three.
        Row("FetchXML sum by owner, in three thirds", Rate.Milliseconds(() =>
        {
            foreach (var from in (int[])[60, 80, 100])
                Sum(environment, from);
        }), "under 200 ms");

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

    /// <summary>Copied logs take 60 to 119 s, evenly spread.</summary>
    private static void Sum(BenchEnvironment environment, int from) => environment.Service.RetrieveMultiple(new FetchExpression(
        $"""
        <fetch aggregate="true"><entity name="casetime_timetracker">
          <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
          <attribute name="ownerid" alias="owner" groupby="true" />
          <filter><condition attribute="casetime_durationseconds" operator="between"><value>{from}</value><value>{from + 19}</value></condition></filter>
        </entity></fetch>
        """));

    /// <summary>The case, the settings, the sums by person and category, the activities, and the people's names: what no implementation can do without.</summary>
    private static void Bare(BenchEnvironment environment, Guid caseId)
    {
        var id = caseId.ToString();
        environment.BareSql("SELECT statecode FROM incident WHERE incidentid = @p0", id);
        environment.BareSql("SELECT casetime_enabled FROM casetime_setting");
        environment.BareSql("SELECT max(s) FROM (SELECT sum(casetime_durationseconds) AS s, max(modifiedon) FROM casetime_timetracker WHERE casetime_regardingcase = @p0 GROUP BY casetime_category, ownerid)", id);
        environment.BareSql("SELECT count(*) FROM activitypointer WHERE regardingobjectid = @p0", id);
        environment.BareSql("SELECT fullname FROM systemuser WHERE systemuserid = @p0", environment.UserId.ToString());
    }

    private static void Row(string what, (double Median, double Best) time, string target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {time.Median:N2} ms | {time.Best:N2} ms | {target} |"));
}
