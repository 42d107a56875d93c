using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>Apps with their site maps: rows of appmodule and sitemap, what the app shows, and whom.</summary>
public sealed class AppImportTests : IDisposable
{
    private const string Customizations = "customizations.xml";

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void An_app_comes_with_its_site_map_its_components_and_its_roles()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        var app = App();
        Assert.Equal(("Sample app", "An app of a sample", SampleSolution.ResourceId), ((string)app["name"]!, (string)app["description"]!, (Guid)app["webresourceid"]!));
        Assert.Equal(1, app.GetAttributeValue<OptionSetValue>("navigationtype")!.Value);
        Assert.True(app.GetAttributeValue<bool>("ismanaged"));

        var map = Assert.Single(_environment.Rows("sitemap", "sitemapnameunique", SampleSolution.App));
        Assert.Contains("<SubArea Id=\"things\"", (string)map["sitemapxml"]!, StringComparison.Ordinal);
        Assert.Equal((true, false), (map.GetAttributeValue<bool>("enablecollapsiblegroups"), map.GetAttributeValue<bool>("showpinned")));

        var parts = _environment.Rows("appmodulecomponent", "appmoduleid", app.Id);
        Assert.Equal([1, 26, 60, 62], parts.Select(part => part.GetAttributeValue<int>("componenttype")).Order());
        Assert.Equal(map.Id, parts.Single(part => part.GetAttributeValue<int>("componenttype") == 62).GetAttributeValue<Guid>("objectid"));
        var role = Assert.Single(_environment.Rows("appmoduleroles", "appmoduleid", app.Id));
        Assert.Equal(SampleSolution.RoleId, role.GetAttributeValue<EntityReference>("roleid")!.Id);
    }

    [Fact]
    public void An_update_takes_away_what_the_app_no_longer_shows()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        _environment.Import(new SampleSolution("1.1.0.0").WithApp().Replace(Customizations, $"<AppModuleComponent type=\"26\" id=\"{SampleSolution.ViewId:B}\" />", "").Replace(Customizations, $"<AppModuleRoleMaps><Role id=\"{SampleSolution.RoleId:B}\" />", "<AppModuleRoleMaps>").Zip());
        Assert.Equal([1, 60, 62], _environment.Rows("appmodulecomponent", "appmoduleid", App().Id).Select(part => part.GetAttributeValue<int>("componenttype")).Order());
        Assert.Empty(_environment.Rows("appmoduleroles", "appmoduleid", App().Id));
    }

    [Theory]
    [InlineData("<AppModuleComponent type=\"62\" schemaName=\"smp_App\" />", "<AppModuleComponent type=\"62\" schemaName=\"smp_Other\" />", "The app 'smp_App' can't be imported: it shows the site map 'smp_Other', which does not exist")]
    [InlineData("<AppModuleComponent type=\"1\" schemaName=\"smp_Thing\" />", "<AppModuleComponent type=\"1\" schemaName=\"smp_Thong\" />", "it shows the table 'smp_thong', which does not exist")]
    [InlineData("<AppModuleRoleMaps><Role id=\"{10000000-0000-4000-8000-000000000005}\" />", "<AppModuleRoleMaps><Role id=\"{10000000-0000-4000-8000-00000000000f}\" />", "it is for the role 10000000-0000-4000-8000-00000000000f, which does not exist")]
    [InlineData("Entity=\"smp_Thing\"", "Entity=\"smp_Thong\"", "The site map 'smp_App' can't be imported: an entry names the table 'smp_thong', which does not exist")]
    [InlineData("Url=\"$webresource:smp_/page.html\"", "Url=\"$webresource:smp_/none.html\"", "an entry names the web resource 'smp_/none.html', which does not exist")]
    [InlineData("DefaultDashboard=\"10000000-0000-4000-8000-000000000009\"", "DefaultDashboard=\"10000000-0000-4000-8000-00000000000f\"", "an entry names the form '10000000-0000-4000-8000-00000000000f', which does not exist")]
    [InlineData("<AppModule>", "<AppModule solutionaction=\"Added\">", "apps that are the difference to another solution's app")]
    public void What_leads_nowhere_is_refused_by_name(string text, string replacement, string sentence)
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(new SampleSolution().WithApp().Replace(Customizations, text, replacement).Zip()));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void Uninstalled_it_leaves_the_environment_as_it_was_before()
    {
        var before = EnvironmentSnapshot.Of(_environment.Organization);
        _environment.Import(new SampleSolution().WithApp().Zip());
        _environment.Uninstall(SampleSolution.Name);
        Assert.Equal(before, EnvironmentSnapshot.Of(_environment.Organization));
    }

    [Fact]
    public void An_upgrade_without_the_app_takes_it_away()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        _environment.Upgrade(new SampleSolution("2.0.0.0").Zip());
        foreach (var table in new[] { "appmodule", "appmodulecomponent", "appmoduleroles", "sitemap" })
            Assert.Equal(0, _environment.Count(table));
    }

    [Fact]
    public void An_imported_app_goes_out_as_it_came_in()
    {
        _environment.Import(new SampleSolution(managed: false).WithApp().Zip());
        var zip = (byte[])_environment.Execute("ExportSolution", ("SolutionName", SampleSolution.Name), ("Managed", false)).Results["ExportSolutionFile"]!;
        using var other = new ImportEnvironment();
        other.Import(zip);
        Assert.Equal(EnvironmentSnapshot.Comparable(_environment.Organization), EnvironmentSnapshot.Comparable(other.Organization));
    }

    [Fact]
    public void A_managed_app_is_not_exported_as_managed_by_another_solution()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        var publisher = _environment.Service.Create(new Entity("publisher") { ["uniquename"] = "maker", ["friendlyname"] = "Maker", ["customizationprefix"] = "mkr", ["customizationoptionvalueprefix"] = 20000 });
        _environment.Service.Create(new Entity("solution") { ["uniquename"] = "Mine", ["friendlyname"] = "Mine", ["version"] = "1.0.0.0", ["publisherid"] = new EntityReference("publisher", publisher) });
        _environment.Execute("AddSolutionComponent", ("ComponentId", App().Id), ("ComponentType", 80), ("SolutionUniqueName", "Mine"), ("AddRequiredComponents", false));
        var refusal = Assert.Throws<DataverseException>(() => _environment.Execute("ExportSolution", ("SolutionName", "Mine"), ("Managed", true)));
        Assert.Contains("The app 'Sample app' can't be exported as managed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_makers_app_that_shows_a_managed_dashboard_stands_in_the_way_of_an_uninstallation()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        _environment.Service.Create(new Entity("sitemap") { ["sitemapname"] = "Mine", ["sitemapnameunique"] = "mkr_map", ["sitemapxml"] = $"<SiteMap><Area Id=\"a\"><Group Id=\"g\"><SubArea Id=\"s\" DefaultDashboard=\"{SampleSolution.DashboardId:B}\" /></Group></Area></SiteMap>" });
        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        Assert.Contains("the site map 'Mine' (unmanaged) needs the form 'Things at a glance'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_makers_app_with_a_managed_icon_stands_in_the_way_too()
    {
        _environment.Import(new SampleSolution().WithApp().Zip());
        _environment.Service.Create(new Entity("appmodule") { ["name"] = "Mine", ["uniquename"] = "mkr_app", ["webresourceid"] = SampleSolution.ResourceId });
        var refusal = Assert.Throws<DataverseException>(() => _environment.Uninstall(SampleSolution.Name));
        Assert.Contains("the app 'Mine' (unmanaged) needs the web resource 'smp_/page.html'", refusal.Message, StringComparison.Ordinal);
    }

    private Entity App() => Assert.Single(_environment.Rows("appmodule", "uniquename", SampleSolution.App));
}
