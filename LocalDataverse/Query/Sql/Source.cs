using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;

namespace LocalDataverse.Query.Sql;

/// <summary>A table's place in the statement.</summary>
/// <param name="Node">As asked.</param>
/// <param name="Table">Its metadata.</param>
/// <param name="SqlAlias">t0 for the root, then t1 ...</param>
/// <param name="Alias">The prefix of its columns in the answer; null for the root.</param>
/// <param name="Links">Tables joined to it.</param>
internal sealed record Source(TableNode Node, TableMetadata Table, string SqlAlias, string? Alias, IReadOnlyList<Source> Links)
{
    /// <exception cref="DataverseException">0x80041103: no such column.</exception>
    public ColumnMetadata Column(string name) => Table.Column(name) ?? throw QueryErrors.NoColumn(Table.LogicalName, name);

    /// <summary>How an expression over the table's columns is reached where they lie in a query within; null where they are at hand.</summary>
    public Func<string, string>? Through { get; init; }

    public string Sql(ColumnMetadata column) => Reach(column.LogicalName);

    /// <summary>The column beside a polymorphic lookup that has the target's table.</summary>
    public string TypeSql(ColumnMetadata column) => Reach(column.LogicalName + "type");

    public IEnumerable<Source> All() => Links.SelectMany(link => link.All()).Prepend(this);

    private string Reach(string name)
    {
        var sql = SqlAlias + "." + SqlName.Quote(name);
        return Through is null ? sql : Through(sql);
    }
}
