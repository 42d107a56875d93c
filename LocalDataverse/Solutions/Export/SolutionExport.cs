using System.IO.Compression;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Export;

/// <summary>
/// An unmanaged solution as a zip. Forms, views, charts, web resources and roles are written from their rows; tables, columns, choices
/// and code come from the zip that they were imported from.
/// </summary>
internal sealed class SolutionExport
{
    private readonly RequestScope _scope;
    private readonly Entity _solution;
    private readonly bool _managed;
    private readonly PackageContent _content;
    private readonly RowXml _xml;
    private readonly Dependencies _dependencies;
    private readonly List<(Component Component, int? Behavior)> _listed = [];
    private readonly List<Dependency> _missing = [];

    public SolutionExport(RequestScope scope, Entity solution, bool managed)
    {
        _scope = scope;
        _solution = solution;
        _managed = managed;
        _content = new PackageContent(SolutionPackages.Find(scope, solution.Id));
        _xml = new RowXml(scope, solution.GetAttributeValue<string>("version") ?? "1.0.0.0");
        _dependencies = new Dependencies(scope);
    }

    /// <exception cref="DataverseException">A component that can't be exported, by name.</exception>
    public byte[] Write()
    {
        foreach (var row in _scope.Rows.Where("solutioncomponent", "solutionid", _solution.ToEntityReference()))
        {
            var type = row.GetAttributeValue<int>("componenttype");
            if (SolutionContent.Find(_scope, type, row.GetAttributeValue<Guid>("objectid")) is { } component)
                _listed.Add((component, row.GetAttributeValue<int?>("rootcomponentbehavior")));
        }

        _content.Keep(_listed.Select(listed => listed.Component.Key).ToHashSet());
        foreach (var (component, _) in _listed)
            Write(component);
        _content.CopyFiles();
        FindMissing();
        return Zip();
    }

    private void Write(Component component)
    {
        if (ComponentTables.Of(component.Key.Type) is { } name && _scope.Rows.Find(name, component.ObjectId) is { } row)
            WriteRow(component, row);
        else if (component.Key.Type == ComponentType.Table && _scope.Metadata.FindTable(component.Key.Name) is { } table && !IsInPackage("Entity", "Name", component.Key.Name))
            WriteShell(component, table);
    }

    private void WriteRow(Component component, Entity row)
    {
        switch (component.Key.Type)
        {
            case ComponentType.Form when component.Table is null:
                _content.Put("Dashboards", _xml.Dashboard(row));
                break;
            case ComponentType.Form:
                DemandWhole(component);
                _content.PutPart(_scope.Metadata.Table(component.Table), _xml.Form(row), RowXml.FormGroup(row));
                break;
            case ComponentType.View:
                _content.PutPart(_scope.Metadata.Table(component.Table!), _xml.View(row), null);
                break;
            case ComponentType.Chart:
                _content.PutPart(_scope.Metadata.Table(component.Table!), _xml.Chart(row), null);
                break;
            case ComponentType.WebResource when !component.DisplayName.StartsWith("cc_", StringComparison.Ordinal):
                WriteResource(row);
                break;
            case ComponentType.Role:
                _content.Put("Roles", _xml.Role(row));
                break;
            case ComponentType.SiteMap:
                DemandWhole(component);
                _content.Put("AppModuleSiteMaps", AppXml.SiteMap(row));
                break;
            case ComponentType.App:
                DemandWhole(component);
                _content.Put("AppModules", AppXml.App(_scope, row));
                break;
            case ComponentType.WebResource or ComponentType.PluginType or ComponentType.StepImage:
            case ComponentType.RibbonCommand or ComponentType.RibbonCustomization or ComponentType.RibbonDifference or ComponentType.RibbonRule:
            case ComponentType.CustomApi or ComponentType.CustomApiRequestParameter or ComponentType.CustomApiResponseProperty:
                // They travel inside of their control, assembly, step or table, or as files of the package.
                break;
            default:
                DemandPackage(component);
                break;
        }
    }

    /// <summary>A managed zip carries another solution's form, site map or app as a difference, which is not written here.</summary>
    private void DemandWhole(Component component)
    {
        var kind = ComponentType.NameOf(component.Key.Type);
        if (_managed && component.Solution != UnmanagedLayer.Name)
            throw new DataverseException(SolutionErrorCode.Generic, $"The {kind} '{component.DisplayName}'{(component.Table is null ? "" : $" of the table {component.Table}")} can't be exported as managed: it is {component.Solution ?? "the system"}'s, and {kind}s as a difference to another's are not supported here. Export unmanaged, or make a {kind} of your own.");
    }

    private void DemandPackage(Component component)
    {
        var isThere = component.Key.Type switch
        {
            ComponentType.Control => IsInPackage("CustomControl", "Name", component.Key.Name),
            ComponentType.PluginAssembly => IsInPackage("PluginAssembly", "PluginAssemblyId", component.ObjectId.ToString()),
            ComponentType.Step => IsInPackage("SdkMessageProcessingStep", "SdkMessageProcessingStepId", component.ObjectId.ToString()),
            _ => false,
        };
        if (!isThere)
            throw Unsupported(component);
    }

    private void WriteShell(Component component, TableMetadata table)
    {
        if (component.Solution == UnmanagedLayer.Name)
            throw Unsupported(component);
        _content.PutPart(table, new XElement("savedquery", new XElement("savedqueryid", Guid.Empty)), null);
        _content.Customizations.Element("Entities")!.Elements("Entity").Last().Element("SavedQueries")!.Remove();
    }

    private bool IsInPackage(string element, string name, string value) => _content.Customizations.Descendants(element)
        .Any(item => ((string?)item.Attribute(name) ?? item.Element(name)?.Value ?? "").Trim('{', '}').Equals(value, StringComparison.OrdinalIgnoreCase));

    private static DataverseException Unsupported(Component component) => new(SolutionErrorCode.Generic,
        $"{char.ToUpperInvariant(component.ToString()[0])}{component.ToString()[1..]} can't be exported: components of this kind are exported only by a solution that was imported with them.");

    /// <summary>What rows of the solution need of other solutions.</summary>
    private void FindMissing()
    {
        var own = _listed.Select(listed => listed.Component.Key).ToHashSet();
        foreach (var (component, _) in _listed)
        {
            if (ComponentTables.Of(component.Key.Type) is not { } name || _scope.Rows.Find(name, component.ObjectId) is not { } row)
                continue;
            _missing.AddRange(_dependencies.NeedsOf(_scope.Metadata.Table(name), row)
                .Where(need => !own.Contains(need.Key) && need.Solution is not (null or UnmanagedLayer.Name))
                .Select(need => new Dependency(component, need)));
        }
    }

    private byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var manifest = ManifestXml.Write(_scope, _solution, _managed, _listed, _missing);
            Add(zip, "solution.xml", PackageContent.Utf8(manifest));
            Add(zip, "customizations.xml", PackageContent.Utf8(_content.Customizations));
            foreach (var (path, content) in _content.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
                Add(zip, path, content);
            Add(zip, "[Content_Types].xml", PackageContent.Utf8(ContentTypes.Of(_content.Files.Keys)));
        }

        return buffer.ToArray();
    }

    private void WriteResource(Entity row)
    {
        var name = row.GetAttributeValue<string>("name")!;
        var file = $"WebResources/{name.Replace("/", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)}{row.Id.ToString().ToUpperInvariant()}";
        _content.Put("WebResources", _xml.WebResource(row, file));
        _content.AddFile(file, Convert.FromBase64String(row.GetAttributeValue<string>("content") ?? ""));
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        using var stream = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
        stream.Write(content);
    }
}
