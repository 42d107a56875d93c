using System.Xml.Linq;

namespace CaseTime.Packaging.Tests;

/// <summary>An app that shows nothing, or an entry that leads nowhere, is found before anybody imports it.</summary>
public sealed class AppRefusalTests : IDisposable
{
    private const string App = "AppModules/casetime_HandlingTime/AppModule.xml";
    private const string SiteMap = "AppModuleSiteMaps/casetime_HandlingTime/AppModuleSiteMap.xml";

    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Theory]
    [InlineData(SiteMap, "Entity=\"casetime_timetracker\"", "Entity=\"casetime_none\"", "The solution describes no table casetime_none")]
    [InlineData(SiteMap, "Entity=\"casetime_timetracker\"", "", "This SubArea leads nowhere")]
    [InlineData(SiteMap, "casetime_/icons/timetracker.svg", "casetime_/icons/none.svg", "The solution has no web resource casetime_/icons/none.svg")]
    [InlineData(SiteMap, "Id=\"casetime_subarea_timetrackers\"", "Id=\"casetime_group_time\"", "The Id casetime_group_time is used twice")]
    [InlineData(SiteMap, "<Privilege Entity=\"casetime_setting\"", "<Privilege Entity=\"casetime_none\"", "The solution describes no table casetime_none")]
    [InlineData(App, "type=\"62\" schemaName=\"casetime_HandlingTime\"", "type=\"62\" schemaName=\"casetime_Other\"", "The solution has no component casetime_Other of type 62")]
    [InlineData(App, "<WebResourceId>", "<WebResourceId>0", "for the app's icon")]
    [InlineData(App, "<Role id=\"{9", "<Role id=\"{0", "The solution has no role {0")]
    public void Is_refused(string file, string text, string replacement, string message)
    {
        _copy.Replace(file, text, replacement);
        var refusal = Assert.Throws<PackagingException>(_copy.Pack);
        Assert.Contains(refusal.Findings, finding => finding.File == file && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name=\"casetime_workdate\"", "name=\"casetime_none\"", "casetime_none")]
    [InlineData("<entity name=\"casetime_timetracker\">", "<entity name=\"casetime_clock\">", "The chart reads casetime_clock")]
    [InlineData("<category alias=\"by_day\">", "<category alias=\"by_night\">", "no column with the alias by_night")]
    [InlineData("<measure alias=\"sum_duration\" />", "", "The chart shows no number")]
    public void A_chart_that_draws_nothing_is_refused(string text, string replacement, string message)
    {
        var file = _copy.FileWith("Entities/casetime_timetracker/Visualizations", "Time by UTC day");
        _copy.Replace(file, text, replacement);
        var refusal = Assert.Throws<PackagingException>(_copy.Pack);
        Assert.Contains(refusal.Findings, finding => finding.File == file && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void App_and_site_map_are_in_both_zips()
    {
        var packed = _copy.Pack();
        foreach (var zip in new[] { packed.Managed, packed.Unmanaged })
        {
            var customizations = new PackedZip(zip).Xml("customizations.xml");
            Assert.Single(customizations.Elements("AppModules").Elements("AppModule"));
            Assert.Single(customizations.Elements("AppModuleSiteMaps").Elements("AppModuleSiteMap"));
        }
    }
}
