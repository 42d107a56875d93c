namespace LocalDataverse.Query.Sql;

/// <summary>A statement and how to read its rows.</summary>
internal sealed record TranslatedQuery
{
    public required string Sql { get; init; }

    /// <summary>Counts the rows that match, up to one more than <see cref="QueryLimits.TotalCount"/>.</summary>
    public required string CountSql { get; init; }
    public required IReadOnlyDictionary<string, object?> Parameters { get; init; }
    public required IReadOnlyList<Selection> Selections { get; init; }
    public required Source Root { get; init; }

    /// <summary>Rows a page; the statement returns one more where there are more.</summary>
    public required int PageSize { get; init; }

    /// <summary>Where the row's id is; null where rows have none (distinct, aggregate).</summary>
    public int? IdOrdinal { get; init; }
    public int? VersionOrdinal { get; init; }

    /// <summary>Aggregate queries: where the number of aggregated rows, over all groups, is.</summary>
    public int? AggregatedRowsOrdinal { get; init; }
}

/// <summary>The platform's limits.</summary>
internal static class QueryLimits
{
    public const int PageSize = 5000;
    public const int TotalCount = 5000;
    public const int AggregatedRows = 50_000;
    public const int Links = 15;
    public const int Conditions = 500;

    /// <summary>Levels of elements in FetchXML. The platform's limit is not documented; this one keeps hostile nesting off the stack.</summary>
    public const int FetchXmlDepth = 100;

    /// <summary>Values in one statement: SQLite takes 32,766, and this leaves room for those of the security filters.</summary>
    public const int Values = 32_000;
}
