using LocalDataverse.Metadata;

namespace LocalDataverse.Query.Sql;

/// <summary>The primary name of the row a lookup points to, as a scalar subquery.</summary>
internal sealed class LookupNameSql(SqlParameters parameters, MetadataCatalog metadata)
{
    public string For(Source source, ColumnMetadata column)
    {
        var targets = column.Targets.Select(metadata.FindTable).Where(table => table?.PrimaryNameColumn is not null).ToArray();
        return targets switch
        {
            [] => "NULL",
            [var single] when !column.IsPolymorphic => Name(single!, source, column),
            _ => $"CASE {source.TypeSql(column)} {string.Join(' ', targets.Select(table => $"WHEN {parameters.Add(table!.LogicalName)} THEN {Name(table, source, column)}"))} END",
        };
    }

    private static string Name(TableMetadata table, Source source, ColumnMetadata column) =>
        $"(SELECT n.{SqlName.Quote(table.PrimaryNameColumn!)} FROM {SqlName.Quote(table.LogicalName)} n WHERE n.{SqlName.Quote(table.PrimaryIdColumn)} = {source.Sql(column)})";
}
