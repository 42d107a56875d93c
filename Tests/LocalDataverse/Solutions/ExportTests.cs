using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A maker's own unmanaged solution goes out as a zip and in again elsewhere.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_form_with_a_managed_control_names_it_as_a_missing_dependency()
    {
        _environment.Import(new SampleSolution().Zip());
        var form = MakeSolutionWithForm($"<customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" />");
        var manifest = Xml(Export(managed: false), "solution.xml");

        var missing = Assert.Single(manifest.Descendants("MissingDependency"));
        Assert.Equal(("66", SampleSolution.Control, "Sample (1.0.0.0)"), ((string?)missing.Element("Required")!.Attribute("type"), (string?)missing.Element("Required")!.Attribute("schemaName"), (string?)missing.Element("Required")!.Attribute("solution")));
        Assert.Equal(("60", form.ToString("B"), "account"), ((string?)missing.Element("Dependent")!.Attribute("type"), (string?)missing.Element("Dependent")!.Attribute("id"), (string?)missing.Element("Dependent")!.Attribute("parentSchemaName")));
        Assert.Equal(["1 account 2", $"60 {form:B} 0"], manifest.Descendants("RootComponent").Select(root => $"{(string?)root.Attribute("type")} {(string?)root.Attribute("schemaName") ?? (string?)root.Attribute("id")} {(string?)root.Attribute("behavior")}"));
    }

    [Fact]
    public void It_can_be_imported_where_the_control_is_and_only_there()
    {
        _environment.Import(new SampleSolution().Zip());
        var form = MakeSolutionWithForm($"<customControl name=\"{SampleSolution.Control}\" formFactor=\"2\" />");
        var zip = Export(managed: false);

        using var other = new ImportEnvironment();
        var refusal = Assert.Throws<DataverseException>(() => other.Import(zip));
        Assert.Contains($"the custom control '{SampleSolution.Control}' of Sample (1.0.0.0), which 'Maker' needs", refusal.Message, StringComparison.Ordinal);
        other.Import(new SampleSolution().Zip());
        other.Import(zip);
        Assert.Equal(_environment.Row("systemform", form)["formxml"], other.Row("systemform", form)["formxml"]);

        // There too it stands in the way of an uninstallation, under the maker's solution's name.
        var inUse = Assert.Throws<DataverseException>(() => other.Uninstall(SampleSolution.Name));
        Assert.Contains("the form 'Maker' of the table account (unmanaged, solution Mine)", inUse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_export_installs_and_uninstalls_elsewhere()
    {
        var form = MakeSolutionWithForm("");
        using var other = new ImportEnvironment();
        var before = EnvironmentSnapshot.Of(other.Organization);
        other.Import(Export(managed: true));
        Assert.True((bool)other.Row("systemform", form)["ismanaged"]!);
        other.Uninstall("Mine");
        Assert.Equal(before, EnvironmentSnapshot.Of(other.Organization));
    }

    [Fact]
    public void An_imported_solution_goes_out_as_it_came_in()
    {
        _environment.Import(new SampleSolution(managed: false).Zip());
        var zip = Export(managed: false, SampleSolution.Name);
        using var other = new ImportEnvironment();
        other.Import(zip);
        Assert.Equal(EnvironmentSnapshot.Comparable(_environment.Organization), EnvironmentSnapshot.Comparable(other.Organization));
    }

    [Fact]
    public void It_goes_out_with_what_makers_changed_since()
    {
        _environment.Import(new SampleSolution(managed: false).Zip());
        _environment.Service.Update(new Entity("savedquery", SampleSolution.ViewId) { ["fetchxml"] = "<fetch><entity name=\"smp_thing\"><attribute name=\"smp_day\" /></entity></fetch>" });
        _environment.Service.Update(new Entity("webresource", SampleSolution.ResourceId) { ["content"] = Convert.ToBase64String("changed"u8) });
        var page = new Entity("solutioncomponent") { ["objectid"] = SampleSolution.RoleId };
        _environment.Execute("RemoveSolutionComponent", ("SolutionComponent", page), ("ComponentType", 20), ("SolutionUniqueName", SampleSolution.Name));

        using var other = new ImportEnvironment();
        other.Import(Export(managed: false, SampleSolution.Name));
        Assert.Contains("smp_day", (string)other.Row("savedquery", SampleSolution.ViewId)["fetchxml"]!, StringComparison.Ordinal);
        Assert.Equal("changed", Encoding.UTF8.GetString(Convert.FromBase64String((string)other.Row("webresource", SampleSolution.ResourceId)["content"]!)));
        Assert.Empty(other.Rows("role", "roleid", SampleSolution.RoleId));
    }

    [Fact]
    public void A_managed_solution_and_one_that_is_not_there_are_refused()
    {
        _environment.Import(new SampleSolution().Zip());
        Assert.Contains("managed solutions cannot be exported", Assert.Throws<DataverseException>(() => Export(managed: false, SampleSolution.Name)).Message, StringComparison.Ordinal);
        Assert.Contains("'Nothing' is not installed", Assert.Throws<DataverseException>(() => Export(managed: false, "Nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("its list of components can't be changed", Assert.Throws<DataverseException>(() => Add(60, SampleSolution.FormId, SampleSolution.Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_of_another_solution_is_not_exported_as_managed()
    {
        _environment.Import(new SampleSolution().Zip());
        MakeSolutionWithForm("");
        Add(60, SampleSolution.FormId, "Mine");
        Export(managed: false);
        var refusal = Assert.Throws<DataverseException>(() => Export(managed: true));
        Assert.Contains("The form 'Main' of the table smp_thing can't be exported as managed", refusal.Message, StringComparison.Ordinal);
    }

    private Guid MakeSolutionWithForm(string inside)
    {
        var publisher = _environment.Service.Create(new Entity("publisher") { ["uniquename"] = "maker", ["friendlyname"] = "Maker", ["customizationprefix"] = "mkr", ["customizationoptionvalueprefix"] = 20000 });
        _environment.Service.Create(new Entity("solution") { ["uniquename"] = "Mine", ["friendlyname"] = "Mine", ["version"] = "1.0.0.0", ["publisherid"] = new EntityReference("publisher", publisher) });
        var form = _environment.Service.Create(new Entity("systemform") { ["name"] = "Maker", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = $"<form><tabs />{inside}</form>" });
        Add(60, form, "Mine");
        return form;
    }

    private void Add(int type, Guid id, string solution) => _environment.Execute("AddSolutionComponent", ("ComponentId", id), ("ComponentType", type), ("SolutionUniqueName", solution), ("AddRequiredComponents", false));

    private byte[] Export(bool managed, string solution = "Mine") => (byte[])_environment.Execute("ExportSolution", ("SolutionName", solution), ("Managed", managed)).Results["ExportSolutionFile"]!;

    private static XElement Xml(byte[] zip, string file)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var stream = archive.GetEntry(file)!.Open();
        return XElement.Load(stream);
    }
}
