using System.Text;
using System.Xml.Linq;
using LocalDataverse.Solutions.Lifecycle;

namespace LocalDataverse.Solutions.Export;

/// <summary>customizations.xml and files of an export: what the last import brought, brought up to date with the rows and the list of components.</summary>
internal sealed class PackageContent
{
    /// <summary>Container nodes in the order in which Dataverse writes them.</summary>
    private static readonly string[] s_containers =
    [
        "Entities", "Roles", "Workflows", "FieldSecurityProfiles", "Templates", "EntityMaps", "EntityRelationships", "OrganizationSettings", "optionsets",
        "Dashboards", "WebResources", "CustomControls", "SolutionPluginAssemblies", "SdkMessageProcessingSteps", "AppModuleSiteMaps", "AppModules", "EntityDataProviders",
    ];

    /// <summary>The schema of customizations.xml wants at least one component in them.</summary>
    private static readonly string[] s_neverEmpty = ["AppModuleSiteMaps", "AppModules"];

    private const string CustomApis = "customapis";

    private readonly SolutionArchive? _source;
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="source">The zip imported last; null for a solution made here.</param>
    public PackageContent(byte[]? source)
    {
        _source = source is null ? null : SolutionArchive.Open(source);
        Customizations = _source is null ? new XElement("ImportExportXml") : new XElement(_source.Xml("customizations.xml"));
        foreach (var container in s_containers.Where(name => Customizations.Element(name) is null))
            Customizations.Add(new XElement(container));
        if (Customizations.Element("Languages") is null)
            Customizations.Add(new XElement("Languages", new XElement("Language", Metadata.Labels.English)));
    }

    public XElement Customizations { get; }

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Takes out what the solution no longer lists.</summary>
    public void Keep(IReadOnlySet<ComponentKey> listed)
    {
        foreach (var (container, element) in s_containers.SelectMany(container => Customizations.Element(container)!.Elements().Select(element => (container, element))).ToList())
        {
            if (KeyOf(container, element) is { } key && !listed.Contains(key))
                element.Remove();
        }

        foreach (var part in Customizations.Element("Entities")!.Descendants().Where(element => element.Name.LocalName is "systemform" or "savedquery" or "visualization").ToList())
        {
            if (KeyOfPart(part) is { } key && !listed.Contains(key))
                part.Remove();
        }

    }

    /// <summary>Ends the package: brings the files of what came from the last import and was not written anew.</summary>
    public void CopyFiles()
    {
        foreach (var container in s_neverEmpty.Select(name => Customizations.Element(name)).OfType<XElement>().Where(container => !container.HasElements))
            container.Remove();
        foreach (var path in _source?.Under(CustomApis) ?? [])
            _files[$"{CustomApis}/{path}"] = _source!.Find($"{CustomApis}/{path}")!;
        foreach (var file in Customizations.Descendants("FileName").Select(element => element.Value.TrimStart('/')).Where(file => !_files.ContainsKey(file)))
            Copy(file);
    }

    /// <summary>Puts the element into a container, in the place of the one it replaces.</summary>
    public void Put(string container, XElement element) => Replace(Customizations.Element(container)!, element, other => KeyOf(container, other) == KeyOf(container, element));

    /// <summary>Puts a form, view or chart into its table's element, which is made where there is none.</summary>
    public void PutPart(Metadata.TableMetadata table, XElement part, string? formGroup)
    {
        var entity = Customizations.Element("Entities")!.Elements("Entity").FirstOrDefault(entity => entity.Text("Name").Equals(table.LogicalName, StringComparison.OrdinalIgnoreCase));
        if (entity is null)
            Customizations.Element("Entities")!.Add(entity = Shell(table));
        var (outer, inner) = part.Name.LocalName switch
        {
            "systemform" => ("FormXml", "forms"),
            "savedquery" => ("SavedQueries", "savedqueries"),
            _ => ("Visualizations", null),
        };
        var parent = entity.Element(outer);
        if (parent is null)
            entity.Add(parent = new XElement(outer));
        var key = KeyOfPart(part);
        parent.Descendants(part.Name).FirstOrDefault(other => KeyOfPart(other) == key)?.Remove();
        var group = inner is null ? parent : parent.Elements(inner).FirstOrDefault(group => (string?)group.Attribute("type") == formGroup);
        if (group is null)
            parent.Add(group = new XElement(inner!, formGroup is null ? null : new XAttribute("type", formGroup)));
        group.Add(part);
    }

    public void AddFile(string path, byte[] content) => _files[path] = content;

    private void Copy(string file)
    {
        if (_source?.Find(file) is { } bytes)
            _files[file] = bytes;
        // A control's file name is its manifest's; the folder is the control.
        if (!file.StartsWith("Controls/", StringComparison.OrdinalIgnoreCase))
            return;
        var folder = file[..file.LastIndexOf('/')];
        foreach (var path in _source?.Under(folder) ?? [])
            _files[$"{folder}/{path}"] = _source!.Find($"{folder}/{path}")!;
    }

    private static XElement Shell(Metadata.TableMetadata table) => new("Entity",
        new XElement("Name", new XAttribute("LocalizedName", table.DisplayName.In(Metadata.Labels.English)), new XAttribute("OriginalName", table.DisplayName.In(Metadata.Labels.English)), table.SchemaName),
        new XElement("EntityInfo", new XElement("entity", new XAttribute("Name", table.SchemaName), new XAttribute("unmodified", 1), new XElement("attributes"))));

    private static void Replace(XElement container, XElement element, Func<XElement, bool> isSame)
    {
        if (container.Elements().FirstOrDefault(isSame) is { } former)
            former.ReplaceWith(element);
        else
            container.Add(element);
    }

    private static ComponentKey? KeyOf(string container, XElement element) => (container, element.Name.LocalName) switch
    {
        ("Entities", "Entity") => new ComponentKey(ComponentType.Table, element.Text("Name").ToLowerInvariant()),
        ("Roles", "Role") => Id(ComponentType.Role, element.Attributed("id")),
        ("WebResources", "WebResource") => new ComponentKey(ComponentType.WebResource, element.Text("Name")),
        ("CustomControls", "CustomControl") => new ComponentKey(ComponentType.Control, element.Text("Name")),
        ("optionsets", "optionset") => new ComponentKey(ComponentType.Choice, element.Attributed("Name")),
        ("EntityRelationships", "EntityRelationship") => new ComponentKey(ComponentType.Relationship, element.Attributed("Name")),
        ("SolutionPluginAssemblies", "PluginAssembly") => Id(ComponentType.PluginAssembly, element.Attributed("PluginAssemblyId")),
        ("SdkMessageProcessingSteps", "SdkMessageProcessingStep") => Id(ComponentType.Step, element.Attributed("SdkMessageProcessingStepId")),
        ("Dashboards", "Dashboard") => Id(ComponentType.Form, element.Text("FormId")),
        ("AppModuleSiteMaps", "AppModuleSiteMap") => new ComponentKey(ComponentType.SiteMap, element.Text("SiteMapUniqueName")),
        ("AppModules", "AppModule") => new ComponentKey(ComponentType.App, element.Text("UniqueName")),
        _ => null,
    };

    private static ComponentKey? KeyOfPart(XElement part) => part.Name.LocalName switch
    {
        "systemform" => Id(ComponentType.Form, part.Text("formid")),
        "savedquery" => Id(ComponentType.View, part.Text("savedqueryid")),
        _ => Id(ComponentType.Chart, part.Text("savedqueryvisualizationid")),
    };

    private static ComponentKey Id(int type, string id) => ComponentKey.OfRow(type, XmlReading.ParseId(id, "id"));

    /// <summary>An XML file in UTF-8; without indentation, which would become part of the texts inside.</summary>
    public static byte[] Utf8(XElement root) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting));
}
