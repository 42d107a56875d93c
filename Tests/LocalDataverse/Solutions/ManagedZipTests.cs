using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>The zip that the build made (artifacts/CaseTime_managed.zip) goes through the same import as any other.</summary>
public sealed class ManagedZipTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public ManagedZipTests() => _environment.Import(File.ReadAllBytes(Zip));

    internal static string Zip => Path.Combine(Repository(), "artifacts", "CaseTime_managed.zip");

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Its_tables_and_columns_are_in_the_catalog()
    {
        var catalog = _environment.Organization.Metadata;
        Assert.Equal(
            [("casetime_clock", "casetime_clocks", Ownership.UserOwned), ("casetime_setting", "casetime_settings", Ownership.OrganizationOwned), ("casetime_timetracker", "casetime_timetrackers", Ownership.UserOwned)],
            catalog.Tables.Values.Where(table => table.Solution == "CaseTime").Select(table => (table.LogicalName, table.EntitySetName, table.Ownership)).Order());
        Assert.Equal(["incident"], catalog.Table("casetime_timetracker").Column("casetime_regardingcase")!.Targets);
        Assert.Equal(["systemuser"], catalog.Table("casetime_timetracker").Column("casetime_rep")!.Targets);
        Assert.NotNull(catalog.Table("incident").Column("casetime_totalseconds"));
        Assert.NotNull(catalog.Table("incidentresolution").Column("casetime_totaltime"));
        Assert.Equal(CascadeDelete.Cascade, catalog.Relationships["casetime_incident_casetime_timetracker"].CascadeDelete);
    }

    [Fact]
    public void Its_roles_steps_and_control_are_rows()
    {
        var solution = Assert.Single(_environment.Rows("solution", "uniquename", "CaseTime"));
        Assert.Equal(4, _environment.Rows("role", "solutionid", solution.Id).Count);
        Assert.Equal(14, _environment.Rows("sdkmessageprocessingstep", "solutionid", solution.Id).Count(step => step.GetAttributeValue<OptionSetValue>("statecode")!.Value == 0));
        Assert.Single(_environment.Rows("customcontrol", "name", "casetime_CaseTime.HandlingTime"));
        Assert.Single(_environment.Rows("webresource", "name", "cc_casetime_CaseTime.HandlingTime/bundle.js"));
    }

    [Fact]
    public void Its_plugins_refuse_a_settings_row_of_another_id()
    {
        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => _environment.Service.Create(new Entity("casetime_setting", Guid.NewGuid())));
        Assert.StartsWith("CT1014", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Uninstalled_it_leaves_the_environment_as_it_was_before()
    {
        using var fresh = new ImportEnvironment();
        var account = new EntityReference("account", _environment.Service.Create(new Entity("account") { ["name"] = "Contoso" }));
        var incident = _environment.Service.Create(new Entity("incident") { ["title"] = "Printer", ["customerid"] = account });
        _environment.Service.Create(new Entity("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001")) { ["casetime_enabled"] = true });
        _environment.Service.Create(new Entity("casetime_timetracker") { ["casetime_regardingcase"] = new EntityReference("incident", incident), ["casetime_category"] = new OptionSetValue(735500000), ["casetime_durationseconds"] = 60 });

        _environment.Uninstall("CaseTime");
        _environment.Service.Delete("incident", incident);
        _environment.Service.Delete("account", account.Id);
        Assert.Equal(EnvironmentSnapshot.Comparable(fresh.Organization), EnvironmentSnapshot.Comparable(_environment.Organization));
    }

    [Fact]
    public void A_case_form_that_carries_its_component_stands_in_the_way()
    {
        _environment.Service.Create(new Entity("systemform") { ["name"] = "Case for reps", ["objecttypecode"] = "incident", ["type"] = new OptionSetValue(2), ["formxml"] = "<form><controlDescriptions><controlDescription forControl=\"{1}\"><customControl formFactor=\"2\" name=\"casetime_CaseTime.HandlingTime\" /></controlDescription></controlDescriptions></form>" });
        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall("CaseTime"));
        Assert.Contains("the form 'Case for reps' of the table incident (unmanaged) needs the custom control 'casetime_CaseTime.HandlingTime'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_imported_over_itself() => _environment.Import(File.ReadAllBytes(Zip));

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("These tests run inside a clone of the repository.");
    }
}
