using System.Text;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

public sealed class ImportTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_table_comes_with_its_columns_as_the_file_describes_them()
    {
        _environment.Import(new SampleSolution().Zip());
        var table = _environment.Organization.Metadata.Table("smp_thing");

        Assert.Equal(("smp_Thing", "smp_things", "smp_thingid", "smp_name"), (table.SchemaName, table.EntitySetName, table.PrimaryIdColumn, table.PrimaryNameColumn));
        Assert.Equal(Ownership.UserOwned, table.Ownership);
        Assert.Equal(("Thing", "Ding"), (table.DisplayName.In(1033), table.DisplayName.In(1031)));
        Assert.Equal((ColumnType.Text, 100), (table.Column("smp_name")!.Type, table.Column("smp_name")!.MaxLength));
        Assert.Equal(("smp_colour", 100000001), (table.Column("smp_colour")!.ChoiceName, table.Column("smp_colour")!.DefaultValue));
        Assert.Equal(DateTimeBehavior.DateOnly, table.Column("smp_day")!.DateTimeBehavior);
        Assert.Equal(["account"], table.Column("smp_accountid")!.Targets);
        Assert.Equal(RequiredLevel.ApplicationRequired, table.Column("smp_accountid")!.RequiredLevel);
        Assert.Equal("Keeper", table.Column("ownerid")!.DisplayName.In(1033));
        Assert.Contains("createdon", table.Columns.Keys);
        Assert.Contains("versionnumber", table.Columns.Keys);
    }

    [Fact]
    public void A_relationship_comes_with_its_navigation_properties_and_its_cascade()
    {
        _environment.Import(new SampleSolution().Zip());
        var relationship = _environment.Organization.Metadata.Relationships["smp_account_smp_thing"];
        Assert.Equal(("account", "accountid", "smp_thing", "smp_accountid"), (relationship.ReferencedTable, relationship.ReferencedColumn, relationship.ReferencingTable, relationship.ReferencingColumn));
        Assert.Equal(("smp_AccountId", "smp_account_smp_thing", CascadeDelete.Cascade), (relationship.ReferencingNavigationProperty, relationship.ReferencedNavigationProperty, relationship.CascadeDelete));
    }

    [Fact]
    public void Rows_of_an_imported_table_are_kept_and_found()
    {
        _environment.Import(new SampleSolution().Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso", ["smp_rank"] = 3 });
        var thing = _environment.Service.Create(new Entity("smp_thing") { ["smp_name"] = "One", ["smp_accountid"] = new EntityReference("account", account) });

        var row = _environment.Row("smp_thing", thing);
        Assert.Equal(100000001, row.GetAttributeValue<OptionSetValue>("smp_colour")!.Value);
        Assert.True(row.GetAttributeValue<bool>("smp_open"));
        Assert.Equal(3, _environment.Row("account", account).GetAttributeValue<int>("smp_rank"));
    }

    [Fact]
    public void The_plugin_of_the_zip_runs_at_the_step_of_the_zip()
    {
        _environment.Import(new SampleSolution().Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso" });
        var thing = _environment.Service.Create(new Entity("smp_thing") { ["smp_accountid"] = new EntityReference("account", account) });

        _environment.Service.Update(new Entity("smp_thing", thing) { ["smp_open"] = false });
        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => _environment.Service.Update(new Entity("smp_thing", thing) { ["smp_name"] = "Two" }));
        Assert.Equal(SampleSolution.Refusal, refusal.Message);
    }

    [Fact]
    public void Steps_stay_switched_off_when_processes_are_not_to_be_published()
    {
        _environment.Import(new SampleSolution().Zip(), publish: false);
        Assert.Equal(1, _environment.Row("sdkmessageprocessingstep", SampleSolution.StepId).GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Fact]
    public void Assembly_type_step_and_image_are_rows_with_the_ids_of_the_file()
    {
        var solution = new SampleSolution();
        _environment.Import(solution.Zip());

        var assembly = _environment.Row("pluginassembly", SampleSolution.AssemblyId);
        Assert.Equal(Convert.ToBase64String(solution.Files["PluginAssemblies/SamplePlugins-1/SamplePlugins.dll"]), assembly.GetAttributeValue<string>("content"));
        Assert.Equal(SampleSolution.PluginClass, _environment.Row("plugintype", SampleSolution.TypeId).GetAttributeValue<string>("typename"));
        var step = _environment.Row("sdkmessageprocessingstep", SampleSolution.StepId);
        Assert.Equal(("smp_thing", "smp_name", 20), (step.GetAttributeValue<string>("primaryobjecttypecode"), step.GetAttributeValue<string>("filteringattributes"), step.GetAttributeValue<OptionSetValue>("stage")!.Value));
        Assert.Equal("Before", _environment.Row("sdkmessageprocessingstepimage", SampleSolution.ImageId).GetAttributeValue<string>("entityalias"));
    }

    [Fact]
    public void A_control_is_a_row_with_its_manifest_and_web_resources_with_its_files()
    {
        _environment.Import(new SampleSolution().Zip());
        var control = Assert.Single(_environment.Rows("customcontrol", "name", SampleSolution.Control));
        Assert.Equal("1.2.3", control.GetAttributeValue<string>("version"));
        Assert.StartsWith("<manifest>", control.GetAttributeValue<string>("manifest"), StringComparison.Ordinal);

        foreach (var (path, type) in new[] { ("ControlManifest.xml", 4), ("bundle.js", 3), ("strings/Counter.1033.resx", 12) })
        {
            var file = Assert.Single(_environment.Rows("webresource", "name", $"cc_{SampleSolution.Control}/{path}"));
            Assert.Equal(type, file.GetAttributeValue<OptionSetValue>("webresourcetype")!.Value);
        }
        var bundle = Assert.Single(_environment.Rows("webresource", "name", $"cc_{SampleSolution.Control}/bundle.js"));
        Assert.Equal("// counter", Encoding.UTF8.GetString(Convert.FromBase64String(bundle.GetAttributeValue<string>("content")!)));
    }

    [Fact]
    public void Views_forms_and_web_resources_are_rows()
    {
        _environment.Import(new SampleSolution().Zip());
        var view = _environment.Row("savedquery", SampleSolution.ViewId);
        Assert.Equal(("All Things", "smp_thing"), (view.GetAttributeValue<string>("name"), view.GetAttributeValue<string>("returnedtypecode")));
        Assert.StartsWith("<fetch version=\"1.0\"><entity name=\"smp_thing\">", view.GetAttributeValue<string>("fetchxml"), StringComparison.Ordinal);
        Assert.StartsWith("<grid name=\"resultset\"", view.GetAttributeValue<string>("layoutxml"), StringComparison.Ordinal);
        var form = _environment.Row("systemform", SampleSolution.FormId);
        Assert.Equal((2, "smp_thing"), (form.GetAttributeValue<OptionSetValue>("type")!.Value, form.GetAttributeValue<string>("objecttypecode")));
        Assert.StartsWith("<form>", form.GetAttributeValue<string>("formxml"), StringComparison.Ordinal);
        Assert.Equal("smp_/page.html", _environment.Row("webresource", SampleSolution.ResourceId).GetAttributeValue<string>("name"));
    }

    [Fact]
    public void A_role_gives_what_it_lists_and_nothing_else()
    {
        _environment.Import(new SampleSolution().Zip());
        var depths = _environment.Rows("roleprivileges", "roleid", SampleSolution.RoleId)
            .ToDictionary(row => _environment.Row("privilege", row.GetAttributeValue<EntityReference>("privilegeid")!.Id).GetAttributeValue<string>("name")!, row => row.GetAttributeValue<int>("privilegedepthmask"));
        Assert.Equal(new Dictionary<string, int> { ["prvCreatesmp_Thing"] = 1, ["prvReadsmp_Thing"] = 8 }, depths);
    }

    [Fact]
    public void Solution_publisher_and_components_are_rows()
    {
        _environment.Import(new SampleSolution().Zip());
        var solution = Assert.Single(_environment.Rows("solution", "uniquename", SampleSolution.Name));
        Assert.Equal(("1.0.0.0", true, "A sample"), (solution.GetAttributeValue<string>("version"), solution.GetAttributeValue<bool>("ismanaged"), solution.GetAttributeValue<string>("friendlyname")));
        Assert.Equal("smp", _environment.Row("publisher", solution.GetAttributeValue<EntityReference>("publisherid")!.Id).GetAttributeValue<string>("customizationprefix"));

        var types = _environment.Rows("solutioncomponent", "solutionid", solution.Id).Select(row => row.GetAttributeValue<int>("componenttype")).ToHashSet();
        Assert.Equal([1, 2, 9, 10, 20, 26, 60, 61, 66, 90, 91, 92, 93], types.Order());
    }

    [Fact]
    public void The_import_job_names_every_component()
    {
        var job = _environment.Import(new SampleSolution().Zip());
        var row = _environment.Row("importjob", job);
        Assert.Equal(100.0, row.GetAttributeValue<double>("progress"));
        var log = row.GetAttributeValue<string>("data")!;
        foreach (var name in new[] { "smp_Thing", "smp_thing.smp_colour", "smp_account_smp_thing", "Refuse a thing", SampleSolution.Control, "Sample User", "smp_thing: All Things" })
            Assert.Contains($"name=\"{name}\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Importing_the_same_version_again_updates_and_doubles_nothing()
    {
        _environment.Import(new SampleSolution().Zip());
        var account = _environment.Service.Create(new Entity("account") { ["name"] = "Contoso" });
        var thing = _environment.Service.Create(new Entity("smp_thing") { ["smp_name"] = "Kept", ["smp_accountid"] = new EntityReference("account", account) });
        var counts = Counts();

        _environment.Import(new SampleSolution().Replace("customizations.xml", "description=\"All Things\"", "description=\"Every Thing\"").Zip());
        Assert.Equal(counts, Counts());
        Assert.Equal("Every Thing", _environment.Row("savedquery", SampleSolution.ViewId).GetAttributeValue<string>("name"));
        Assert.Equal("Kept", _environment.Row("smp_thing", thing).GetAttributeValue<string>("smp_name"));
    }

    [Fact]
    public void A_higher_version_upgrades_and_drops_rows_of_components_that_are_gone()
    {
        _environment.Import(new SampleSolution().Zip());
        var next = new SampleSolution("1.1.0.0")
            .Replace("solution.xml", $"<RootComponent type=\"61\" schemaName=\"smp_/page.html\" behavior=\"0\" />", "")
            .Remove("WebResources/smp_pagehtml1");
        var text = Encoding.UTF8.GetString(next.Files["customizations.xml"]);
        next.Files["customizations.xml"] = SampleSolution.Utf8(text[..text.IndexOf("<WebResources>", StringComparison.Ordinal)] + text[(text.IndexOf("</WebResources>", StringComparison.Ordinal) + "</WebResources>".Length)..]);

        _environment.Upgrade(next.Zip());
        Assert.Empty(_environment.Rows("webresource", "name", "smp_/page.html"));
        Assert.Equal("1.1.0.0", Assert.Single(_environment.Rows("solution", "uniquename", SampleSolution.Name)).GetAttributeValue<string>("version"));
        Assert.Single(_environment.Rows("customcontrol", "name", SampleSolution.Control));
    }

    [Fact]
    public void A_file_that_a_control_no_longer_has_is_gone_after_the_next_import()
    {
        _environment.Import(new SampleSolution().Zip());
        _environment.Import(new SampleSolution()
            .Replace($"Controls/{SampleSolution.Control}/ControlManifest.xml", "<resx path=\"strings/Counter.1033.resx\" version=\"1.0.0\" />", "")
            .Remove($"Controls/{SampleSolution.Control}/strings/Counter.1033.resx").Zip());
        Assert.Empty(_environment.Rows("webresource", "name", $"cc_{SampleSolution.Control}/strings/Counter.1033.resx"));
    }

    private string Counts() => string.Join(' ', new[] { "solution", "publisher", "solutioncomponent", "savedquery", "systemform", "webresource", "customcontrol", "pluginassembly", "plugintype", "sdkmessageprocessingstep", "sdkmessageprocessingstepimage", "role", "roleprivileges" }
        .Select(table => $"{table}={_environment.Count(table)}"));
}
