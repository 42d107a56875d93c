using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Model;

/// <summary>A query, whatever language it was asked in.</summary>
internal sealed record QueryModel
{
    public required TableNode Root { get; init; }
    public bool Distinct { get; init; }
    public bool Aggregate { get; init; }

    /// <summary>At most so many rows; excludes paging.</summary>
    public int? Top { get; init; }

    /// <summary>1-based.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page; null for the platform's limit.</summary>
    public int? Count { get; init; }
    public bool ReturnTotalRecordCount { get; init; }

    /// <summary>Choices are ordered by number instead of by label.</summary>
    public bool RawOrder { get; init; }

    /// <summary>A limit below the platform's on how many rows may be aggregated.</summary>
    public int? AggregateLimit { get; init; }
}

internal enum JoinKind { Root, Inner, Outer }

/// <summary>The table of the query, or a table joined to another.</summary>
internal sealed record TableNode
{
    public required string Table { get; init; }

    /// <summary>How the query calls it; null where it does not say.</summary>
    public string? Alias { get; init; }
    public JoinKind Join { get; init; }

    /// <summary>Joined tables: the column of this table.</summary>
    public string From { get; init; } = "";

    /// <summary>Joined tables: the column of the table it is joined to.</summary>
    public string To { get; init; } = "";
    public bool AllColumns { get; init; }
    public IReadOnlyList<ColumnNode> Columns { get; init; } = [];
    public FilterNode? Filter { get; init; }
    public IReadOnlyList<OrderNode> Orders { get; init; } = [];
    public IReadOnlyList<TableNode> Links { get; init; } = [];
}

internal sealed record ColumnNode(string Name)
{
    public string? Alias { get; init; }
    public XrmAggregateType Aggregate { get; init; }
    public bool Distinct { get; init; }
    public bool GroupBy { get; init; }
    public XrmDateTimeGrouping DateGrouping { get; init; }

    /// <summary>Date parts are taken in the user's time zone, else in UTC.</summary>
    public bool UserTimeZone { get; init; } = true;
}

internal sealed record FilterNode(bool Or, IReadOnlyList<ConditionNode> Conditions, IReadOnlyList<FilterNode> Filters);

internal sealed record ConditionNode(string Column, ConditionOperator Operator, IReadOnlyList<object?> Values)
{
    /// <summary>Alias or name of the table that has the column; null for the table of the filter.</summary>
    public string? Table { get; init; }

    /// <summary>The column to compare with, "column" or "alias.column"; null compares with <see cref="Values"/>.</summary>
    public string? OtherColumn { get; init; }
}

/// <summary>By column, or by the alias of an aggregate or group.</summary>
internal sealed record OrderNode(string? Column, bool Descending)
{
    public string? Alias { get; init; }

    /// <summary>Alias of the table that has the column; null for the table the order belongs to.</summary>
    public string? Table { get; init; }
}
