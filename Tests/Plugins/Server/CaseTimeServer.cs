using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;
using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>A running local Dataverse with the managed zip imported and handling time switched on, as HTTP clients reach it.</summary>
public sealed class CaseTimeServer : IAsyncLifetime, IDisposable
{
    private const string Domain = "@casetime.local";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casetime-server-");
    private readonly MovableTime _time = new();
    private readonly HttpClient _client = new();
    private LocalDataverseHost _host = null!;
    private Dictionary<string, Guid> _roles = [];
    private Guid _unit;
    private int _names;

    public string Url => _host.Url;

    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Everything that SYSTEM may do: what a test finds, and what is stored whoever may see it.</summary>
    public IOrganizationService System => _host.Organization.ServiceFor(_host.System);

    public async Task InitializeAsync()
    {
        var options = new HostOptions
        {
            Port = 0,
            DataDirectory = _folder.FullName,
            SolutionZip = Repository.ManagedZip,
            ShellDirectory = Repository.Shell,
            WithDemo = false,
        };
        _host = await LocalDataverseHost.StartAsync(options, _time, CancellationToken.None);
        _roles = Rows("role", "name").ToDictionary(role => (string)role["name"]!, role => role.Id);
        _unit = Rows("businessunit", "name").Single().Id;
        System.Execute(new UpsertRequest { Target = new Entity("casetime_setting", SettingsRowSingle.FixedId) { ["casetime_enabled"] = true } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    public Task WhenAsynchronousStepsAreDone() => _host.Organization.WhenAsynchronousStepsAreDone();

    public void Advance(TimeSpan time) => _time.Advance(time);

    /// <summary>A new user with roles.</summary>
    public Person NewPerson(string name, params string[] roles)
    {
        name += ++_names;
        var id = System.Create(new Entity("systemuser")
        {
            ["domainname"] = name + Domain,
            ["firstname"] = name,
            ["lastname"] = "Test",
            ["businessunitid"] = new EntityReference("businessunit", _unit),
        });
        System.Associate("systemuser", id, new Relationship("systemuserroles_association"), [.. roles.Select(role => new EntityReference("role", _roles[role]))]);
        return new Person(id, name + Domain, name + " Test");
    }

    /// <summary>A new team of the people.</summary>
    public Guid NewTeam(params Person[] members)
    {
        var team = System.Create(new Entity("team") { ["name"] = "Team " + ++_names, ["businessunitid"] = new EntityReference("businessunit", _unit) });
        System.Associate("team", team, new Relationship("teammembership_association"), [.. members.Select(member => new EntityReference("systemuser", member.Id))]);
        return team;
    }

    /// <summary>A new active case.</summary>
    public Guid NewCase(string title = "Printer on fire")
    {
        var customer = System.Create(new Entity("account") { ["name"] = "Contoso" });
        return System.Create(new Entity("incident") { ["title"] = title, ["customerid"] = new EntityReference("account", customer) });
    }

    /// <summary>A request as a person, or as nobody.</summary>
    /// <param name="person">Null for nobody.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="url">Relative to the service root, or to the host where it begins with a slash.</param>
    /// <param name="body">Sent as JSON; a text is sent as it is; null for none.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<Reply> Send(Person? person, string method, string url, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url.StartsWith('/') ? Url + url : $"{Url}/api/data/v9.2/{url}");
        if (person is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.DomainName);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<Reply> Get(Person person, string url, params (string Name, string Value)[] headers) => Send(person, "GET", url, null, headers);

    /// <summary>The body of an Automatic row, and the address that it goes to.</summary>
    public (string Url, Dictionary<string, object?> Body) AutomaticRow(Guid caseId, Person rep, string timeline, string device = "0123456789abcdef")
    {
        var date = new WorkDate(Now);
        return ($"casetime_timetrackers({RowId.OfAutomatic(caseId, rep.Id, date, device)})", new()
        {
            ["casetime_category"] = 735500001,
            ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
            ["casetime_workdate"] = date.ToString(),
            ["casetime_device"] = device,
            ["casetime_timeline"] = timeline,
        });
    }

    public IReadOnlyList<Entity> Rows(string table, params string[] columns) =>
        System.RetrieveMultiple(new QueryExpression(table) { ColumnSet = columns.Length == 0 ? new ColumnSet(true) : new ColumnSet(columns) }).Entities;
}

/// <summary>A user of a test.</summary>
public sealed record Person(Guid Id, string DomainName, string FullName);

/// <summary>What came back.</summary>
public sealed record Reply(int Status, string Text)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The sentence of an error.</summary>
    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;

    public IReadOnlyList<JsonElement> Rows => [.. Json.GetProperty("value").EnumerateArray()];
}
