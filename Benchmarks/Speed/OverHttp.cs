using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace CaseTime.Benchmarks.Speed;

/// <summary>Time logs created over the Web API with every rule of CaseTime on: client and host share the machine.</summary>
internal static class OverHttp
{
    private const int Clients = 4;
    private const int LogsPerClient = 500;

    public static void Print() => PrintAsync().GetAwaiter().GetResult();

    private static async Task PrintAsync()
    {
        await using var environment = await ServedEnvironment.StartAsync(TimeProvider.System);
        var clients = environment.NewRepresentatives(Clients).Select(rep => (Client: Client(environment.Url, rep.Name), Case: environment.NewCase())).ToList();
        var rate = Rate.PerSecond(Clients * LogsPerClient, () => Task.WhenAll(clients.Select(client => Task.Run(() => Create(client.Client, client.Case)))).GetAwaiter().GetResult());
        Console.WriteLine($"| over the Web API, {Clients} clients in the same process | median | best of 7 | a second of processor time, clients included | target |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| time logs created a second, every rule on | {rate.Median:N0} | {rate.Best:N0} | {rate.PerCpuSecond:N0} | 1,500 |"));
        foreach (var (client, _) in clients)
            client.Dispose();
    }

    private static HttpClient Client(Uri url, string user)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user);
        return client;
    }

    private static async Task Create(HttpClient client, Guid caseId)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"casetime_regardingcase@odata.bind":"/incidents({{caseId}})","casetime_category":735500000,"casetime_durationseconds":60,"casetime_reasoncategory":735500000}""");
        for (var i = 0; i < LogsPerClient; i++)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.PostAsync(new Uri("casetime_timetrackers", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
        }
    }
}
