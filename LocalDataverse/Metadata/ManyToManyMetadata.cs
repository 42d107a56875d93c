namespace LocalDataverse.Metadata;

/// <summary>A many-to-many relationship: pairs of rows of two tables, kept as rows of an intersect table.</summary>
/// <param name="Intersect">Holds the pairs; its name for the relationship is also the collection's name on both tables.</param>
/// <param name="First">The lookup of the intersect table to one side.</param>
/// <param name="Second">The lookup to the other.</param>
public sealed record ManyToManyMetadata(TableMetadata Intersect, ColumnMetadata First, ColumnMetadata Second)
{
    public string SchemaName { get; } = Intersect.IntersectRelationship!;

    /// <summary>The relationship that an intersect table stands for; null for any other table.</summary>
    public static ManyToManyMetadata? Of(TableMetadata table) =>
        table.IntersectRelationship is not null && table.Columns.Values.Where(column => column.Targets.Count == 1).ToList() is [var first, var second] && first.Targets[0] != second.Targets[0]
            ? new ManyToManyMetadata(table, first, second)
            : null;

    /// <summary>The lookup to rows of a table; null where neither side is of it.</summary>
    public ColumnMetadata? ColumnTo(string table) => First.Targets[0] == table ? First : Second.Targets[0] == table ? Second : null;

    /// <summary>The lookup of the side that <paramref name="column"/> is not of.</summary>
    public ColumnMetadata Opposite(ColumnMetadata column) => column.LogicalName == First.LogicalName ? Second : First;
}
