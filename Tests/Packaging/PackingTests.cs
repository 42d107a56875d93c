using System.Xml.Linq;

namespace CaseTime.Packaging.Tests;

public sealed class PackingTests : IDisposable
{
    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void Packing_twice_gives_the_same_bytes()
    {
        var first = _copy.Pack();
        var second = _copy.Pack();
        Assert.Equal(first.Managed, second.Managed);
        Assert.Equal(first.Unmanaged, second.Unmanaged);
    }

    [Fact]
    public void A_copy_written_in_another_order_at_another_time_gives_the_same_bytes()
    {
        var first = _copy.Pack();

        // Directory order follows creation order on some file systems; the second copy is made backwards.
        var files = Directory.GetFiles(_copy.Folder, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal)
            .Select(file => (Path: file, Bytes: File.ReadAllBytes(file))).ToList();
        Directory.Delete(_copy.Folder, recursive: true);
        foreach (var (path, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
            File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        var second = _copy.Pack();
        Assert.Equal(first.Managed, second.Managed);
        Assert.Equal(first.Unmanaged, second.Unmanaged);
    }

    [Fact]
    public void A_built_script_lies_in_the_zip_under_the_name_that_its_description_gives()
    {
        var zip = new PackedZip(_copy.Pack().Managed);
        var description = zip.Customizations.Element("WebResources")!.Elements("WebResource").Single(resource => resource.Element("Name")!.Value == "casetime_/scripts/handlingtime.js");
        Assert.Equal(File.ReadAllBytes(_copy.PathOfScript("handlingtime.js")), zip.Bytes(description.Element("FileName")!.Value.TrimStart('/')));
    }

    [Fact]
    public void The_two_zips_differ_by_the_managed_flag_alone()
    {
        var packed = _copy.Pack();
        var managed = new PackedZip(packed.Managed);
        var unmanaged = new PackedZip(packed.Unmanaged);

        Assert.Equal("1", managed.Solution.Element("SolutionManifest")!.Element("Managed")!.Value);
        Assert.Equal("0", unmanaged.Solution.Element("SolutionManifest")!.Element("Managed")!.Value);
        Assert.Equal(managed.Names, unmanaged.Names);
        foreach (var name in managed.Names.Where(name => name != "solution.xml")) Assert.Equal(managed.Bytes(name), unmanaged.Bytes(name));
        var flag = unmanaged.Solution;
        flag.Element("SolutionManifest")!.Element("Managed")!.Value = "1";
        Assert.True(XNode.DeepEquals(managed.Solution, flag));
    }

    [Theory]
    [InlineData("Entities", "Entity", "Entities/*/Entity.xml")]
    [InlineData("Roles", "Role", "Roles/*.xml")]
    [InlineData("optionsets", "optionset", "OptionSets/*.xml")]
    [InlineData("SdkMessageProcessingSteps", "SdkMessageProcessingStep", "SdkMessageProcessingSteps/*.xml")]
    [InlineData("SolutionPluginAssemblies", "PluginAssembly", "PluginAssemblies/*/*.data.xml")]
    [InlineData("CustomControls", "CustomControl", "Controls/*/*.data.xml")]
    public void Every_component_file_of_the_source_is_one_component_of_the_zip(string container, string element, string pattern)
    {
        var files = Files(pattern);
        var packed = new PackedZip(_copy.Pack().Managed).Customizations.Element(container)!.Elements(element).ToList();
        Assert.NotEmpty(files);
        Assert.Equal(files.Count, packed.Count);
    }

    [Theory]
    [InlineData("savedquery", "SavedQueries")]
    [InlineData("systemform", "FormXml")]
    public void Every_view_and_form_of_a_table_is_packed_with_that_table(string element, string folder)
    {
        var customizations = new PackedZip(_copy.Pack().Managed).Customizations;
        foreach (var table in Directory.GetDirectories(_copy.PathOf("Entities")))
        {
            var expected = Directory.Exists(Path.Combine(table, folder)) ? Directory.GetFiles(Path.Combine(table, folder), "*.xml", SearchOption.AllDirectories).Length : 0;
            var entity = customizations.Element("Entities")!.Elements("Entity").Single(entity => entity.Element("Name")!.Value == Path.GetFileName(table));
            Assert.Equal(expected, entity.Descendants(element).Count());
        }
    }

    [Fact]
    public void Every_relationship_is_packed_with_its_body_in_the_order_of_the_index()
    {
        var index = XDocument.Load(_copy.PathOf("Other/Relationships.xml")).Root!.Elements().Select(entry => (string)entry.Attribute("Name")!).ToList();
        var packed = new PackedZip(_copy.Pack().Managed).Customizations.Element("EntityRelationships")!.Elements().ToList();
        Assert.Equal(index, packed.Select(relationship => (string)relationship.Attribute("Name")!));
        Assert.All(packed, relationship => Assert.NotNull(relationship.Element("ReferencingAttributeName")));
    }

    [Fact]
    public void Forms_are_grouped_by_their_type()
    {
        var customizations = new PackedZip(_copy.Pack().Managed).Customizations;
        var tracker = customizations.Element("Entities")!.Elements("Entity").Single(entity => entity.Element("Name")!.Value == "casetime_timetracker");
        Assert.Equal(["main", "quickCreate"], tracker.Element("FormXml")!.Elements("forms").Select(forms => (string)forms.Attribute("type")!));
    }

    [Fact]
    public void Step_files_are_packed_as_they_are_but_for_the_version()
    {
        var packed = new PackedZip(_copy.Pack().Managed).Customizations.Element("SdkMessageProcessingSteps")!.Elements()
            .ToDictionary(step => (string)step.Attribute("SdkMessageProcessingStepId")!);
        foreach (var file in Files("SdkMessageProcessingSteps/*.xml"))
        {
            var source = XDocument.Load(file).Root!;
            var step = packed[(string)source.Attribute("SdkMessageProcessingStepId")!];
            foreach (var name in new[] { "SdkMessageId", "PluginTypeId", "PrimaryEntity", "FilteringAttributes", "Mode", "Stage", "Rank" })
                Assert.Equal(source.Element(name)!.Value, step.Element(name)!.Value);
            Assert.True(XNode.DeepEquals(source.Element("SdkMessageProcessingStepImages"), step.Element("SdkMessageProcessingStepImages")));
        }
    }

    [Fact]
    public void Only_the_files_that_the_manifest_names_are_packed_with_a_control()
    {
        var names = new PackedZip(_copy.Pack().Managed).Names.Where(name => name.StartsWith("Controls/", StringComparison.Ordinal));
        Assert.Equal(
            [$"Controls/{SolutionCopy.ControlName}/ControlManifest.xml", $"Controls/{SolutionCopy.ControlName}/bundle.js", $"Controls/{SolutionCopy.ControlName}/strings/HandlingTime.1033.resx"],
            names);
    }

    [Fact]
    public void A_managed_variant_of_a_form_goes_into_the_managed_zip_only()
    {
        var form = _copy.FileWith("Entities/casetime_timetracker/FormXml/quickCreate", "<systemform>");
        File.Copy(_copy.PathOf(form), _copy.PathOf(form.Replace(".xml", "_managed.xml", StringComparison.Ordinal)));
        _copy.Replace(form.Replace(".xml", "_managed.xml", StringComparison.Ordinal), "tab_log", "tab_managed");

        var packed = _copy.Pack();
        Assert.Equal(["tab_managed"], QuickCreateTabs(packed.Managed));
        Assert.Equal(["tab_log"], QuickCreateTabs(packed.Unmanaged));

        static IEnumerable<string> QuickCreateTabs(byte[] zip) => new PackedZip(zip).Customizations.Descendants("forms")
            .Where(forms => (string?)forms.Attribute("type") == "quickCreate").Descendants("tab").Select(tab => (string)tab.Attribute("name")!);
    }

    private List<string> Files(string pattern)
    {
        var parts = pattern.Split('/');
        IEnumerable<string> folders = [_copy.Folder];
        foreach (var part in parts[..^1]) folders = folders.SelectMany(folder => Directory.GetDirectories(folder, part));
        return [.. folders.SelectMany(folder => Directory.GetFiles(folder, parts[^1]))];
    }
}
