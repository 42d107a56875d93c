using System.Xml.Linq;

namespace CaseTime.Packaging.Source;

/// <summary>The unpacked solution, read and sorted by what each file is. Reading adds findings for files it can't place.</summary>
public sealed class SolutionModel
{
    private readonly Dictionary<ComponentKind, List<XmlFile>> _components = [];

    private SolutionModel(SolutionSource source, XmlFile manifest, XmlFile customizations)
        => (Source, Manifest, Customizations) = (source, manifest, customizations);

    public SolutionSource Source { get; }

    /// <summary>Other/Solution.xml.</summary>
    public XmlFile Manifest { get; }

    /// <summary>Other/Customizations.xml: the empty container nodes and the languages.</summary>
    public XmlFile Customizations { get; }

    /// <summary>Other/Relationships.xml; null when the solution has none.</summary>
    public XmlFile? RelationshipIndex { get; private set; }

    public IReadOnlyList<TableSource> Tables { get; private set; } = [];

    /// <summary>Other/Relationships/*.xml.</summary>
    public List<XmlFile> RelationshipFiles { get; } = [];

    /// <summary>Files of <see cref="ComponentKind.CopiedFolders"/>.</summary>
    public List<SourceFile> CopiedFiles { get; } = [];

    /// <summary>Variants of site maps and apps for the managed zip, by the path of the file they replace.</summary>
    public Dictionary<string, XmlFile> ManagedVariants { get; } = [];

    public XElement SolutionManifest => Manifest.Root.Element("SolutionManifest")!;

    public string UniqueName => (string?)SolutionManifest.Element("UniqueName") ?? "";

    /// <summary>The publisher's customization prefix, without underscore.</summary>
    public string Prefix => (string?)SolutionManifest.Element("Publisher")?.Element("CustomizationPrefix") ?? "";

    /// <summary>The component files of a kind, sorted by path.</summary>
    public IReadOnlyList<XmlFile> Components(ComponentKind kind) => _components.GetValueOrDefault(kind) ?? [];

    public TableSource? Table(string? logicalName) => Tables.FirstOrDefault(table => table.LogicalName == logicalName);

    public IEnumerable<XElement> Relationships => RelationshipFiles.SelectMany(file => file.Root.Elements("EntityRelationship"));

    /// <exception cref="PackagingException">Other/Solution.xml or Other/Customizations.xml is missing or unreadable.</exception>
    public static SolutionModel Read(SolutionSource source, Findings findings)
    {
        var manifest = Required(source, "Other/Solution.xml", findings);
        var customizations = Required(source, "Other/Customizations.xml", findings);
        if (manifest is not null && manifest.Root.Element("SolutionManifest") is null)
            findings.Add(manifest.Path, manifest.Root, "SolutionManifest is missing.");
        if (manifest?.Root.Element("SolutionManifest") is null || customizations is null)
            throw new PackagingException(findings.All);

        var model = new SolutionModel(source, manifest, customizations);
        new SourceReader(model, findings).ReadAll();
        return model;
    }

    internal void SetTables(IReadOnlyList<TableSource> tables)
    {
        Tables = tables;
        _components[ComponentKind.Table] = [.. tables.Select(table => table.Entity)];
    }

    internal void SetRelationshipIndex(XmlFile? index) => RelationshipIndex = index;

    internal void AddComponent(ComponentKind kind, XmlFile file)
    {
        if (!_components.TryGetValue(kind, out var files)) _components[kind] = files = [];
        files.Add(file);
    }

    private static XmlFile? Required(SolutionSource source, string path, Findings findings)
    {
        if (source.Find(path) is { } file) return XmlFile.Load(file, findings);
        findings.Add(path, "The file is missing; no solution can be packed without it.");
        return null;
    }
}
