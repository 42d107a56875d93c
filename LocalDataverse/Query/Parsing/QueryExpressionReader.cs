using System.Collections;
using LocalDataverse.Query.Model;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Parsing;

/// <summary>QueryExpression and QueryByAttribute to the query model.</summary>
internal static class QueryExpressionReader
{
    public static QueryModel Read(QueryExpression query)
    {
        var columns = query.ColumnSet ?? new ColumnSet();
        var aggregate = columns.AttributeExpressions.Count > 0;
        return Paged(
            new QueryModel
            {
                Aggregate = aggregate,
                Distinct = query.Distinct,
                Root = new TableNode
                {
                    Table = query.EntityName ?? "",
                    Join = JoinKind.Root,
                    AllColumns = columns.AllColumns,
                    Columns = Columns(columns),
                    Filter = Filter(query.Criteria),
                    Orders = Orders(query.Orders),
                    Links = [.. query.LinkEntities.Select(Link)],
                },
            },
            query.TopCount,
            query.PageInfo);
    }

    public static QueryModel Read(QueryByAttribute query)
    {
        if (query.Attributes.Count != query.Values.Count)
            throw QueryErrors.Invalid($"The QueryByAttribute names {query.Attributes.Count} attributes but has {query.Values.Count} values.");
        var columns = query.ColumnSet ?? new ColumnSet();
        return Paged(
            new QueryModel
            {
                Root = new TableNode
                {
                    Table = query.EntityName ?? "",
                    Join = JoinKind.Root,
                    AllColumns = columns.AllColumns,
                    Columns = Columns(columns),
                    Filter = new FilterNode(false, [.. query.Attributes.Zip(query.Values, Equality)], []),
                    Orders = Orders(query.Orders),
                },
            },
            query.TopCount,
            query.PageInfo);
    }

    private static ConditionNode Equality(string column, object? value) =>
        value is null ? new ConditionNode(column, ConditionOperator.Null, []) : new ConditionNode(column, ConditionOperator.Equal, [value]);

    private static QueryModel Paged(QueryModel model, int? top, PagingInfo? paging)
    {
        if (top is not null && paging is ({ PageNumber: > 0 } or { Count: > 0 }))
            throw QueryErrors.Invalid("TopCount cannot be combined with PageInfo.");
        if (top is < 1 or > FetchXmlParser.MaxTop)
            throw QueryErrors.Invalid($"TopCount must be from 1 to {FetchXmlParser.MaxTop}, not {top}.");
        return model with
        {
            Top = top,
            Page = Math.Max(paging?.PageNumber ?? 1, 1),
            Count = paging is { Count: > 0 } ? paging.Count : null,
            ReturnTotalRecordCount = paging?.ReturnTotalRecordCount ?? false,
        };
    }

    private static IReadOnlyList<ColumnNode> Columns(ColumnSet? columns) => columns is null
        ? []
        : [.. columns.Columns.Select(name => new ColumnNode(name)), .. columns.AttributeExpressions.Select(Expression)];

    private static ColumnNode Expression(XrmAttributeExpression expression) => new(expression.AttributeName)
    {
        Alias = expression.Alias,
        Aggregate = expression.AggregateType,
        GroupBy = expression.HasGroupBy,
        DateGrouping = expression.DateTimeGrouping,
    };

    private static TableNode Link(LinkEntity link) => new()
    {
        Table = link.LinkToEntityName,
        Alias = link.EntityAlias,
        From = link.LinkToAttributeName ?? "",
        To = link.LinkFromAttributeName ?? "",
        Join = link.JoinOperator switch
        {
            JoinOperator.Inner or JoinOperator.Natural => JoinKind.Inner,
            JoinOperator.LeftOuter => JoinKind.Outer,
            var other => throw QueryErrors.Unsupported($"the join operator '{other}'"),
        },
        AllColumns = link.Columns?.AllColumns ?? false,
        Columns = Columns(link.Columns),
        Filter = Filter(link.LinkCriteria),
        Orders = Orders(link.Orders),
        Links = [.. link.LinkEntities.Select(Link)],
    };

    private static FilterNode? Filter(FilterExpression? filter) => filter is null
        ? null
        : new FilterNode(
            filter.FilterOperator == LogicalOperator.Or,
            [.. filter.Conditions.Select(Condition)],
            [.. filter.Filters.Select(Filter).OfType<FilterNode>()]);

    private static ConditionNode Condition(ConditionExpression condition)
    {
        var node = new ConditionNode(condition.AttributeName, condition.Operator, Flat(condition.Values)) { Table = condition.EntityName };
        if (!condition.CompareColumns)
            return node;
        return node.Values is [string other]
            ? node with { OtherColumn = other, Values = [] }
            : throw QueryErrors.Invalid($"The condition on '{condition.AttributeName}' compares columns and must have one column name as its value.");
    }

    /// <summary>The values of a condition, where a list among them stands for its members.</summary>
    public static List<object?> Flat(IEnumerable<object?> values)
    {
        var flat = new List<object?>();
        foreach (var value in values)
        {
            if (value is IEnumerable list and not string)
                flat.AddRange(list.Cast<object?>());
            else
                flat.Add(value);
        }

        return flat;
    }

    private static IReadOnlyList<OrderNode> Orders(IEnumerable<OrderExpression> orders) =>
        [.. orders.Select(order => new OrderNode(order.AttributeName, order.OrderType == OrderType.Descending) { Alias = order.Alias, Table = order.EntityName })];
}
