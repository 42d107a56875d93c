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

    public string Sql(ColumnMetadata column) => SqlAlias + "." + SqlName.Quote(column.LogicalName);

    /// <summary>The column beside a polymorphic lookup that has the target's table.</summary>
    public string TypeSql(ColumnMetadata column) => SqlAlias + "." + SqlName.Quote(column.LogicalName + "type");

    public IEnumerable<Source> All() => Links.SelectMany(link => link.All()).Prepend(this);
}
