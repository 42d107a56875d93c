using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>Finds components by key and says whose they are.</summary>
internal sealed class ComponentFinder(RequestScope scope)
{
    private readonly Dictionary<Guid, string?> _solutions = [];
    private readonly Dictionary<ComponentKey, Component?> _found = [];

    private MetadataCatalog Catalog => scope.Metadata;

    /// <returns>Null where the environment has no such component.</returns>
    public Component? Find(ComponentKey key)
    {
        if (!_found.TryGetValue(key, out var component))
            _found[key] = component = Look(key);
        return component;
    }

    public Component OfRow(TableMetadata table, Entity row)
    {
        var type = ComponentTables.TypeOf(table.LogicalName);
        var name = table.PrimaryNameColumn is { } column ? row.GetAttributeValue<string>(column) : null;
        var key = ComponentTables.NameColumn(type) is { } named ? new ComponentKey(type, row.GetAttributeValue<string>(named) ?? "") : ComponentKey.OfRow(type, row.Id);
        return new Component(key, row.Id, name ?? row.Id.ToString(), TableOf(table, row), SolutionOf(row));
    }

    public static Component OfTable(TableMetadata table) =>
        new(new ComponentKey(ComponentType.Table, table.LogicalName), MetadataId(ComponentType.Table, table.LogicalName), table.LogicalName, null, table.Solution);

    public static Component OfColumn(TableMetadata table, ColumnMetadata column)
    {
        var key = ComponentKey.OfColumn(table.LogicalName, column.LogicalName);
        return new Component(key, MetadataId(key.Type, key.Name), key.Name, table.LogicalName, column.Solution);
    }

    public static Component OfRelationship(RelationshipMetadata relationship) =>
        new(new ComponentKey(ComponentType.Relationship, relationship.SchemaName), MetadataId(ComponentType.Relationship, relationship.SchemaName), relationship.SchemaName, relationship.ReferencingTable, relationship.Solution);

    /// <summary>Unique name of the solution a row belongs to; null for the system's own.</summary>
    public string? SolutionOf(Entity row) => row.GetAttributeValue<Guid?>(ComponentTables.Owner) is { } id ? NameOf(id) : null;

    /// <summary>The table a form, view or chart is about; "none" and missing are null.</summary>
    public static string? TableOf(TableMetadata table, Entity row) =>
        table.Columns.Values.FirstOrDefault(column => column.Type == ColumnType.EntityName) is { } about && row.GetAttributeValue<string>(about.LogicalName) is { Length: > 0 } name and not "none" ? name : null;

    public static Guid MetadataId(int type, string key) => NameBasedGuid.Of(ComponentType.NameOf(type), key);

    private string? NameOf(Guid id)
    {
        if (id == Guid.Empty)
            return null;
        if (id == UnmanagedLayer.Id)
            return UnmanagedLayer.Name;
        if (!_solutions.TryGetValue(id, out var name))
            _solutions[id] = name = scope.Rows.Find("solution", id, ["uniquename"])?.GetAttributeValue<string>("uniquename");
        return name;
    }

    private Component? Look(ComponentKey key) => key.Type switch
    {
        ComponentType.Table => Catalog.FindTable(key.Name) is { } table ? OfTable(table) : null,
        ComponentType.Column => Column(key.Name),
        ComponentType.Relationship => Catalog.Relationships.GetValueOrDefault(key.Name) is { } relationship ? OfRelationship(relationship) : null,
        ComponentType.Choice => Catalog.Choices.GetValueOrDefault(key.Name) is { IsGlobal: true } ? new Component(key, MetadataId(key.Type, key.Name), key.Name, null, ChoiceOwner(key.Name)) : null,
        _ => Row(key),
    };

    private Component? Column(string name) =>
        name.Split('.') is [var tableName, var columnName] && Catalog.FindTable(tableName) is { } table && table.Column(columnName) is { } column ? OfColumn(table, column) : null;

    private Component? Row(ComponentKey key)
    {
        if (ComponentTables.Of(key.Type) is not { } name || Catalog.FindTable(name) is not { } table)
            return null;
        var row = ComponentTables.NameColumn(key.Type) is { } column ? scope.Rows.Where(name, column, key.Name).FirstOrDefault()
            : Guid.TryParse(key.Name, out var id) ? scope.Rows.Find(name, id) : null;
        return row is null ? null : OfRow(table, row);
    }

    /// <summary>Choices carry no solution; their solutioncomponent row does.</summary>
    private string? ChoiceOwner(string choice) =>
        scope.Rows.Where("solutioncomponent", "objectid", MetadataId(ComponentType.Choice, choice), "solutionid")
            .Select(row => row.GetAttributeValue<EntityReference>("solutionid")).FirstOrDefault() is { } solution ? NameOf(solution.Id) : null;
}
