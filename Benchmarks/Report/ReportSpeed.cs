using System.Globalization;
using CaseTime.Benchmarks.Speed;
using Microsoft.Playwright;

namespace CaseTime.Benchmarks.Report;

/// <summary>The report page over a year of 1,000,000 time trackers, in Chromium, beside one grouped SQL query over the same rows of the same file.</summary>
internal static class ReportSpeed
{
    private const int Rounds = 3;

    private const string Refresh = """
        async () => {
          const state = () => document.querySelector("[data-state]").dataset.state;
          const began = performance.now();
          [...document.querySelectorAll("button")].find(button => button.textContent === "Refresh").click();
          while (state() === "reading") await new Promise(resolve => setTimeout(resolve, 5));
          if (state() !== "done") throw new Error(state());
          return performance.now() - began;
        }
        """;

    /// <summary>What each grouping comes to in SQL. Days are UTC's there, which is less work than those of a zone with daylight saving.</summary>
    private static readonly (string By, string Keys)[] Groupings =
    [
        ("rep", "casetime_category, casetime_rep, casetime_adjusts, ownerid"),
        ("case", "casetime_category, casetime_regardingcase"),
        ("day", "casetime_category, date(casetime_starttime)"),
        ("category", "casetime_category"),
        ("reason", "casetime_category, casetime_reasoncategory"),
    ];

    public static void Print() => PrintAsync().GetAwaiter().GetResult();

    private static async Task PrintAsync()
    {
        await using var environment = await ReportEnvironment.OpenAsync();
        var requests = 0;
        environment.Page.Request += (_, request) => requests += request.Url.Contains("/api/data/", StringComparison.Ordinal) ? 1 : 0;
        await Filter(environment.Page, "Period").SelectOptionAsync("lastYear");
        Console.WriteLine($"| the report over {ReportEnvironment.Rows:N0} time trackers by | requests | median of {Rounds} | bare SQL, median of {Rounds} | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (by, keys) in Groupings)
        {
            await Filter(environment.Page, "Group by").SelectOptionAsync(by);
            await environment.Page.Locator("[data-state='done']").WaitForAsync(new LocatorWaitForOptions { Timeout = 300_000 });
            var (page, bare) = (new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
            {
                requests = 0;
                page[round] = await environment.Page.EvaluateAsync<double>(Refresh);
                bare[round] = Rate.Once(() => Sum(environment, keys));
            }

            Array.Sort(page);
            Array.Sort(bare);
            var (median, least) = (page[Rounds / 2], bare[Rounds / 2]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {by} | {requests} | {median / 1000:N2} s | {least / 1000:N2} s | {median / least:N1} |"));
        }
    }

    private static void Sum(ReportEnvironment environment, string keys)
    {
        var sum = environment.BareSql(
            $"""
            SELECT sum(n) FROM (SELECT count(*) AS n, sum(casetime_durationseconds) FROM casetime_timetracker
            WHERE casetime_starttime >= @p0 AND casetime_starttime < @p1 AND casetime_category <> 735500002 GROUP BY {keys})
            """, $"{ReportEnvironment.Year}-01-01", $"{ReportEnvironment.Year + 1}-01-01");
        if (sum is not (long)ReportEnvironment.Rows)
            throw new InvalidOperationException($"{sum} rows instead of {ReportEnvironment.Rows}.");
    }

    private static ILocator Filter(IPage page, string label) => page.GetByLabel(label, new() { Exact = true });
}
