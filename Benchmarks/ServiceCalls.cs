using Microsoft.Xrm.Sdk.Messages;

namespace CaseTime.Benchmarks;

/// <summary>Counts, not times: how many calls of the organization service the plugins make. The same on every machine.</summary>
internal static class ServiceCalls
{
    public static void Print()
    {
        using var environment = new BenchEnvironment();
        var caseId = environment.NewCase();
        var date = environment.Now.Date.AddDays(-1);

        Console.WriteLine("| write | service calls of the plugins |");
        Console.WriteLine("|---|---|");
        Row("manual log", () => environment.NewLog(caseId));
        Row("automatic row, first write", () => Send("v1 0+60"));
        Row("automatic row, later write", () => Send("v1 120+60"));
        Row("resolution, 3 time trackers (synchronous steps)", () => environment.Close(caseId));

        void Send(string timeline) => environment.Service.Execute(new UpsertRequest
        {
            Target = AutomaticRow.Of(environment.UserId, caseId, date, 735500001, timeline),
        });

        void Row(string write, Action action)
        {
            environment.Plugins.Reset();
            action();
            Console.WriteLine($"| {write} | {environment.Plugins.Calls} |");
        }
    }
}
