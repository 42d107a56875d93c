using LocalDataverse;
using LocalDataverse.Query;
using LocalDataverse.Solutions;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Benchmarks;

/// <summary>A temporary environment on disk with the managed zip imported and handling time switched on; one person does everything in it.</summary>
internal sealed class BenchEnvironment : IDisposable
{
    private const string Person = "bench@benchmark.local";
    private readonly Organization _organization;

    /// <param name="mostAggregatedRows">The limit on what one aggregate may take in; Dataverse's own unless given.</param>
    public BenchEnvironment(int? mostAggregatedRows = null)
    {
        _organization = Organization.Open(new OrganizationOptions
        {
            QueryEngine = mostAggregatedRows is { } most ? new QueryEngine(most) : new QueryEngine(),
            SolutionImporter = new SolutionImporter(),
            Administrators = [new InitialUser(Person, "Bench", "Mark")],
            Observer = Plugins,
        });
        _organization.Execute(Caller.For(_organization.SystemUserId), new OrganizationRequest("ImportSolution")
        {
            ["CustomizationFile"] = File.ReadAllBytes(Repository.Artifact("CaseTime_managed.zip")),
            ["ImportJobId"] = Guid.NewGuid(),
            ["OverwriteUnmanagedCustomizations"] = false,
            ["PublishWorkflows"] = true,
        });
        UserId = Organization.IdOfInitialUser(Person);
        Service = _organization.ServiceFor(Caller.For(UserId));
        Service.Create(new Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001"))
        {
            ["casetime_enabled"] = true,
        });
        AccountId = Service.Create(new Entity("account") { ["name"] = "Account" });
        Plugins.Reset();
    }

    public CallCounter Plugins { get; } = new();

    public IOrganizationService Service { get; }

    public Guid UserId { get; }

    public Guid AccountId { get; }

    public DateTime Now => _organization.Time.GetUtcNow().UtcDateTime;

    public Guid NewCase() => Service.Create(new Entity("incident")
    {
        ["title"] = "Case",
        ["customerid"] = new EntityReference("account", AccountId),
    });

    /// <summary>A log by hand of one minute, through rules and pipeline.</summary>
    public Guid NewLog(Guid caseId) => Service.Create(new Entity("casetime_timetracker")
    {
        ["casetime_category"] = new OptionSetValue(735500000),
        ["casetime_regardingcase"] = new EntityReference("incident", caseId),
        ["casetime_durationseconds"] = 60,
    });

    public void Close(Guid caseId) => Service.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution")
        {
            ["subject"] = "Solved",
            ["incidentid"] = new EntityReference("incident", caseId),
        },
        ["Status"] = new OptionSetValue(5),
    });

    public void Reactivate(Guid caseId) => Service.Update(new Entity("incident", caseId)
    {
        ["statecode"] = new OptionSetValue(0),
        ["statuscode"] = new OptionSetValue(1),
    });

    public void WaitForAsynchronousSteps() => _organization.WhenAsynchronousStepsAreDone().GetAwaiter().GetResult();

    /// <summary>Copies one stored time tracker many times, with durations of 60 to 119 s.</summary>
    public void CopyLog(Guid logId, Guid caseId, int copies) => _organization.Run(isReadOnly: false, scope => Copies.Make(scope.Session, "casetime_timetracker", logId, copies, new Dictionary<string, string>
    {
        ["casetime_timetrackerid"] = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))",
        ["casetime_durationseconds"] = "60 + n % 60",
        ["casetime_regardingcase"] = "@p2",
    }, caseId.ToString()));

    /// <summary>A statement on the same file beside the platform: what the answer costs at least.</summary>
    public object? BareSql(string sql, params object?[] values) => _organization.Run(isReadOnly: true, scope => scope.Session.Scalar(sql, values));

    public void Dispose() => _organization.Dispose();
}
