using LocalDataverse.Security;
using LocalDataverse.Storage;

namespace LocalDataverse.Metadata;

/// <summary>The one way the catalog changes: each change writes the SQL schema and the stored catalog in the request's transaction.</summary>
/// <param name="session">The writing session.</param>
/// <param name="catalog">What is committed.</param>
/// <param name="privileges">Told of each new or removed table, so that its privileges come and go with it.</param>
internal sealed class MetadataEditor(StorageSession session, MetadataCatalog catalog, ITablePrivileges privileges) : IMetadataEditor
{
    private const int FirstCustomTypeCode = 10_000;
    private readonly Dictionary<string, TableMetadata> _tables = new(catalog.Tables, StringComparer.Ordinal);
    private readonly Dictionary<string, RelationshipMetadata> _relationships = new(catalog.Relationships, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ChoiceMetadata> _choices = new(catalog.Choices, StringComparer.Ordinal);
    private MetadataCatalog? _catalog = catalog;

    public MetadataCatalog Catalog => _catalog ??= new MetadataCatalog(_tables.Values, _relationships.Values, _choices.Values);

    public void PutChoice(ChoiceMetadata choice)
    {
        _choices[choice.Name] = choice;
        CatalogStore.Put(session, choice);
        _catalog = null;
    }

    public void PutTable(TableMetadata table)
    {
        var before = _tables.GetValueOrDefault(table.LogicalName);
        if (before is null)
            CreateTable(table);
        else
            ChangeTable(before, table);
    }

    public void PutColumn(string table, ColumnMetadata column)
    {
        var changed = PutColumn(Find(table), column);
        Store(changed);
        RebuildViews(changed);
    }

    public void PutRelationship(RelationshipMetadata relationship)
    {
        var child = Find(relationship.ReferencingTable);
        var parent = Find(relationship.ReferencedTable);
        var column = child.Column(relationship.ReferencingColumn)
            ?? throw new DataverseException(ErrorCode.NoSuchColumn, $"The relationship '{relationship.SchemaName}' names the column '{relationship.ReferencingColumn}', which the table '{child.LogicalName}' does not have.");
        if (!column.IsLookup)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The relationship '{relationship.SchemaName}' needs a lookup, but the column '{child.LogicalName}.{column.LogicalName}' is of the type {column.Type}.");

        // Owner is one relationship to the table that stands for users and teams.
        if (!parent.IsView && !column.Targets.Contains(parent.LogicalName))
            PutColumn(child.LogicalName, column with { Targets = [.. column.Targets, parent.LogicalName] });

        foreach (var same in _relationships.Values.Where(other => IsSamePath(other, relationship) && other.SchemaName != relationship.SchemaName).ToList())
            RemoveRelationship(same.SchemaName);
        _relationships[relationship.SchemaName] = relationship;
        CatalogStore.Put(session, relationship);
        _catalog = null;
    }

    public void RemoveTable(string table)
    {
        var removed = Find(table);
        foreach (var relationship in _relationships.Values.Where(relationship => relationship.ReferencingTable == table || relationship.ReferencedTable == table).ToList())
            RemoveRelationship(relationship.SchemaName);
        _tables.Remove(table);
        CatalogStore.RemoveTable(session, table);
        foreach (var column in removed.Columns.Values)
            RemoveLocalChoice(column);
        _catalog = null;
        RebuildViews(removed);
        session.Execute($"DROP TABLE {TableSchema.Quote(table)}");
        privileges.Removed(session, removed);
        Sharing.Forget(session, table);
    }

    public void RemoveColumn(string table, string column)
    {
        var before = Find(table);
        var removed = before.Column(column) ?? throw NoColumn(before, column);
        if (column == before.PrimaryIdColumn)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The primary column '{column}' of the table '{table}' can't be removed.");
        foreach (var relationship in _relationships.Values.Where(relationship => relationship.ReferencingTable == table && relationship.ReferencingColumn == column).ToList())
            RemoveRelationship(relationship.SchemaName);

        var after = before with { Columns = before.Columns.Where(pair => pair.Key != column).ToDictionary(StringComparer.Ordinal) };
        Store(after);
        RebuildViews(after);
        Run(TableSchema.Remove(before, removed));
        RemoveLocalChoice(removed);
    }

    public void RemoveRelationship(string schemaName)
    {
        _relationships.Remove(schemaName);
        CatalogStore.RemoveRelationship(session, schemaName);
        _catalog = null;
    }

    public void RemoveTarget(string table, string column, string target)
    {
        var before = Find(table);
        var lookup = before.Column(column) ?? throw NoColumn(before, column);
        var after = before with
        {
            Columns = new Dictionary<string, ColumnMetadata>(before.Columns, StringComparer.Ordinal) { [column] = lookup with { Targets = [.. lookup.Targets.Where(other => other != target)] } },
        };
        Store(after);
        RebuildViews(after);
        Run(TableSchema.RemoveTarget(before, lookup, target));
    }

    public void RemoveChoice(string name)
    {
        if (_tables.Values.SelectMany(table => table.Columns.Values.Select(column => (table, column))).FirstOrDefault(pair => pair.column.ChoiceName == name) is { column: not null } user)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The choice '{name}' is used by the column '{user.table.LogicalName}.{user.column.LogicalName}'.");
        _choices.Remove(name);
        CatalogStore.RemoveChoice(session, name);
        _catalog = null;
    }

    private void CreateTable(TableMetadata given)
    {
        if (_tables.Values.FirstOrDefault(other => other.EntitySetName == given.EntitySetName) is { } rival)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The entity set name '{given.EntitySetName}' of the table '{given.LogicalName}' belongs to the table '{rival.LogicalName}'.");
        var table = StandardColumns.Complete(given.ObjectTypeCode == 0 ? given with { ObjectTypeCode = NextTypeCode() } : given);
        PutStateChoices(table);
        foreach (var column in table.Columns.Values)
            MustHaveChoice(table, column);

        if (!table.IsView)
            Run(TableSchema.Create(table));
        Store(table);
        RebuildViews(table);
        foreach (var relationship in StandardColumns.Relationships(table).Where(relationship => _tables.ContainsKey(relationship.ReferencedTable) && !table.IsView))
            PutRelationship(relationship);
        privileges.Added(session, table);
    }

    private void ChangeTable(TableMetadata before, TableMetadata given)
    {
        if (before.Ownership != given.Ownership)
            throw Fixed(given, $"ownership from {before.Ownership} to {given.Ownership}");
        if (before.PrimaryIdColumn != given.PrimaryIdColumn)
            throw Fixed(given, $"primary column from {before.PrimaryIdColumn} to {given.PrimaryIdColumn}");
        if (before.IsActivity != given.IsActivity)
            throw Fixed(given, "nature as an activity");

        PutStateChoices(given);
        var table = given with { Columns = before.Columns, ObjectTypeCode = before.ObjectTypeCode };
        foreach (var column in given.Columns.Values)
            table = PutColumn(table, column);
        Store(table);
        RebuildViews(table);
    }

    private void PutStateChoices(TableMetadata table)
    {
        foreach (var choice in StandardColumns.StateChoices(table).Where(choice => !_choices.ContainsKey(choice.Name)))
            PutChoice(choice);
    }

    /// <summary>Tables of solutions get the numbers from 10,000 on, as they come.</summary>
    private int NextTypeCode() => Math.Max(FirstCustomTypeCode, _tables.Values.Max(table => table.ObjectTypeCode) + 1);

    private TableMetadata PutColumn(TableMetadata table, ColumnMetadata column)
    {
        MustHaveChoice(table, column);
        if (table.Column(column.LogicalName) is not { } before)
        {
            if (!table.IsView)
                Run(TableSchema.Add(table, column));
        }
        else if (before.Type != column.Type)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"The column '{table.LogicalName}.{column.LogicalName}' is of the type {before.Type}, which can't be changed to {column.Type}.");
        }
        else if (before is { Type: ColumnType.DateTime } && before.DateTimeBehavior != column.DateTimeBehavior && before.DateTimeBehavior != DateTimeBehavior.UserLocal)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"The date behaviour of the column '{table.LogicalName}.{column.LogicalName}' can't be changed from {before.DateTimeBehavior} to {column.DateTimeBehavior}.");
        }
        else
        {
            // Targets only grow: relationships say which there are, and solution files give columns without them.
            column = column with { Targets = [.. before.Targets.Union(column.Targets)] };
            if (column.IsPolymorphic && !before.IsPolymorphic && !table.IsView)
                Run(before.Targets.Count == 0 ? TableSchema.AddTypeColumn(table, column) : TableSchema.MakePolymorphic(table, before));
        }

        return table with { Columns = new Dictionary<string, ColumnMetadata>(table.Columns, StringComparer.Ordinal) { [column.LogicalName] = column } };
    }

    private void MustHaveChoice(TableMetadata table, ColumnMetadata column)
    {
        if (column.ChoiceName is { } choice && !_choices.ContainsKey(choice))
            throw new DataverseException(ErrorCode.InvalidArgument, $"The column '{table.LogicalName}.{column.LogicalName}' uses the choice '{choice}', which does not exist.");
    }

    private void RemoveLocalChoice(ColumnMetadata column)
    {
        if (column.ChoiceName is { } name && _choices.GetValueOrDefault(name) is { IsGlobal: false })
            RemoveChoice(name);
    }

    private void Store(TableMetadata table)
    {
        _tables[table.LogicalName] = table;
        CatalogStore.Put(session, table);
        _catalog = null;
    }

    private void RebuildViews(TableMetadata changed)
    {
        if (changed.IsActivity || changed.IsView || changed.LogicalName is "systemuser" or "team")
            Run(ViewSchema.Rebuild(Catalog));
    }

    private void Run(IEnumerable<string> statements)
    {
        foreach (var sql in statements)
        {
            using var command = session.Connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = session.Transaction;
            command.ExecuteNonQuery();
        }
    }

    private TableMetadata Find(string table) => _tables.GetValueOrDefault(table)
        ?? throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The entity with a name = '{table}' was not found in the MetadataCache.");

    private static bool IsSamePath(RelationshipMetadata one, RelationshipMetadata other) =>
        one.ReferencingTable == other.ReferencingTable && one.ReferencingColumn == other.ReferencingColumn && one.ReferencedTable == other.ReferencedTable;

    private static DataverseException Fixed(TableMetadata table, string what) => new(ErrorCode.InvalidArgument, $"The table '{table.LogicalName}' can't change its {what}.");

    private static DataverseException NoColumn(TableMetadata table, string column) =>
        new(ErrorCode.NoSuchColumn, $"'{table.LogicalName}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");
}
