using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Running;

/// <summary>One test's own local Dataverse; unless the test wants real time, only the test moves its clock.</summary>
public sealed class RunningEnvironment : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly TimeProvider _clock;
    private LocalDataverseHost? _host;

    private RunningEnvironment(HostOptions options, TimeProvider clock, LocalDataverseHost host)
    {
        _clock = clock;
        _host = host;
        Url = host.Url;
        // After a stop it comes back where it was, as a server does.
        _options = options with { Port = new Uri(host.Url).Port };
    }

    public string Url { get; }

    /// <summary>The clock that the test moves.</summary>
    /// <exception cref="InvalidOperationException">The environment runs on real time.</exception>
    public FakeTimeProvider Time => _clock as FakeTimeProvider ?? throw new InvalidOperationException("This environment runs on real time.");

    private LocalDataverseHost Host => _host ?? throw new InvalidOperationException("The server is stopped.");

    public static async Task<RunningEnvironment> StartAsync(HostOptions options, TimeProvider clock) =>
        new(options, clock, await LocalDataverseHost.StartAsync(options, clock, CancellationToken.None));

    /// <summary>Requests under way end, later ones find nobody.</summary>
    public async Task StopAsync()
    {
        await Host.DisposeAsync();
        _host = null;
    }

    /// <summary>On the same data and port as before the stop.</summary>
    public async Task StartAgainAsync() => _host = await LocalDataverseHost.StartAsync(_options, _clock, CancellationToken.None);

    /// <summary>The environment as SYSTEM sees it: what the server has, whatever a page shows.</summary>
    public IOrganizationService Service => Host.Organization.ServiceFor(Host.System);

    /// <summary>The same as a user sees it.</summary>
    public IOrganizationService ServiceFor(string user) => Host.Organization.ServiceFor(Caller.For(UserId(user)));

    public Guid UserId(string user) => FindId("systemuser", "domainname", $"{user}@casetime.local");

    public Guid CaseId(string title) => FindId("incident", "title", title);

    public Task WhenAsynchronousStepsAreDone() => Host.Organization.WhenAsynchronousStepsAreDone();

    /// <summary>Rows of a category on a case.</summary>
    public IReadOnlyList<Entity> Trackers(Guid caseId, int category)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition("casetime_category", ConditionOperator.Equal, category);
        return Service.RetrieveMultiple(query).Entities;
    }

    /// <summary>Automatic seconds the server has for a case.</summary>
    public int AutomaticSeconds(Guid caseId) => Trackers(caseId, TimeCategory.Automatic).Sum(row => row.GetAttributeValue<int>("casetime_durationseconds"));

    /// <summary>Those of one representative.</summary>
    public int AutomaticSeconds(Guid caseId, Guid rep) => Trackers(caseId, TimeCategory.Automatic)
        .Where(row => row.GetAttributeValue<EntityReference>("casetime_rep")?.Id == rep)
        .Sum(row => row.GetAttributeValue<int>("casetime_durationseconds"));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        Directory.Delete(_options.DataDirectory, recursive: true);
    }

    private Guid FindId(string table, string column, string value)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return Service.RetrieveMultiple(query).Entities.Single().Id;
    }
}
