using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Running;

/// <summary>One test's own local Dataverse, with a clock that only the test moves.</summary>
public sealed class RunningEnvironment(LocalDataverseHost host, FakeTimeProvider time, DirectoryInfo folder) : IAsyncDisposable
{
    public string Url => host.Url;

    public FakeTimeProvider Time => time;

    /// <summary>The environment as SYSTEM sees it: what the server has, whatever a page shows.</summary>
    public IOrganizationService Service => host.Organization.ServiceFor(host.System);

    /// <summary>The same as a user sees it.</summary>
    public IOrganizationService ServiceFor(string user) => host.Organization.ServiceFor(Caller.For(FindId("systemuser", "domainname", $"{user}@casetime.local")));

    public Guid CaseId(string title) => FindId("incident", "title", title);

    public Task WhenAsynchronousStepsAreDone() => host.Organization.WhenAsynchronousStepsAreDone();

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

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Guid FindId(string table, string column, string value)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return Service.RetrieveMultiple(query).Entities.Single().Id;
    }
}
