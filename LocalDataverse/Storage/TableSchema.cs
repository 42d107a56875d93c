using System.Text;
using LocalDataverse.Metadata;

namespace LocalDataverse.Storage;

/// <summary>
/// SQL of tables, columns, indexes and views. Tables keep their rowid: rows are wide and have many indexes, and an index entry of a
/// WITHOUT ROWID table would carry the 36-character key. Long texts come last, since SQLite walks over them to reach what lies behind.
/// </summary>
internal static class TableSchema
{
    private static readonly HashSet<string> NotIndexed = new(StringComparer.Ordinal)
    {
        "createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby", "owninguser", "owningteam", "owningbusinessunit", "organizationid",
    };

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The second column of a lookup with several targets.</summary>
    public static string TypeColumn(string column) => column + "type";

    public static IEnumerable<string> Create(TableMetadata table)
    {
        var sql = new StringBuilder("CREATE TABLE ").Append(Quote(table.LogicalName)).Append(" (")
            .Append(Quote(table.PrimaryIdColumn)).Append(" TEXT NOT NULL PRIMARY KEY");
        foreach (var column in table.Columns.Values.Where(column => column.LogicalName != table.PrimaryIdColumn).OrderBy(column => column.Type == ColumnType.Memo))
        {
            foreach (var physical in Physical(column))
                sql.Append(", ").Append(physical);
        }

        yield return sql.Append(')').ToString();
        foreach (var column in table.Columns.Values)
        {
            foreach (var index in Indexes(table, column))
                yield return index;
        }
    }

    public static IEnumerable<string> Add(TableMetadata table, ColumnMetadata column)
    {
        foreach (var physical in Physical(column))
            yield return $"ALTER TABLE {Quote(table.LogicalName)} ADD COLUMN {physical}";
        foreach (var index in Indexes(table, column))
            yield return index;
    }

    /// <summary>A lookup that gets its second target needs the type column, filled with the first.</summary>
    public static IEnumerable<string> MakePolymorphic(TableMetadata table, ColumnMetadata before) =>
    [
        $"ALTER TABLE {Quote(table.LogicalName)} ADD COLUMN {Quote(TypeColumn(before.LogicalName))} TEXT",
        $"UPDATE {Quote(table.LogicalName)} SET {Quote(TypeColumn(before.LogicalName))} = '{before.Targets[0]}' WHERE {Quote(before.LogicalName)} IS NOT NULL",
    ];

    /// <summary>A lookup that had no target yet gets several.</summary>
    public static IEnumerable<string> AddTypeColumn(TableMetadata table, ColumnMetadata column) =>
        [$"ALTER TABLE {Quote(table.LogicalName)} ADD COLUMN {Quote(TypeColumn(column.LogicalName))} TEXT"];

    /// <summary>Clears values that point to the target; a look-up with one target left needs no type column.</summary>
    public static IEnumerable<string> RemoveTarget(TableMetadata table, ColumnMetadata column, string target)
    {
        var (name, value, type) = (Quote(table.LogicalName), Quote(column.LogicalName), Quote(TypeColumn(column.LogicalName)));
        yield return $"UPDATE {name} SET {value} = NULL, {type} = NULL WHERE {type} = '{target}'";
        if (column.Targets.Count == 2)
            yield return $"ALTER TABLE {name} DROP COLUMN {type}";
    }

    public static IEnumerable<string> Remove(TableMetadata table, ColumnMetadata column)
    {
        // SQLite drops no column that an index names.
        var others = table.Columns.Values.Where(other => other != column && ((IsDay(column) && other.IsLookup) || (column.Type == ColumnType.DateTime && IsOwnInstant(other)))).ToList();
        foreach (var indexed in others.Append(column))
            yield return $"DROP INDEX IF EXISTS {Quote(IndexName(table, indexed))}";
        yield return $"ALTER TABLE {Quote(table.LogicalName)} DROP COLUMN {Quote(column.LogicalName)}";
        if (column.IsPolymorphic)
            yield return $"ALTER TABLE {Quote(table.LogicalName)} DROP COLUMN {Quote(TypeColumn(column.LogicalName))}";
        var rest = table with { Columns = table.Columns.Where(pair => pair.Key != column.LogicalName).ToDictionary(StringComparer.Ordinal) };
        foreach (var index in others.SelectMany(other => Indexes(rest, other)))
            yield return index;
    }

    /// <summary>
    /// A look-up's index goes on with the table's first date-only column: rows of a person on a day are the common question. That of an
    /// instant which a solution brought goes on with the others of the table: so are rows of a span of time, and those that reach over its end.
    /// </summary>
    private static IEnumerable<string> Indexes(TableMetadata table, ColumnMetadata column)
    {
        var name = Quote(table.LogicalName);
        if (column.Type == ColumnType.State)
        {
            yield return $"CREATE INDEX {Quote(IndexName(table, column))} ON {name} ({Quote(column.LogicalName)})";
        }
        else if (column.IsLookup && column.LogicalName != table.PrimaryIdColumn && !NotIndexed.Contains(column.LogicalName))
        {
            var day = table.Columns.Values.FirstOrDefault(IsDay);
            var columns = day is null ? Quote(column.LogicalName) : $"{Quote(column.LogicalName)}, {Quote(day.LogicalName)}";
            yield return $"CREATE INDEX {Quote(IndexName(table, column))} ON {name} ({columns}) WHERE {Quote(column.LogicalName)} IS NOT NULL";
        }
        else if (IsOwnInstant(column))
        {
            var columns = table.Columns.Values.Where(other => IsOwnInstant(other) && other.LogicalName != column.LogicalName).Prepend(column).Select(other => Quote(other.LogicalName));
            yield return $"CREATE INDEX {Quote(IndexName(table, column))} ON {name} ({string.Join(", ", columns)}) WHERE {Quote(column.LogicalName)} IS NOT NULL";
        }
    }

    private static bool IsDay(ColumnMetadata column) => column is { Type: ColumnType.DateTime, DateTimeBehavior: DateTimeBehavior.DateOnly };

    private static bool IsOwnInstant(ColumnMetadata column) => column is { Type: ColumnType.DateTime, DateTimeBehavior: not DateTimeBehavior.DateOnly, IsCustom: true };

    private static string IndexName(TableMetadata table, ColumnMetadata column) => $"ix_{table.LogicalName}_{column.LogicalName}";

    private static IEnumerable<string> Physical(ColumnMetadata column)
    {
        yield return $"{Quote(column.LogicalName)} {SqlType(column.Type)}";
        if (column.IsPolymorphic)
            yield return $"{Quote(TypeColumn(column.LogicalName))} TEXT";
    }

    private static string SqlType(ColumnType type) => type switch
    {
        ColumnType.WholeNumber or ColumnType.BigInt or ColumnType.Boolean or ColumnType.Choice or ColumnType.State or ColumnType.Status => "INTEGER",
        ColumnType.Decimal or ColumnType.Double or ColumnType.Money => "REAL",
        _ => "TEXT",
    };
}
