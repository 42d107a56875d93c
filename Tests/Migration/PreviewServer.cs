using CaseTime.Migration.Tests.Preview;
using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Migration.Tests;

/// <summary>A running local Dataverse with CaseTime, the preview's table, an administrator, two representatives and no time at all.</summary>
public sealed class PreviewServer : IAsyncLifetime, IDisposable
{
    private const string Domain = "@contoso.test";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casetime-migration-");
    private LocalDataverseHost _host = null!;
    private Dictionary<string, Guid> _roles = [];
    private int _cases;

    public string Url => _host.Url;

    /// <summary>Everything that SYSTEM may do.</summary>
    public IOrganizationService System => _host.Organization.ServiceFor(_host.System);

    public string Administrator { get; } = "anna" + Domain;

    public Guid AdministratorId { get; private set; }

    public Guid Rep { get; private set; }

    public Guid OtherRep { get; private set; }

    public async Task InitializeAsync()
    {
        _host = await LocalDataverseHost.StartAsync(new HostOptions { Port = 0, DataDirectory = _folder.FullName, SolutionZip = ManagedZip, WithDemo = false }, TimeProvider.System, CancellationToken.None);
        System.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = PreviewTable.Zip(), ["OverwriteUnmanagedCustomizations"] = true, ["PublishWorkflows"] = true });
        _roles = Rows("role", "name").ToDictionary(role => (string)role["name"]!, role => role.Id);
        System.Execute(new UpsertRequest { Target = new Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001")) { ["casetime_enabled"] = true } });
        AdministratorId = NewUser("anna", "System Administrator");
        Rep = NewUser("ben", "Customer Service Representative", "Case Time Representative");
        OtherRep = NewUser("cara", "Customer Service Representative", "Case Time Representative");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A new user; the name before the @ is their first name.</summary>
    public Guid NewUser(string name, params string[] roles)
    {
        var id = System.Create(new Entity("systemuser")
        {
            ["domainname"] = name + Domain,
            ["firstname"] = name,
            ["lastname"] = "Test",
            ["businessunitid"] = Rows("businessunit", "name").Single().ToEntityReference(),
        });
        System.Associate("systemuser", id, new Relationship("systemuserroles_association"), [.. roles.Select(role => new EntityReference("role", _roles[role]))]);
        return id;
    }

    /// <summary>A new active case.</summary>
    public Guid NewCase(string? ticket = null)
    {
        var customer = System.Create(new Entity("account") { ["name"] = "Contoso" });
        return System.Create(new Entity("incident")
        {
            ["title"] = "Printer on fire",
            ["customerid"] = new EntityReference("account", customer),
            ["ticketnumber"] = ticket ?? $"CAS-{++_cases}",
        });
    }

    public void Resolve(Guid caseId) => System.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Out", ["incidentid"] = new EntityReference("incident", caseId) },
        ["Status"] = new OptionSetValue(5),
    });

    public Task WhenAsynchronousStepsAreDone() => _host.Organization.WhenAsynchronousStepsAreDone();

    /// <summary>Time Trackers of a case, the first begun first.</summary>
    public IReadOnlyList<Entity> Trackers(Guid caseId)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        query.AddOrder("casetime_starttime", OrderType.Ascending);
        return System.RetrieveMultiple(query).Entities;
    }

    public Entity Case(Guid id) => System.Retrieve("incident", id, new ColumnSet(true));

    public IReadOnlyList<Entity> Rows(string table, params string[] columns) =>
        System.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(columns) }).Entities;

    private static string ManagedZip
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln")))
                    return Path.Combine(folder.FullName, "artifacts", "CaseTime_managed.zip");
            }

            throw new InvalidOperationException("These tests run inside a clone of the repository.");
        }
    }
}
