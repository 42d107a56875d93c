using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Cases with more time trackers than the platform sums in one aggregate (50,000), in an environment of their own.</summary>
public sealed class LargeCaseTests : IDisposable
{
    private const int Limit = 50_000;
    private readonly LocalOrganization _organization = new();
    private readonly IOrganizationService _admin;

    public LargeCaseTests()
    {
        _admin = _organization.As(_organization.Administrator);
        _admin.Execute(new UpsertRequest { Target = new Entity("casetime_setting", SettingsRowSingle.FixedId) { ["casetime_enabled"] = true } });
    }

    public void Dispose() => _organization.Dispose();

    [Fact]
    public void P15_a_case_with_100000_trackers_is_resolved_with_four_calls_more_than_a_small_one_and_two_after_the_commit()
    {
        var few = CaseWith(60);
        var small = _organization.PluginCallsDuring(() => Resolve(few)).Count;
        var full = CaseWith(Limit);
        var large = CaseWith(2 * Limit);

        Assert.Equal(small, _organization.PluginCallsDuring(() => Resolve(full)).Count);
        // The last two are those of the asynchronous step, which sums once more.
        Assert.Equal(small + 4 + 2, _organization.PluginCallsDuring(() => Resolve(large)).Count);

        Assert.Equal(Limit * 60, Total(full));
        Assert.Equal(2 * Limit * 60, Total(large));
    }

    [Theory]
    [InlineData(Limit - 1)]
    [InlineData(Limit)]
    [InlineData(Limit + 1)]
    public void Beside_the_limit_nothing_is_counted_twice_or_left_out(int trackers)
    {
        var caseId = CaseWith(trackers);

        var answer = _admin.Execute(new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = new EntityReference("incident", caseId) });

        Assert.Equal(trackers * 60, answer["LogSeconds"]);
    }

    private Guid CaseWith(int trackers)
    {
        var customer = _admin.Create(new Entity("account") { ["name"] = "Contoso" });
        var caseId = _admin.Create(new Entity("incident") { ["title"] = "Printer on fire", ["customerid"] = new EntityReference("account", customer) });
        var log = _admin.Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue((int)TimeCategory.Manual),
            ["casetime_regardingcase"] = new EntityReference("incident", caseId),
            ["casetime_durationseconds"] = 60,
        });
        _organization.CopyLog(log, trackers - 1);
        return caseId;
    }

    private void Resolve(Guid caseId) => _admin.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Put out", ["incidentid"] = new EntityReference("incident", caseId) },
        ["Status"] = new OptionSetValue(5),
    });

    private int Total(Guid caseId) => (int)_admin.Retrieve("incident", caseId, new ColumnSet("casetime_totalseconds"))["casetime_totalseconds"]!;
}
