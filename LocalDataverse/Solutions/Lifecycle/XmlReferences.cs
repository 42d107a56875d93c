using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>The components that the XML of a form, view, chart or site map names.</summary>
internal static class XmlReferences
{
    private const string Resource = "$webresource:";

    /// <summary>How older site maps name an icon.</summary>
    private const string ResourcePath = "/WebResources/";

    /// <param name="xml">The text; one that is not well-formed names nothing.</param>
    /// <param name="table">The table it is about; null for none.</param>
    public static IEnumerable<ComponentKey> Of(string? xml, string? table)
    {
        if (string.IsNullOrWhiteSpace(xml))
            return [];
        try
        {
            return [.. ForeignXml.Parse(xml).DescendantsAndSelf().SelectMany(element => Of(element, table))];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static IEnumerable<ComponentKey> Of(XElement element, string? table)
    {
        foreach (var key in OfKind(element, table))
            yield return key;
        foreach (var text in element.Attributes().Select(attribute => attribute.Value).Append(element.HasElements ? "" : element.Value))
        {
            if (text.StartsWith(Resource, StringComparison.OrdinalIgnoreCase))
                yield return new ComponentKey(ComponentType.WebResource, text[Resource.Length..].Split('?')[0]);
            else if (text.StartsWith(ResourcePath, StringComparison.OrdinalIgnoreCase))
                yield return new ComponentKey(ComponentType.WebResource, text[ResourcePath.Length..].Split('?')[0]);
        }
    }

    private static IEnumerable<ComponentKey> OfKind(XElement element, string? table)
    {
        switch (element.Name.LocalName)
        {
            case "customControl" when Attribute(element, "name") is { } control:
                return [new ComponentKey(ComponentType.Control, control)];
            case "Library" when Attribute(element, "name") is { } library:
                return [new ComponentKey(ComponentType.WebResource, library)];
            case "control" when table is not null && Attribute(element, "datafieldname") is { } column:
                return [ComponentKey.OfColumn(table, column)];
            case "TargetEntityType":
                return [new ComponentKey(ComponentType.Table, element.Value.ToLowerInvariant())];
            case "RelationshipName":
                return [new ComponentKey(ComponentType.Relationship, element.Value)];
            case "ViewId" or "ViewIds" or "FilteredViewIds" or "DefaultViewId":
                return Ids(element.Value).Select(id => ComponentKey.OfRow(ComponentType.View, id));
            case "VisualizationId":
                return Ids(element.Value).Select(id => ComponentKey.OfRow(ComponentType.Chart, id));
            case "SubArea":
                return OfSubArea(element);
            case "cell" when table is not null && element.Parent?.Name.LocalName == "row" && Attribute(element, "name") is { } cell && !cell.Contains('.', StringComparison.Ordinal):
                return [ComponentKey.OfColumn(table, cell)];
            case "entity" or "link-entity" when Attribute(element, "name") is { } queried:
                return OfQuery(element, queried);
            default:
                return [];
        }
    }

    /// <summary>An entry of a site map shows a table's list or a dashboard; what it shows otherwise is a web resource.</summary>
    private static IEnumerable<ComponentKey> OfSubArea(XElement entry)
    {
        if (Attribute(entry, "Entity") is { } table)
            yield return new ComponentKey(ComponentType.Table, table.ToLowerInvariant());
        foreach (var dashboard in Ids(Attribute(entry, "DefaultDashboard") ?? ""))
            yield return ComponentKey.OfRow(ComponentType.Form, dashboard);
    }

    /// <summary>A queried table with the columns that are read, sorted by and filtered on without an alias.</summary>
    private static IEnumerable<ComponentKey> OfQuery(XElement entity, string table)
    {
        var columns = entity.Elements("attribute").Attributes("name")
            .Concat(entity.Elements("order").Attributes("attribute"))
            .Concat(entity.Elements("filter").DescendantsAndSelf("filter").Elements("condition").Where(condition => condition.Attribute("entityname") is null).Attributes("attribute"))
            .Concat(entity.Attributes("from"));
        var parent = (string?)entity.Parent?.Attribute("name");
        return columns.Select(column => ComponentKey.OfColumn(table, column.Value))
            .Concat(parent is null ? [] : entity.Attributes("to").Select(column => ComponentKey.OfColumn(parent, column.Value)))
            .Prepend(new ComponentKey(ComponentType.Table, table));
    }

    private static string? Attribute(XElement element, string name) => (string?)element.Attribute(name) is { Length: > 0 } text ? text : null;

    private static IEnumerable<Guid> Ids(string list) => list.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
}
