using System.Text;
using System.Xml.Linq;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A broken zip is refused with component and cause, and changes nothing.</summary>
public sealed class RefusedImportTests : IDisposable
{
    private const string Manifest = "solution.xml";
    private const string Customizations = "customizations.xml";

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void What_is_no_zip() => Refuses(Encoding.UTF8.GetBytes("This is no zip."), "not a zip archive");

    [Fact]
    public void A_zip_that_was_cut_off()
    {
        var zip = new SampleSolution().Zip();
        Refuses(zip[..(zip.Length / 2)], "not a zip archive");
    }

    [Theory]
    [InlineData(Manifest)]
    [InlineData(Customizations)]
    public void A_zip_without_one_of_its_two_main_files(string file) =>
        Refuses(new SampleSolution().Remove(file), $"must contain {file} at its root");

    [Fact]
    public void Customizations_that_are_not_well_formed() =>
        Refuses(new SampleSolution().Replace(Customizations, "</Entities>", "</Entitie>"), "customizations.xml is not well formed");

    [Theory]
    [InlineData("<Workflows />", "<Workflows><Workflow Name=\"Flow\" /></Workflows>", "components of the kind Workflows (Workflow)")]
    [InlineData("<Type>int</Type>", "<Type>image</Type>", "The column 'account.smp_rank' can't be imported: columns of the type image")]
    [InlineData("<forms type=\"main\">", "<forms type=\"mobile\">", "The form 'smp_thing: Main' can't be imported: forms of the type mobile")]
    [InlineData("<CascadeAssign>NoCascade", "<CascadeAssign>Cascade", "The relationship 'smp_account_smp_thing' can't be imported: CascadeAssign Cascade")]
    public void A_component_that_is_not_supported(string old, string replacement, string sentence) =>
        Refuses(new SampleSolution().Replace(Customizations, old, replacement), sentence);

    [Fact]
    public void A_root_component_of_an_unknown_type() =>
        Refuses(new SampleSolution().Replace(Manifest, "<RootComponents>", "<RootComponents><RootComponent type=\"999\" schemaName=\"smp_what\" behavior=\"0\" />"), "components of type 999");

    [Fact]
    public void A_root_component_that_the_zip_lacks() =>
        Refuses(new SampleSolution().Replace(Manifest, "<RootComponents>", "<RootComponents><RootComponent type=\"9\" schemaName=\"smp_shape\" behavior=\"0\" />"), "smp_shape of type 9");

    [Fact]
    public void A_component_that_is_no_root_component() =>
        Refuses(new SampleSolution().Replace(Manifest, "<RootComponent type=\"9\" schemaName=\"smp_colour\" behavior=\"0\" />", ""), "component smp_colour of type 9 (choice) is not declared");

    [Fact]
    public void A_file_that_nothing_refers_to()
    {
        var solution = new SampleSolution();
        solution.Files["settingdefinitions/smp_Api/settingdefinition.xml"] = SampleSolution.Utf8("<settingdefinition />");
        Refuses(solution, "Unprocessed files found: settingdefinitions/smp_Api/settingdefinition.xml");
    }

    [Fact]
    public void A_DLL_without_the_class() =>
        Refuses(new SampleSolution().ReplaceDll(SamplePlugin.Build("Sample.Plugins.Other", "")), $"The plugin type '{SampleSolution.PluginClass}' can't be imported: the assembly SamplePlugins has no public class");

    [Fact]
    public void A_DLL_that_is_none() =>
        Refuses(new SampleSolution().ReplaceDll(SampleSolution.Utf8("no DLL")), $"The plugin assembly '{SamplePlugin.FullName}' can't be imported: the file is no .NET assembly");

    [Fact]
    public void A_DLL_without_a_strong_name() =>
        Refuses(new SampleSolution().ReplaceDll(SamplePlugin.Build(SampleSolution.PluginClass, "", signed: false)), "the DLL is SamplePlugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null");

    [Fact]
    public void A_missing_DLL() =>
        Refuses(new SampleSolution().Remove("PluginAssemblies/SamplePlugins-1/SamplePlugins.dll"), "is missing from the zip");

    [Theory]
    [InlineData("<PluginTypeId>10000000-0000-4000-8000-000000000002", "<PluginTypeId>10000000-0000-4000-8000-0000000000ff", "The step 'Refuse a thing' can't be imported: its plugin type")]
    [InlineData("<SdkMessageId>20bebb1b", "<SdkMessageId>20bebbff", "The step 'Refuse a thing' can't be imported: no message")]
    [InlineData("<PrimaryEntity>smp_thing", "<PrimaryEntity>smp_nothing", "The step 'Refuse a thing' can't be imported: the table 'smp_nothing'")]
    [InlineData("<FilteringAttributes>smp_name", "<FilteringAttributes>smp_title", "The step 'Refuse a thing' can't be imported: the table 'smp_thing' has no column 'smp_title'")]
    [InlineData("name=\"prvReadsmp_Thing\"", "name=\"prvReadsmp_Nothing\"", "The security role 'Sample User' can't be imported: the privilege prvReadsmp_Nothing does not exist")]
    [InlineData("level=\"Global\"", "level=\"Universal\"", "The security role 'Sample User' can't be imported: the level Universal")]
    [InlineData("<entity name=\"smp_thing\">", "<entity name=\"account\">", "The view 'smp_thing: All Things' can't be imported")]
    [InlineData("<OptionSetName>smp_colour", "<OptionSetName>smp_shape", "smp_shape")]
    [InlineData("<ReferencedEntityName>Account", "<ReferencedEntityName>Planet", "The relationship 'smp_account_smp_thing' can't be imported: the table 'planet'")]
    public void A_component_that_refers_to_what_does_not_exist(string old, string replacement, string sentence) =>
        Refuses(new SampleSolution().Replace(Customizations, old, replacement), sentence);

    [Fact]
    public void A_lookup_without_a_relationship()
    {
        var solution = new SampleSolution();
        var text = Encoding.UTF8.GetString(solution.Files[Customizations]);
        solution.Files[Customizations] = SampleSolution.Utf8(text[..text.IndexOf("<EntityRelationships>", StringComparison.Ordinal)] + text[(text.IndexOf("</EntityRelationships>", StringComparison.Ordinal) + "</EntityRelationships>".Length)..]);
        Refuses(solution, "smp_thing.smp_accountid");
    }

    [Theory]
    [InlineData("bundle.js", "names the file bundle.js")]
    [InlineData("ControlManifest.xml", "is missing from the zip")]
    public void A_control_without_one_of_its_files(string file, string sentence) =>
        Refuses(new SampleSolution().Remove($"Controls/{SampleSolution.Control}/{file}"), $"The custom control '{SampleSolution.Control}' can't be imported:", sentence);

    [Fact]
    public void A_control_of_another_publisher() =>
        Refuses(new SampleSolution().Replace(Manifest, "<CustomizationPrefix>smp", "<CustomizationPrefix>oth"), "make the name oth_Sample.Counter");

    [Fact]
    public void A_missing_dependency() =>
        Refuses(new SampleSolution().Replace(Manifest, "<Required type=\"1\" schemaName=\"account\"", "<Required type=\"1\" schemaName=\"planet\""), "Some dependencies are missing: the table 'planet' of System, which 'smp_account_smp_thing' needs");

    [Theory]
    [InlineData("<Managed>1", "<Managed>2", "Managed must be 0 or 1")]
    [InlineData("<Version>1.0.0.0", "<Version>one", "is no version")]
    [InlineData("SolutionPackageVersion=\"9.2\"", "SolutionPackageVersion=\"10.1\"", "package version")]
    [InlineData("<UniqueName>Sample<", "<UniqueName>Default<", "belongs to the system")]
    public void A_manifest_that_can_not_be_imported(string old, string replacement, string sentence) =>
        Refuses(new SampleSolution().Replace(Manifest, old, replacement), sentence);

    [Fact]
    public void A_version_lower_than_the_installed_one()
    {
        _environment.Import(new SampleSolution("2.0.0.0").Zip());
        Refuses(new SampleSolution("1.9.0.0"), "its version 1.9.0.0 is lower than 2.0.0.0");
    }

    [Fact]
    public void An_unmanaged_zip_over_a_managed_solution()
    {
        _environment.Import(new SampleSolution().Zip());
        Refuses(new SampleSolution(managed: false), "the modes match");
    }

    [Fact]
    public void Another_publisher_than_the_installed_one()
    {
        _environment.Import(new SampleSolution().Zip());
        Refuses(new SampleSolution().Replace(Manifest, "samplepublisher", "otherpublisher"), "publisher name cannot be changed");
    }

    [Theory]
    [InlineData("<Type>nvarchar</Type>", "<Type>ntext</Type>", "The table 'smp_Thing' can't be imported")]
    [InlineData("<Type>int</Type>", "<Type>decimal</Type>", "The column 'account.smp_rank' can't be imported")]
    public void A_changed_column_type(string old, string replacement, string sentence)
    {
        _environment.Import(new SampleSolution().Zip());
        Refuses(new SampleSolution("1.1.0.0").Replace(Customizations, old, replacement), sentence);
    }

    [Fact]
    public void The_log_of_a_failed_import_survives_its_roll_back()
    {
        var job = Guid.NewGuid();
        Assert.Throws<DataverseException>(() => _environment.Import(new SampleSolution().Replace(Customizations, "level=\"Global\"", "level=\"Universal\"").Zip(), job));
        var log = XElement.Parse(_environment.Row("importjob", job).GetAttributeValue<string>("data")!);
        var result = log.Element("solutionManifests")!.Element("solutionManifest")!.Element("result")!;
        Assert.Equal(("failure", "0x80048058"), ((string?)result.Attribute("result"), (string?)result.Attribute("errorcode")));
        Assert.Contains("Universal", (string?)result.Attribute("errortext"), StringComparison.Ordinal);
        var failed = Assert.Single(log.Elements().Where(group => group.Name != "solutionManifests").Elements(), component => (string?)component.Element("result")!.Attribute("result") == "failure");
        Assert.Equal(("securityrole", "Sample User"), (failed.Name.LocalName, (string?)failed.Attribute("name")));
        Assert.Contains(log.Element("optionSets")!.Elements(), good => (string?)good.Attribute("id") == "smp_colour" && (string?)good.Element("result")!.Attribute("result") == "success");
    }

    [Fact]
    public void A_refused_zip_can_be_put_right_and_imported()
    {
        Refuses(new SampleSolution().Replace(Customizations, "level=\"Global\"", "level=\"Universal\""), "Universal");
        _environment.Import(new SampleSolution().Zip());
        Assert.NotNull(_environment.Organization.Metadata.FindTable("smp_thing"));
    }

    private void Refuses(SampleSolution solution, params string[] sentences) => Refuses(solution.Zip(), sentences);

    private void Refuses(byte[] zip, params string[] sentences)
    {
        var before = State();
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(zip));
        Assert.All(sentences, sentence => Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal));
        Assert.Equal(before, State());
    }

    /// <summary>Everything an import can change: the catalog, and the rows of every table that it writes.</summary>
    private string State()
    {
        var catalog = _environment.Organization.Metadata;
        var text = new StringBuilder();
        foreach (var table in catalog.Tables.Values.OrderBy(table => table.LogicalName, StringComparer.Ordinal))
            text.Append(table.LogicalName).Append(':').AppendJoin(',', table.Columns.Values.Select(column => $"{column.LogicalName} {column.Type}").Order(StringComparer.Ordinal)).Append('\n');
        text.AppendJoin(',', catalog.Relationships.Keys.Order(StringComparer.Ordinal)).AppendJoin(',', catalog.Choices.Keys.Order(StringComparer.Ordinal)).Append('\n');
        foreach (var table in new[] { "solution", "publisher", "solutioncomponent", "savedquery", "systemform", "webresource", "customcontrol", "pluginassembly", "plugintype", "sdkmessageprocessingstep", "sdkmessageprocessingstepimage", "role", "roleprivileges", "privilege" })
            text.Append(table).Append('=').Append(_environment.Count(table)).Append('\n');
        return text.ToString();
    }
}
