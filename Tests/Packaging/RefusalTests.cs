namespace CaseTime.Packaging.Tests;

/// <summary>What SolutionPackager refuses or silently drops is refused with the file, and the line where there is one.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Tracker = "Entities/casetime_timetracker";
    private const string Entity = Tracker + "/Entity.xml";
    private const string Manifest = "Other/Solution.xml";
    private const string Customizations = "Other/Customizations.xml";
    private const string Index = "Other/Relationships.xml";
    private const string Bodies = "Other/Relationships/Incident.xml";
    private const string Relationship = "casetime_incident_casetime_timetracker";

    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Theory]
    [InlineData("FormXml")]
    [InlineData("SavedQueries")]
    [InlineData("RibbonDiffXml")]
    public void A_missing_placeholder_of_a_table(string placeholder)
    {
        _copy.Replace(Entity, $"<{placeholder} />", "");
        Refuses(Entity, "<Entity ", $"The placeholder <{placeholder} /> is missing");
    }

    [Theory]
    [InlineData("Entities")]
    [InlineData("Roles")]
    [InlineData("optionsets")]
    [InlineData("EntityRelationships")]
    [InlineData("CustomControls")]
    [InlineData("WebResources")]
    [InlineData("SolutionPluginAssemblies")]
    [InlineData("SdkMessageProcessingSteps")]
    public void A_missing_container_node(string node)
    {
        _copy.Replace(Customizations, $"<{node} />", "");
        Refuses(Customizations, "<ImportExportXml", $"The node {node} is missing");
    }

    [Fact]
    public void A_web_resource_that_was_not_built()
    {
        File.Delete(_copy.PathOfScript("tracking.js"));
        Refuses("WebResources/casetime_/scripts/tracking.js.data.xml", "<WebResource ", "The web resource WebResources/casetime_/scripts/tracking.js itself is missing");
    }

    [Fact]
    public void A_built_web_resource_that_the_solution_does_not_describe()
    {
        File.WriteAllText(_copy.PathOfScript("other.js"), "var other;");
        var refusal = Assert.Throws<PackagingException>(() => _copy.Pack());
        Assert.Contains(refusal.Findings, finding => finding.Message.Contains("WebResources/casetime_/scripts/other.js.data.xml is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_relationship_that_the_index_does_not_list()
    {
        _copy.Replace(Index, $"""<EntityRelationship Name="{Relationship}" />""", "");
        Refuses(Bodies, "<EntityRelationship Name", $"does not list {Relationship}");
    }

    [Fact]
    public void A_relationship_without_a_body()
    {
        _copy.Delete(Bodies);
        Refuses(Index, $"Name=\"{Relationship}\"", $"describes {Relationship}");
    }

    [Fact]
    public void A_relationship_whose_column_does_not_exist()
    {
        _copy.Replace(Bodies, "<ReferencingAttributeName>casetime_regardingcase<", "<ReferencingAttributeName>casetime_case<");
        Refuses(Bodies, "<ReferencingAttributeName>casetime_case<", "has no column casetime_case");
    }

    [Fact]
    public void A_lookup_without_a_relationship()
    {
        _copy.Replace(Bodies, "<ReferencingAttributeName>casetime_regardingcase<", "<ReferencingAttributeName>casetime_adjusts<");
        Refuses(Entity, "PhysicalName=\"casetime_regardingcase\"", "No relationship names the lookup casetime_regardingcase");
    }

    [Theory]
    [InlineData("schemaName=\"casetime_timetracker\"", Entity)]
    [InlineData("schemaName=\"casetime_timecategory\"", "OptionSets/casetime_timecategory.xml")]
    [InlineData("schemaName=\"casetime_CaseTime.HandlingTime\"", "Controls/casetime_CaseTime.HandlingTime/ControlManifest.xml.data.xml")]
    public void A_component_without_a_root_component(string root, string component)
    {
        RemoveLine(Manifest, root);
        Refuses(component, 2, "has no RootComponent");
    }

    [Theory]
    [InlineData("type=\"20\"", "Roles", "<Role ")]
    [InlineData("type=\"92\"", "SdkMessageProcessingSteps", "<SdkMessageProcessingStep ")]
    [InlineData("type=\"91\"", "PluginAssemblies", "<PluginAssembly ")]
    public void A_component_of_a_kind_named_by_id_without_a_root_component(string type, string folder, string marker)
    {
        var line = _copy.Text(Manifest).Split('\n').First(line => line.Contains(type, StringComparison.Ordinal));
        var id = line.Split("id=\"{")[1].Split('}')[0];
        RemoveLine(Manifest, id);
        Refuses(_copy.FileWith(folder, id), marker, $"has no RootComponent of type {type.Split('"')[1]} for {id}");
    }

    [Fact]
    public void A_root_component_without_a_component()
    {
        _copy.Delete("OptionSets/casetime_reasoncategory.xml");
        Refuses(Manifest, "schemaName=\"casetime_reasoncategory\"", "There is no component casetime_reasoncategory");
    }

    [Fact]
    public void A_root_component_of_a_kind_that_is_never_one()
    {
        _copy.Replace(Manifest, "<RootComponents>", "<RootComponents><RootComponent type=\"10421\" schemaName=\"casetime_Api\" behavior=\"0\" />");
        Refuses(Manifest, "type=\"10421\"", "type 10421");
    }

    [Fact]
    public void A_foreign_table_that_would_be_overwritten()
    {
        _copy.Replace(Manifest, "schemaName=\"incident\" behavior=\"2\"", "schemaName=\"incident\" behavior=\"0\"");
        Refuses("Entities/Incident/Entity.xml", "<entity Name", "needs behavior 2");
    }

    [Fact]
    public void A_form_with_a_managed_variant_only()
    {
        var form = _copy.FileWith(Tracker + "/FormXml/main", "<systemform>");
        var managed = form.Replace(".xml", "_managed.xml", StringComparison.Ordinal);
        File.Move(_copy.PathOf(form), _copy.PathOf(managed));
        Refuses(managed, 0, "the unmanaged zip would lack this component");
    }

    [Fact]
    public void A_schema_version_below_the_one_that_keeps_forms_in_the_managed_zip()
    {
        _copy.Replace(Manifest, "version=\"9.2.24122.192\"", "version=\"9.1.0.643\"");
        Refuses(Manifest, "version=\"9.1.0.643\"", "drops every form");
    }

    [Fact]
    public void A_package_version_of_the_old_kind()
    {
        _copy.Replace(Manifest, "SolutionPackageVersion=\"9.2\"", "SolutionPackageVersion=\"8.2\"");
        Refuses(Manifest, "SolutionPackageVersion", "must be 9.2");
    }

    [Fact]
    public void A_source_that_is_not_for_both_zips()
    {
        _copy.Replace(Manifest, "<Managed>2<", "<Managed>0<");
        Refuses(Manifest, "<Managed>", "Managed must be 2");
    }

    [Theory]
    [InlineData("docs/readme.md")]
    [InlineData(".git/config")]
    [InlineData("Workflows/a.xaml")]
    [InlineData("Roles/notes.txt")]
    [InlineData("Entities/casetime_timetracker/Formulas/a.yaml")]
    [InlineData("readme.md")]
    public void A_stray_file(string path)
    {
        _copy.Write(path, "x");
        Refuses(path, 0, "move it elsewhere");
    }

    [Fact]
    public void A_missing_solution_manifest()
    {
        _copy.Delete(Manifest);
        Refuses(Manifest, 0, "The file is missing");
    }

    [Fact]
    public void A_file_that_is_not_well_formed()
    {
        _copy.Replace(Entity, "</EntityInfo>", "</EntityInf>");
        Refuses(Entity, "</EntityInf>", "not well-formed");
    }

    [Fact]
    public void An_id_used_twice()
    {
        var views = Directory.GetFiles(_copy.PathOf(Tracker + "/SavedQueries")).Order(StringComparer.Ordinal).Select(file => $"{Tracker}/SavedQueries/{Path.GetFileName(file)}").ToList();
        var id = Path.GetFileNameWithoutExtension(views[0]);
        _copy.Replace(views[1], Path.GetFileNameWithoutExtension(views[1]), id);
        Refuses(views[1], "<savedqueryid>", "is used by");
    }

    [Theory]
    [InlineData("<cell name=\"casetime_duration\"", "<cell name=\"casetime_minutes\"")]
    [InlineData("<attribute name=\"casetime_duration\"", "<attribute name=\"casetime_minutes\"")]
    [InlineData("<order attribute=\"createdon\"", "<order attribute=\"casetime_minutes\"")]
    public void A_view_with_a_column_that_does_not_exist(string old, string replacement)
    {
        var view = _copy.FileWith(Tracker + "/SavedQueries", "\"All Time Trackers\"");
        _copy.Replace(view, old, replacement);
        Refuses(view, replacement, "has no column casetime_minutes");
    }

    [Fact]
    public void A_form_with_a_column_that_does_not_exist()
    {
        var form = _copy.FileWith(Tracker + "/FormXml/quickCreate", "<systemform>");
        _copy.Replace(form, "datafieldname=\"casetime_duration\"", "datafieldname=\"casetime_minutes\"");
        Refuses(form, "datafieldname=\"casetime_minutes\"", "has no column casetime_minutes");
    }

    [Theory]
    [InlineData("<ViewId>{00000000-0000-0000-0000-00000000000a}</ViewId>", "has no view")]
    [InlineData("<RelationshipName>casetime_nothing</RelationshipName>", "has no relationship casetime_nothing")]
    public void A_form_whose_subgrid_names_what_does_not_exist(string element, string sentence)
    {
        var form = AddToForm($"<TargetEntityType>casetime_timetracker</TargetEntityType>{element}");
        Refuses(form, "<TargetEntityType>", sentence);
    }

    [Fact]
    public void A_form_with_a_control_that_the_solution_lacks()
    {
        var form = AddToForm("");
        _copy.Replace(form, "<DisplayConditions", "<controlDescriptions><controlDescription forControl=\"{00000000-0000-0000-0000-0000000000aa}\"><customControl formFactor=\"0\" name=\"casetime_Other.Control\" /></controlDescription></controlDescriptions><DisplayConditions");
        Refuses(form, "casetime_Other.Control", "no control casetime_Other.Control");
    }

    [Fact]
    public void A_missing_plugin_assembly()
    {
        File.Delete(_copy.Plugin);
        var findings = Findings();
        Assert.Contains(findings, finding => finding.File == _copy.Plugin && finding.Message.Contains("can't be read", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.File.EndsWith(".dll.data.xml", StringComparison.Ordinal) && finding.Message.Contains("is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plugin_assembly_that_is_none()
    {
        File.WriteAllText(_copy.Plugin, "no assembly");
        Assert.Contains(Findings(), finding => finding.File == _copy.Plugin);
    }

    [Fact]
    public void A_plugin_type_that_the_assembly_lacks()
    {
        _copy.WritePlugin(_copy.RegisteredClasses().Skip(1));
        var missing = _copy.RegisteredClasses()[0];
        Refuses(_copy.FileWith("PluginAssemblies", "<PluginAssembly"), $"Name=\"{missing}\"", $"no public class {missing}");
    }

    [Fact]
    public void An_unsigned_plugin_assembly()
    {
        _copy.WritePlugin(_copy.RegisteredClasses(), signed: false);
        Refuses(_copy.FileWith("PluginAssemblies", "<PluginAssembly"), "<PluginAssembly ", "not strong-named");
    }

    [Fact]
    public void A_step_of_an_unknown_plugin_type()
    {
        var step = _copy.FileWith("SdkMessageProcessingSteps", "Name=\"CaseTime.Plugins.Steps.TimeTrackerCreate:");
        var id = _copy.Text(step).Split("<PluginTypeId>")[1].Split('<')[0];
        _copy.Replace(step, id, "00000000-0000-0000-0000-0000000000bb");
        Refuses(step, "<PluginTypeId>", "has the plugin type 00000000-0000-0000-0000-0000000000bb");
    }

    [Fact]
    public void A_step_whose_name_and_id_are_of_different_types()
    {
        var step = _copy.FileWith("SdkMessageProcessingSteps", "Name=\"CaseTime.Plugins.Steps.TimeTrackerCreate:");
        _copy.Replace(step, "<PluginTypeName>CaseTime.Plugins.Steps.TimeTrackerCreate", "<PluginTypeName>CaseTime.Plugins.Steps.TimeTrackerUpdate");
        Refuses(step, "<PluginTypeName>", "but the plugin type");
    }

    [Theory]
    [InlineData("<FilteringAttributes>casetime_regardingcase", "<FilteringAttributes>casetime_case", "has no column casetime_case")]
    [InlineData("<Attributes>casetime_regardingcase", "<Attributes>casetime_case", "has no column casetime_case")]
    [InlineData("<PrimaryEntity>casetime_timetracker", "<PrimaryEntity>casetime_nothing", "no table casetime_nothing")]
    [InlineData("<Stage>20", "<Stage>30", "Stage must be")]
    [InlineData("<Mode>0", "<Mode>1", "stage 40 only")]
    [InlineData("<ImageType>0", "<ImageType>1", "post-image exists in stage 40 only")]
    public void A_step_that_an_import_would_refuse(string old, string replacement, string sentence)
    {
        var step = _copy.FileWith("SdkMessageProcessingSteps", "Name=\"CaseTime.Plugins.Steps.TimeTrackerUpdate:");
        _copy.Replace(step, old, replacement);
        var findings = Findings();
        Assert.Contains(findings, finding => finding.File == step && finding.Line > 0 && finding.Message.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_control_without_its_bundle()
    {
        File.Delete(Path.Combine(_copy.Control, "bundle.js"));
        Refuses($"Controls/{SolutionCopy.ControlName}/ControlManifest.xml", 3, "The manifest names bundle.js, which is missing");
    }

    [Fact]
    public void A_control_that_was_not_built()
    {
        Directory.Delete(_copy.Control, recursive: true);
        Assert.Contains(Findings(), finding => finding.Message.Contains("build it first", StringComparison.Ordinal));
    }

    [Fact]
    public void A_control_of_another_name()
    {
        var manifest = Path.Combine(_copy.Control, "ControlManifest.xml");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"HandlingTime\"", "\"OtherTime\"", StringComparison.Ordinal));
        Assert.Contains(Findings(), finding => finding.File == manifest && finding.Message.Contains("describes no control casetime_CaseTime.OtherTime", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n//# sourceMappingURL=bundle.js.map", "source map")]
    [InlineData("eval('x\\n//# sourceURL=webpack-internal:///./index.ts')", "development bundle")]
    public void A_bundle_of_a_development_build(string text, string sentence)
    {
        File.AppendAllText(Path.Combine(_copy.Control, "bundle.js"), text);
        Refuses($"Controls/{SolutionCopy.ControlName}/bundle.js", 0, sentence);
    }

    [Fact]
    public void A_file_that_an_import_would_refuse_for_its_size()
    {
        File.WriteAllText(Path.Combine(_copy.Control, "bundle.js"), new string(' ', 5 * 1024 * 1024 + 1));
        Refuses($"Controls/{SolutionCopy.ControlName}/bundle.js", 0, "an import refuses more than");
    }

    [Fact]
    public void A_privilege_of_a_table_that_does_not_exist()
    {
        const string Role = "Roles/Case Time Supervisor.xml";
        _copy.Replace(Role, "prvReadcasetime_timetracker", "prvReadcasetime_timetrackers");
        Refuses(Role, "prvReadcasetime_timetrackers", "is no privilege");
    }

    [Fact]
    public void Every_fault_is_named_in_one_run()
    {
        _copy.Write("docs/readme.md", "x");
        _copy.Replace(Manifest, "<Managed>2<", "<Managed>0<");
        var files = Findings().Select(finding => finding.File).ToList();
        Assert.Contains("docs/readme.md", files);
        Assert.Contains(Manifest, files);
    }

    private string AddToForm(string parameters)
    {
        var form = _copy.FileWith(Tracker + "/FormXml/main", "<systemform>");
        _copy.Replace(form, "datafieldname=\"casetime_timeline\" disabled=\"true\" />", $"datafieldname=\"casetime_timeline\" disabled=\"true\"><parameters>{parameters}</parameters></control>");
        return form;
    }

    private void RemoveLine(string file, string marker)
    {
        var lines = _copy.Text(file).Split('\n');
        Assert.Single(lines, line => line.Contains(marker, StringComparison.Ordinal) && line.Contains("<RootComponent", StringComparison.Ordinal));
        File.WriteAllText(_copy.PathOf(file), string.Join('\n', lines.Where(line => !(line.Contains(marker, StringComparison.Ordinal) && line.Contains("<RootComponent", StringComparison.Ordinal)))));
    }

    private IReadOnlyList<Finding> Findings() => Assert.Throws<PackagingException>(_copy.Pack).Findings;

    private void Refuses(string file, string marker, string sentence) => Refuses(file, _copy.LineOf(file, marker), sentence);

    private void Refuses(string file, int line, string sentence)
    {
        var findings = Findings();
        Assert.Contains(findings, finding => finding.File == file && finding.Line == line && finding.Message.Contains(sentence, StringComparison.Ordinal));
    }
}
