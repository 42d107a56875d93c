using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LocalDataverse.Hosting;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Hosting;

public sealed class ThrottledHostTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("throttle-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_throttled_host_answers_429_with_the_seconds_to_wait_and_dataverses_code()
    {
        await using var host = await LocalDataverseHost.StartAsync(new HostOptions { Port = 0, DataDirectory = _directory, WithDemo = false, Throttle = 2 }, TimeProvider.System, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri($"{host.Url}/api/data/v9.2/") };
        var who = new Uri("WhoAmI", UriKind.Relative);
        var system = host.Organization.ServiceFor(host.System);
        system.Create(new Entity("systemuser")
        {
            ["domainname"] = "client@throttle.test",
            ["lastname"] = "Client",
            ["businessunitid"] = system.RetrieveMultiple(new QueryExpression("businessunit")).Entities[0].ToEntityReference(),
        });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "client@throttle.test");
        (await client.GetAsync(who)).EnsureSuccessStatusCode();
        (await client.GetAsync(who)).EnsureSuccessStatusCode();

        using var refusal = await client.GetAsync(who);

        Assert.Equal(HttpStatusCode.TooManyRequests, refusal.StatusCode);
        Assert.InRange(refusal.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
        using var body = JsonDocument.Parse(await refusal.Content.ReadAsStringAsync());
        Assert.Equal("0x80072322", body.RootElement.GetProperty("error").GetProperty("code").GetString());
    }
}
