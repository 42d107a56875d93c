using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Components;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>Takes components of one managed solution away, with their data; what the solution had covered comes back.</summary>
/// <param name="scope">The transaction.</param>
/// <param name="solution">Unique name.</param>
internal sealed class ComponentRemoval(RequestScope scope, string solution)
{
    private readonly ComponentLayers _layers = new(scope);

    private IMetadataEditor Editor => scope.MetadataEditor;

    public void Row(string table, Guid id)
    {
        if (_layers.Remove(table, id.ToString(), solution) is { } under)
            Restore(table, id, under);
        else
            Delete(table, id);
    }

    /// <summary>A row whose table its type says, or failing that its id.</summary>
    public void Row(int type, Guid id)
    {
        var table = ComponentTables.Of(type) ?? ComponentTables.All(Editor.Catalog).FirstOrDefault(table => scope.Rows.Exists(table.LogicalName, id))?.LogicalName;
        if (table is not null)
            Row(table, id);
    }

    public void Table(string name)
    {
        if (Editor.Catalog.FindTable(name) is not { } table || table.Solution != solution)
            return;
        foreach (var part in PartsOf(name).ToList())
            Delete(part.LogicalName, part.Id);
        foreach (var relationship in Editor.Catalog.ChildrenOf(name).Where(relationship => relationship.ReferencingTable != name).ToList())
            Relationship(relationship);
        Editor.RemoveTable(name);
    }

    public void Column(string table, string name)
    {
        if (Editor.Catalog.FindTable(table)?.Column(name) is not { } column)
            return;
        if (_layers.Remove("column", $"{table}.{name}", solution) is { } under)
            Editor.PutColumn(table, ComponentLayers.Read<ColumnMetadata>(under));
        else if (column.Solution == solution && column.IsCustom)
            Editor.RemoveColumn(table, name);
    }

    public void Relationship(string schemaName)
    {
        if (Editor.Catalog.Relationships.GetValueOrDefault(schemaName) is { } relationship && relationship.Solution == solution)
            Relationship(relationship);
    }

    public void Choice(string name)
    {
        if (!Editor.Catalog.Choices.TryGetValue(name, out var choice))
            return;
        var isOurs = _layers.Has("choice", name, solution);
        if (_layers.Remove("choice", name, solution) is { } under)
            Editor.PutChoice(ComponentLayers.Read<ChoiceMetadata>(under));
        else if (isOurs && choice.IsGlobal)
            Editor.RemoveChoice(name);
    }

    /// <summary>Forgets layers of components that went with others.</summary>
    public void ForgetLayers()
    {
        foreach (var (kind, name) in _layers.Of(solution))
            _layers.Remove(kind, name, solution);
    }

    /// <summary>A look-up of another table loses the target; values that pointed to it go with it.</summary>
    private void Relationship(RelationshipMetadata relationship)
    {
        Editor.RemoveRelationship(relationship.SchemaName);
        var child = Editor.Catalog.FindTable(relationship.ReferencingTable);
        if (child?.Column(relationship.ReferencingColumn) is { IsPolymorphic: true } column && column.Targets.Contains(relationship.ReferencedTable))
            Editor.RemoveTarget(child.LogicalName, column.LogicalName, relationship.ReferencedTable);
    }

    /// <summary>Forms, views, charts, steps and jobs of a table: rows that name it, whoever made them.</summary>
    private IEnumerable<Entity> PartsOf(string name) =>
        from table in Editor.Catalog.Tables.Values
        where !table.IsView
        from column in table.Columns.Values
        where column.Type == ColumnType.EntityName
        from row in scope.Rows.Where(table.LogicalName, column.LogicalName, name, table.PrimaryIdColumn)
        select row;

    private void Delete(string table, Guid id)
    {
        if (!scope.Rows.Exists(table, id))
            return;
        foreach (var relationship in Editor.Catalog.ChildrenOf(table).Where(relationship => Editor.Catalog.FindTable(relationship.ReferencingTable) is { IsView: false }).ToList())
        {
            if (relationship.CascadeDelete == CascadeDelete.RemoveLink)
                scope.Rows.RemoveLinks(relationship, id);
            if (relationship.CascadeDelete != CascadeDelete.Cascade)
                continue;
            var key = Editor.Catalog.Table(relationship.ReferencingTable).PrimaryIdColumn;
            foreach (var child in scope.Rows.Where(relationship.ReferencingTable, relationship.ReferencingColumn, id, key))
                Delete(child.LogicalName, child.Id);
        }

        if (table == "customapi")
            DeleteMessage(id);
        scope.Rows.Delete(table, id);
    }

    /// <summary>The message of a custom API goes with it, unless a step of somebody else hangs on it.</summary>
    private void DeleteMessage(Guid customApi)
    {
        var name = scope.Rows.Find("customapi", customApi, ["uniquename"])?.GetAttributeValue<string>("uniquename") ?? "";
        var message = CustomApiImporter.MessageIdOf(name);
        if (scope.Rows.Where("sdkmessageprocessingstep", "sdkmessageid", message, "name").Count == 0)
            Delete("sdkmessage", message);
    }

    private void Restore(string table, Guid id, string under)
    {
        var row = new Entity(table, id);
        foreach (var (column, value) in ValueJson.ReadParameters(JsonNode.Parse(under)!))
            row[column] = value;
        scope.Rows.Update(row, scope.SystemAuthor);
    }
}
