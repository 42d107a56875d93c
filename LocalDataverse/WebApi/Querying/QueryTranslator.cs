using System.Globalization;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>OData query options as a QueryExpression.</summary>
public static class QueryTranslator
{
    /// <summary>Rows a page, and at most so many: Dataverse's limit.</summary>
    public const int MaxPageSize = 5000;

    /// <summary>Alias of the intersect table; those of joined tables are numbered links.</summary>
    private const string PairAlias = "pair";

    /// <param name="model">The model the options were parsed with.</param>
    /// <param name="plan">Columns.</param>
    /// <param name="filter">$filter; null for none.</param>
    /// <param name="orderBy">$orderby; null for none.</param>
    /// <param name="parameterAliases">Values of @p1 and the like.</param>
    public static QueryExpression Translate(
        WebApiModel model, ReadPlan plan, FilterClause? filter, OrderByClause? orderBy, IDictionary<string, SingleValueNode> parameterAliases)
    {
        var query = new QueryExpression(plan.Table.LogicalName) { ColumnSet = plan.ColumnSet };
        var aliases = new QueryAliases();
        var links = new QueryLinks(model, query.LinkEntities, plan.Table, QueryLinks.Root, aliases);
        if (filter is not null)
            query.Criteria = new FilterTranslator(links, parameterAliases).Translate(filter.Expression);
        for (var order = orderBy; order is not null; order = order.ThenBy)
        {
            var column = links.Resolve(order.Expression)
                ?? throw WebApiException.NotSupported("$orderby is supported by columns only, not by expressions.");
            var type = order.Direction == OrderByDirection.Descending ? OrderType.Descending : OrderType.Ascending;
            query.Orders.Add(column.Alias is null
                ? new OrderExpression(column.Column.LogicalName, type)
                : new OrderExpression(column.Column.LogicalName, type, null!, column.Alias));
        }
        query.Distinct = aliases.NeedsDistinct;
        return query;
    }

    /// <summary>$top, or a page by the preference and the $skiptoken.</summary>
    public static void Page(QueryExpression query, long? top, int? maxPageSize, PagingToken? token, bool withCount)
    {
        if (top is { } rows)
        {
            if (rows is < 1 or > MaxPageSize)
                throw WebApiException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"Invalid value '{rows}' for $top: it must be between 1 and {MaxPageSize}."));
            query.TopCount = (int)rows;
            return;
        }
        query.PageInfo = new PagingInfo
        {
            Count = Math.Min(maxPageSize ?? MaxPageSize, MaxPageSize),
            PageNumber = token?.PageNumber ?? 1,
            PagingCookie = token?.Cookie!,
            ReturnTotalRecordCount = withCount,
        };
    }

    /// <summary>Only the rows that a collection of one of the parents holds.</summary>
    /// <param name="query">Over the rows of the collection.</param>
    /// <param name="collection">One-to-many: their lookup leads to a parent; many-to-many: a pair joins them with one.</param>
    /// <param name="parents">Ids of the rows that have the collection.</param>
    /// <param name="tellParent">Whether <see cref="TakeParent"/> is to tell whose each row is.</param>
    public static void OnlyRelatedTo(QueryExpression query, Navigation collection, IEnumerable<Guid> parents, bool tellParent = false)
    {
        var lookup = collection.Column.LogicalName;
        object[] ids = [.. parents.Cast<object>()];
        if (collection.Pairs is { } pairs)
        {
            var link = query.AddLink(pairs.Intersect.LogicalName, collection.Target!.PrimaryIdColumn, pairs.Opposite(collection.Column).LogicalName);
            link.EntityAlias = PairAlias;
            link.LinkCriteria.AddCondition(lookup, ConditionOperator.In, ids);
            if (tellParent)
                link.Columns = new ColumnSet(lookup);
            return;
        }
        if (tellParent && !query.ColumnSet.AllColumns && !query.ColumnSet.Columns.Contains(lookup))
            query.ColumnSet.AddColumn(lookup);
        var filter = new FilterExpression(LogicalOperator.And);
        filter.AddCondition(lookup, ConditionOperator.In, ids);
        if (query.Criteria.Conditions.Count + query.Criteria.Filters.Count > 0)
            filter.AddFilter(query.Criteria);
        query.Criteria = filter;
    }

    /// <summary>Whose collection the row is in; what was read for this alone is taken out of the row again.</summary>
    public static Guid? TakeParent(Entity row, Navigation collection)
    {
        if (collection.Pairs is null)
            return row.GetAttributeValue<EntityReference>(collection.Column.LogicalName)?.Id;
        var name = $"{PairAlias}.{collection.Column.LogicalName}";
        var parent = (row.GetAttributeValue<AliasedValue>(name)?.Value as EntityReference)?.Id;
        row.Attributes.Remove(name);
        return parent;
    }
}
