using System.IO.Compression;
using System.Xml.Linq;
using LocalDataverse.Hosting.Seeding;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A maker's case form with the Handling time component, in a solution of the maker's own: it travels, and what it needs is named.</summary>
public sealed class MakersCaseFormTests : IDisposable
{
    private const string Control = "casetime_CaseTime.HandlingTime";
    private const string Relationship = "casetime_incident_casetime_timetracker";

    private readonly ImportEnvironment _environment = new();
    private readonly string _formXml;
    private readonly Guid _view;

    public MakersCaseFormTests()
    {
        _environment.Import(File.ReadAllBytes(ManagedZipTests.Zip));
        _view = Assert.Single(_environment.Rows("savedquery", "name", "All Time Trackers")).Id;
        _formXml = SeedFiles.Demo.ReadText("forms/incident.xml").Replace("{savedquery:All Time Trackers}", _view.ToString("B"), StringComparison.Ordinal);
    }

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void The_export_names_what_the_form_needs_of_CaseTime()
    {
        MakeForm();
        using var zip = new ZipArchive(new MemoryStream(Export()));
        using var manifest = zip.GetEntry("solution.xml")!.Open();
        var needs = XElement.Load(manifest).Descendants("MissingDependency").Elements("Required")
            .Select(required => $"{(string?)required.Attribute("type")} {(string?)required.Attribute("schemaName") ?? (string?)required.Attribute("id")} {((string?)required.Attribute("solution"))!.Split(' ')[0]}");
        Assert.Equal(["1 casetime_timetracker CaseTime", $"10 {Relationship} CaseTime", "2 casetime_closedon CaseTime", "2 casetime_totaltime CaseTime", $"26 {_view:B} CaseTime", $"66 {Control} CaseTime"], needs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_CaseTime_is_not_the_import_is_refused_and_says_what_is_missing()
    {
        MakeForm();
        using var other = new ImportEnvironment();
        var refusal = Assert.Throws<DataverseException>(() => other.Import(Export()));
        Assert.Contains($"the custom control '{Control}' of CaseTime (", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("which 'Case for reps' needs", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(other.Rows("systemform", "name", "Case for reps"));
    }

    [Fact]
    public void Where_CaseTime_is_the_form_is_the_same_and_keeps_CaseTime_from_being_uninstalled()
    {
        var id = MakeForm();
        using var other = new ImportEnvironment();
        other.Import(File.ReadAllBytes(ManagedZipTests.Zip));
        other.Import(Export());
        Assert.True(XNode.DeepEquals(XElement.Parse(_formXml), XElement.Parse((string)other.Row("systemform", id)["formxml"]!)));

        var inUse = Assert.Throws<DataverseException>(() => other.Uninstall("CaseTime"));
        Assert.Contains("the form 'Case for reps' of the table incident (unmanaged, solution MakersForms)", inUse.Message, StringComparison.Ordinal);
        other.Service.Delete("systemform", id);
        other.Uninstall("CaseTime");
    }

    private Guid MakeForm()
    {
        var publisher = _environment.Service.Create(new Entity("publisher") { ["uniquename"] = "maker", ["friendlyname"] = "Maker", ["customizationprefix"] = "mkr", ["customizationoptionvalueprefix"] = 20000 });
        _environment.Service.Create(new Entity("solution") { ["uniquename"] = "MakersForms", ["friendlyname"] = "Maker's forms", ["version"] = "1.0.0.0", ["publisherid"] = new EntityReference("publisher", publisher) });
        var form = _environment.Service.Create(new Entity("systemform") { ["name"] = "Case for reps", ["objecttypecode"] = "incident", ["type"] = new OptionSetValue(2), ["formxml"] = "<form><tabs /></form>" });
        _environment.Service.Update(new Entity("systemform", form) { ["formxml"] = _formXml });
        _environment.Execute("PublishXml", ("ParameterXml", "<importexportxml><entities><entity>incident</entity></entities></importexportxml>"));
        _environment.Execute("AddSolutionComponent", ("ComponentId", form), ("ComponentType", 60), ("SolutionUniqueName", "MakersForms"), ("AddRequiredComponents", false));
        return form;
    }

    private byte[] Export() => (byte[])_environment.Execute("ExportSolution", ("SolutionName", "MakersForms"), ("Managed", false)).Results["ExportSolutionFile"]!;
}
