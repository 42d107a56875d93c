using LocalDataverse.Metadata;

namespace LocalDataverse.Query.Sql;

internal enum SelectionKind
{
    /// <summary>A value of the column's own type.</summary>
    Value,

    /// <summary>A number of rows or values.</summary>
    Count,

    /// <summary>The number of a day, week, month, quarter or year.</summary>
    DatePart,
}

/// <summary>One attribute of the answer.</summary>
/// <param name="Key">Its name in the answer's rows.</param>
/// <param name="Source">The table it comes from.</param>
/// <param name="Column">The column it comes from.</param>
/// <param name="Ordinal">Its place in the SQL's rows.</param>
internal sealed record Selection(string Key, Source Source, ColumnMetadata Column, int Ordinal)
{
    public SelectionKind Kind { get; init; }

    /// <summary>Wrapped as AliasedValue.</summary>
    public bool IsAliased { get; init; }

    /// <summary>An aggregate: there even where it has no value.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Polymorphic lookups: where the target's table is.</summary>
    public int? TypeOrdinal { get; init; }
}
