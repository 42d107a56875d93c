using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>
/// Who needs whom, read from the components themselves: look-ups between components, what forms, views, charts and site maps name,
/// components of apps, and look-up and choice columns of tables.
/// </summary>
internal sealed class Dependencies(RequestScope scope)
{
    /// <summary>Columns whose XML names other components.</summary>
    private static readonly string[] s_xml = ["formxml", "fetchxml", "layoutxml", "datadescription", "sitemapxml", "dependencyxml", "rdx", "commanddefinition", "ruledefinition"];

    /// <summary>The same of what is saved and not published yet.</summary>
    private static readonly string[] s_unpublished = ["unpublishedformxml"];

    private readonly ComponentFinder _finder = new(scope);

    /// <summary>Components that need a component which is about to go, and don't go themselves.</summary>
    /// <param name="isLeaving">Whether a component goes.</param>
    public List<Dependency> OnLeaving(Func<Component, bool> isLeaving) => [.. All()
        .Where(dependent => !isLeaving(dependent.Component) && !GoesWithTable(dependent.Component, isLeaving))
        .SelectMany(dependent => dependent.Needs.Distinct().Select(_finder.Find).OfType<Component>().Where(isLeaving).Select(required => new Dependency(dependent.Component, required)))];

    /// <summary>What one row needs as it is published.</summary>
    public IEnumerable<Component> NeedsOf(TableMetadata table, Entity row) => NeedsOfRow(table, row, s_xml).Distinct().Select(_finder.Find).OfType<Component>();

    /// <exception cref="DataverseException">0x8004F01F: somebody depends on what goes; the message names whom and on what.</exception>
    public static void Refuse(RequestScope scope, string what, IReadOnlyCollection<Dependency> dependencies)
    {
        if (dependencies.Count == 0)
            return;
        var sentences = dependencies.GroupBy(dependency => dependency.Dependent)
            .Select(group => $"{group.Key} ({Where(scope, group.Key)}) needs {string.Join(", ", group.Select(dependency => dependency.Required.ToString()).Distinct(StringComparer.Ordinal))}");
        throw new DataverseException(SolutionErrorCode.ComponentInUse, $"{what} because other components depend on it: {string.Join("; ", sentences)}. Remove these references first.");
    }

    /// <summary>What the system brought can only need a solution because a maker changed it.</summary>
    private static string Where(RequestScope scope, Component component)
    {
        if (component.Solution is { } managed and not UnmanagedLayer.Name)
            return $"solution {managed}";
        var makers = scope.Rows.Where("solutioncomponent", "objectid", component.ObjectId, "solutionid")
            .Select(row => scope.Rows.Find("solution", row.GetAttributeValue<EntityReference>("solutionid")!.Id, ["uniquename"])?.GetAttributeValue<string>("uniquename")).OfType<string>().ToList();
        return makers.Count == 0 ? "unmanaged" : $"unmanaged, solution {string.Join(", ", makers)}";
    }

    private IEnumerable<(Component Component, IEnumerable<ComponentKey> Needs)> All() =>
        Rows().Concat(Columns()).Concat(AppParts()).Concat(AppIcons());

    private IEnumerable<(Component Component, IEnumerable<ComponentKey> Needs)> Rows() =>
        from table in ComponentTables.All(scope.Metadata)
        from row in scope.Rows.All(table.LogicalName, [.. ColumnsToRead(table)])
        select (_finder.OfRow(table, row), NeedsOfRow(table, row, [.. s_xml, .. s_unpublished]));

    private static IEnumerable<string> ColumnsToRead(TableMetadata table) => table.Columns.Values
        .Where(column => column.LogicalName is ComponentTables.Owner || column.LogicalName == table.PrimaryNameColumn || column.LogicalName == ComponentTables.NameColumn(ComponentTables.TypeOf(table.LogicalName)) || column.IsLookup || column.Type == ColumnType.EntityName || s_xml.Contains(column.LogicalName) || s_unpublished.Contains(column.LogicalName))
        .Select(column => column.LogicalName);

    private static IEnumerable<ComponentKey> NeedsOfRow(TableMetadata table, Entity row, string[] xml)
    {
        var about = ComponentFinder.TableOf(table, row);
        if (about is not null)
            yield return new ComponentKey(ComponentType.Table, about);
        foreach (var reference in row.Attributes.Values.OfType<EntityReference>())
        {
            if (ComponentTables.TypeOf(reference.LogicalName) is not 0 and var type)
                yield return ComponentKey.OfRow(type, reference.Id);
        }

        foreach (var key in xml.SelectMany(column => XmlReferences.Of(row.GetAttributeValue<string>(column), about)))
            yield return key;
    }

    /// <summary>Whether a look-up points to a table is the relationship's doing, which may be another solution's than the look-up.</summary>
    private IEnumerable<(Component Component, IEnumerable<ComponentKey> Needs)> Columns() =>
        (from table in scope.Metadata.Tables.Values
         where !table.IsView
         from column in table.Columns.Values
         where column.ChoiceName is not null
         select (ComponentFinder.OfColumn(table, column), (IEnumerable<ComponentKey>)[new ComponentKey(ComponentType.Choice, column.ChoiceName!)]))
        .Concat(
            from relationship in scope.Metadata.Relationships.Values
            select (ComponentFinder.OfRelationship(relationship), (IEnumerable<ComponentKey>)
                [new ComponentKey(ComponentType.Table, relationship.ReferencedTable), ComponentKey.OfColumn(relationship.ReferencingTable, relationship.ReferencingColumn)]));

    private IEnumerable<(Component Component, IEnumerable<ComponentKey> Needs)> AppParts() =>
        from part in scope.Rows.All("appmodulecomponent", "appmoduleid", "componenttype", "objectid", "schemaname")
        let reference = part.GetAttributeValue<EntityReference>("appmoduleid")
        let app = reference is null ? null : scope.Rows.Find("appmodule", reference.Id)
        where app is not null
        let component = _finder.OfRow(scope.Metadata.Table("appmodule"), app)
        let type = part.GetAttributeValue<int>("componenttype")
        let name = part.GetAttributeValue<string>("schemaname") ?? part.GetAttributeValue<Guid?>("objectid")?.ToString() ?? ""
        select (component, (IEnumerable<ComponentKey>)[new ComponentKey(type, type == ComponentType.Table ? name.ToLowerInvariant() : name)]);

    /// <summary>An app shows a web resource as its icon.</summary>
    private IEnumerable<(Component Component, IEnumerable<ComponentKey> Needs)> AppIcons() =>
        from app in scope.Rows.All("appmodule", "name", "uniquename", "webresourceid", ComponentTables.Owner)
        let icon = app.GetAttributeValue<Guid?>("webresourceid") is { } id ? scope.Rows.Find("webresource", id, ["name"])?.GetAttributeValue<string>("name") : null
        where icon is not null
        select (_finder.OfRow(scope.Metadata.Table("appmodule"), app), (IEnumerable<ComponentKey>)[new ComponentKey(ComponentType.WebResource, icon)]);

    /// <summary>Forms, views, charts and columns of a table that goes, go with it.</summary>
    private bool GoesWithTable(Component component, Func<Component, bool> isLeaving) =>
        component.Table is { } table && _finder.Find(new ComponentKey(ComponentType.Table, table)) is { } owner && isLeaving(owner);
}
