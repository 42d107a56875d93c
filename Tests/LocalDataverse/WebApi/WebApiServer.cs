using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LocalDataverse.Solutions;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalDataverse.Tests.WebApi;

/// <summary>A temporary environment behind a real server on a free port of loopback.</summary>
public sealed class WebApiServer : IAsyncLifetime, IDisposable
{
    private WebApplication? _app;
    private HttpClient? _client;

    public TestEnvironment Environment { get; } = new(options => options with { SolutionImporter = new SolutionImporter() });

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapWebApi(new WebApiService(Environment.Organization, Caller.For(Environment.Organization.SystemUserId), NullLogger<WebApiService>.Instance));
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _client = new HttpClient { BaseAddress = new Uri($"{address}/api/data/v9.2/") };
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    public void Dispose()
    {
        _client?.Dispose();
        Environment.Dispose();
    }

    /// <param name="user">Whose bearer is sent; null for none.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="url">Relative to the service root.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<Answer> Send(string? user, string method, string url, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (user is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await _client!.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase), text);
    }

    public Task<Answer> Get(string url, params (string Name, string Value)[] headers) => Send(TestEnvironment.AdministratorName, "GET", url, null, headers);

    public Task<Answer> Post(string url, string body, params (string Name, string Value)[] headers) => Send(TestEnvironment.AdministratorName, "POST", url, body, headers);

    public Task<Answer> Patch(string url, string body, params (string Name, string Value)[] headers) => Send(TestEnvironment.AdministratorName, "PATCH", url, body, headers);
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    public IReadOnlyList<JsonElement> Rows => [.. Json.GetProperty("value").EnumerateArray()];

    public (int Status, string Code) Error => (Status, Json.GetProperty("error").GetProperty("code").GetString()!);

    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;

    /// <summary>The id in the OData-EntityId header.</summary>
    public Guid EntityId => Guid.Parse(Headers["OData-EntityId"].Split('(', ')')[1]);
}
