using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalDataverse.Hosting;
using LocalDataverse.Tests.Solutions;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Hosting;

/// <summary>POST /shell/solution: whoever may import solutions learns what a zip holds.</summary>
public sealed class SolutionPreviewEndpointTests : IDisposable
{
    private static readonly Uri s_preview = new("/shell/solution", UriKind.Relative);

    private readonly string _directory = Directory.CreateTempSubdirectory("preview-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_answers_those_who_may_import_and_refuses_everybody_else()
    {
        await using var host = await LocalDataverseHost.StartAsync(new HostOptions { Port = 0, DataDirectory = _directory, WithDemo = false, ShellDirectory = _directory }, TimeProvider.System, CancellationToken.None);
        var system = host.Organization.ServiceFor(host.System);
        var unit = system.RetrieveMultiple(new QueryExpression("businessunit")).Entities[0].ToEntityReference();
        var customizer = new QueryExpression("role");
        customizer.Criteria.AddCondition("name", ConditionOperator.Equal, "System Customizer");
        foreach (var (name, roles) in new[] { ("plain", (EntityReferenceCollection)[]), ("maker", [system.RetrieveMultiple(customizer).Entities.Single().ToEntityReference()]) })
        {
            var user = system.Create(new Entity("systemuser") { ["domainname"] = $"{name}@preview.test", ["lastname"] = name, ["businessunitid"] = unit });
            system.Associate("systemuser", user, new Relationship("systemuserroles_association"), roles);
        }
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(client, new SampleSolution().Zip())).Status);

        await SignInAsync(client, "plain@preview.test");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(client, new SampleSolution().Zip())).Status);

        await SignInAsync(client, "maker@preview.test");
        var (status, json) = await SendAsync(client, new SampleSolution().Zip());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((SampleSolution.Name, true, JsonValueKind.Null), (json.GetProperty("uniqueName").GetString(), json.GetProperty("isManaged").GetBoolean(), json.GetProperty("installedVersion").ValueKind));
        (status, json) = await SendAsync(client, [1, 2, 3]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("not a zip archive", json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpClient client, byte[] zip)
    {
        using var content = new ByteArrayContent(zip);
        using var answer = await client.PostAsync(s_preview, content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task SignInAsync(HttpClient client, string user) =>
        (await client.PostAsJsonAsync(new Uri("/shell/session", UriKind.Relative), new { user })).EnsureSuccessStatusCode();
}
