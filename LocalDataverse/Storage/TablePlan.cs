using System.Runtime.CompilerServices;
using System.Text;
using LocalDataverse.Metadata;

namespace LocalDataverse.Storage;

/// <summary>The physical columns of one version of a table, and the SQL that always is the same for it.</summary>
internal sealed class TablePlan
{
    private static readonly ConditionalWeakTable<TableMetadata, TablePlan> Plans = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _physical = [];

    private TablePlan(TableMetadata table)
    {
        Table = table;
        Columns = [.. table.Columns.Values];
        foreach (var column in Columns)
        {
            _slots.Add(column.LogicalName, _physical.Count);
            _physical.Add(column.LogicalName);
            if (column.IsPolymorphic)
                _physical.Add(TableSchema.TypeColumn(column.LogicalName));
        }

        var name = TableSchema.Quote(table.LogicalName);
        var key = TableSchema.Quote(table.PrimaryIdColumn);
        Insert = new StringBuilder("INSERT INTO ").Append(name).Append(" (").AppendJoin(", ", _physical.Select(TableSchema.Quote))
            .Append(") VALUES (").AppendJoin(", ", _physical.Select((_, index) => StorageSession.ParameterName(index))).Append(')').ToString();
        Delete = $"DELETE FROM {name} WHERE {key} = @p0";
        Exists = $"SELECT 1 FROM {name} WHERE {key} = @p0";
        All = Select(Columns);
        Defaults = [.. Columns.Where(column => column is { DefaultValue: >= 0, Type: ColumnType.Boolean or ColumnType.Choice })];
        Required = [.. Columns.Where(column => column.RequiredLevel == RequiredLevel.SystemRequired && column.LogicalName != table.PrimaryIdColumn)];
        Numbered = [.. Columns.Where(column => column.AutoNumberFormat is { Length: > 0 })];
        Composed = [.. Columns.Where(column => column.ComposedOf.Count > 0)];
    }

    /// <summary>Columns a create fills where the caller does not. A choice's -1 means none, as solution files write it.</summary>
    public IReadOnlyList<ColumnMetadata> Defaults { get; }

    /// <summary>Columns that may never be null.</summary>
    public IReadOnlyList<ColumnMetadata> Required { get; }

    public IReadOnlyList<ColumnMetadata> Numbered { get; }

    public IReadOnlyList<ColumnMetadata> Composed { get; }

    public string PhysicalName(int slot) => _physical[slot];

    public TableMetadata Table { get; }

    public IReadOnlyList<ColumnMetadata> Columns { get; }

    /// <summary>How many values an insert takes.</summary>
    public int Width => _physical.Count;

    public string Insert { get; }

    public string Delete { get; }

    public string Exists { get; }

    /// <summary>Every column of the row with the key @p0.</summary>
    public string All { get; }

    public static TablePlan Of(TableMetadata table) => Plans.GetValue(table, static table => new TablePlan(table));

    /// <summary>The place of a column's value in an insert; a polymorphic look-up's type follows it.</summary>
    public int Slot(string column) => _slots[column];

    /// <summary>The columns, in order, of the row with the key @p0; each polymorphic look-up followed by its type.</summary>
    public string Select(IEnumerable<ColumnMetadata> columns) =>
        $"SELECT {SelectList(columns)} FROM {TableSchema.Quote(Table.LogicalName)} WHERE {TableSchema.Quote(Table.PrimaryIdColumn)} = @p0";

    public static string SelectList(IEnumerable<ColumnMetadata> columns) => string.Join(", ", columns.SelectMany(column => column.IsPolymorphic
        ? new[] { TableSchema.Quote(column.LogicalName), TableSchema.Quote(TableSchema.TypeColumn(column.LogicalName)) }
        : [TableSchema.Quote(column.LogicalName)]));
}
