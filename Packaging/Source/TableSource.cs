using System.Xml.Linq;

namespace CaseTime.Packaging.Source;

/// <summary>A form file. The folder is its type: main, quickCreate, quick or card.</summary>
/// <param name="Type">As in forms/@type.</param>
/// <param name="File">What the unmanaged zip holds, and the managed one where there is no managed variant.</param>
/// <param name="Managed">The _managed file, if any.</param>
public sealed record FormSource(string Type, XmlFile File, XmlFile? Managed);

/// <summary>One folder of Entities: a whole table of ours, or the shell of a foreign one that carries our columns.</summary>
public sealed record TableSource(
    string Folder, XmlFile Entity, XmlFile? Ribbon, IReadOnlyList<FormSource> Forms, IReadOnlyList<XmlFile> Views, IReadOnlyList<XmlFile> Charts)
{
    public string SchemaName => (string?)Entity.Root.Element("Name") ?? "";

    public string LogicalName => SchemaName.ToLowerInvariant();

    public XElement? Definition => Entity.Root.Element("EntityInfo")?.Element("entity");

    public IEnumerable<XElement> Columns => Definition?.Element("attributes")?.Elements("attribute") ?? [];

    /// <summary>Whether the file describes the whole table (own tables) or only columns added to one of another solution.</summary>
    public bool IsWhole => Definition?.Element("EntitySetName") is not null;

    public bool HasColumn(string logicalName) => Columns.Any(column => (string?)column.Element("LogicalName") == logicalName);
}
