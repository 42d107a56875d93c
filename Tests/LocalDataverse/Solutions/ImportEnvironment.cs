using LocalDataverse.Query;
using LocalDataverse.Solutions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A temporary environment that imports solutions through the message, as every caller does.</summary>
internal sealed class ImportEnvironment : IDisposable
{
    private const string Administrator = "admin@sample.local";

    public ImportEnvironment() => Organization = Organization.Open(new OrganizationOptions
    {
        QueryEngine = new QueryEngine(),
        SolutionImporter = new SolutionImporter(),
        Time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 8, 0, 0, TimeSpan.Zero)),
        Administrators = [new InitialUser(Administrator, "Ada", "Admin")],
    });

    public Organization Organization { get; }

    public Caller Admin { get; } = Caller.For(Organization.IdOfInitialUser(Administrator));

    public IOrganizationService Service => Organization.ServiceFor(Admin);

    /// <returns>The import job's id.</returns>
    public Guid Import(byte[] zip, bool publish = true)
    {
        var job = Guid.NewGuid();
        Import(zip, job, publish);
        return job;
    }

    public void Import(byte[] zip, Guid job, bool publish = true) => Organization.Execute(Admin, new OrganizationRequest("ImportSolution")
    {
        Parameters = { ["CustomizationFile"] = zip, ["OverwriteUnmanagedCustomizations"] = false, ["PublishWorkflows"] = publish, ["ImportJobId"] = job },
    });

    /// <summary>Imports a higher version in the place of the installed one.</summary>
    public void Upgrade(byte[] zip) => Execute("StageAndUpgrade", ("CustomizationFile", zip), ("OverwriteUnmanagedCustomizations", false), ("PublishWorkflows", true));

    public OrganizationResponse Execute(string message, params (string Name, object? Value)[] parameters)
    {
        var request = new OrganizationRequest(message);
        foreach (var (name, value) in parameters) request[name] = value;
        return Organization.Execute(Admin, request);
    }

    public Entity Solution(string name) => Assert.Single(Rows("solution", "uniquename", name));

    public void Uninstall(string name) => Service.Delete("solution", Solution(name).Id);

    public Entity Row(string table, Guid id) => Service.Retrieve(table, id, new ColumnSet(true));

    public IReadOnlyList<Entity> Rows(string table, string column, object value)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return [.. Service.RetrieveMultiple(query).Entities];
    }

    public int Count(string table) => Service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(false) }).Entities.Count;

    public void Dispose() => Organization.Dispose();
}
