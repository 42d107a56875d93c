using System.Globalization;
using LocalDataverse.Query.Model;
using LocalDataverse.Query.Parsing;
using LocalDataverse.Query.Rows;
using LocalDataverse.Query.Sql;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query;

/// <summary>Answers queries over SQLite. Has no state of its own.</summary>
/// <param name="mostAggregatedRows">Rows that one aggregate may take in: the platform's 50,000, which only a measurement has reason to lift.</param>
public sealed class QueryEngine(int mostAggregatedRows = QueryLimits.AggregatedRows) : IQueryEngine
{
    public EntityCollection RetrieveMultiple(QueryBase query, QueryScope scope)
    {
        var model = query switch
        {
            QueryExpression expression => QueryExpressionReader.Read(expression),
            QueryByAttribute byAttribute => QueryExpressionReader.Read(byAttribute),
            FetchExpression fetch => FetchXmlParser.Parse(fetch.Query),
            null => throw QueryErrors.Invalid("The query is missing."),
            _ => throw QueryErrors.Unsupported($"the query type '{query.GetType().Name}'"),
        };
        return Run(model, scope);
    }

    public Entity? Retrieve(string table, Guid id, ColumnSet columns, QueryScope scope)
    {
        var plan = RetrievePlan.Of(scope.Metadata.Table(table), columns, scope.User.LanguageId);
        var rows = Read(plan.For(id, scope.ReadFilter.For(table, "t0")), mostAggregatedRows, scope);
        return rows.Count == 0 ? null : rows[0];
    }

    private EntityCollection Run(QueryModel model, QueryScope scope)
    {
        var limit = Math.Min(model.AggregateLimit ?? mostAggregatedRows, mostAggregatedRows);
        var query = new QueryTranslator(model, scope, limit).Translate();
        var rows = Read(query, limit, scope);

        var more = rows.Count > query.PageSize;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        var answer = new EntityCollection(rows)
        {
            EntityName = query.Root.Table.LogicalName,
            MoreRecords = more && model.Top is null,
            TotalRecordCount = -1,
        };
        if (answer.MoreRecords)
            answer.PagingCookie = PagingCookie.Of(model.Page, query.Root.Table, rows[0], rows[^1]);
        if (model.ReturnTotalRecordCount)
        {
            var total = Count(query, scope);
            answer.TotalRecordCountLimitExceeded = total > QueryLimits.TotalCount;
            answer.TotalRecordCount = Math.Min(total, QueryLimits.TotalCount);
        }

        return answer;
    }

    private static List<Entity> Read(TranslatedQuery query, int limit, QueryScope scope)
    {
        SqlFunctions.EnsureOn(scope.Session.Connection);
        var rows = new List<Entity>();
        var reader = new RowReader(query, new FormattedValueWriter(scope.Metadata, scope.User));
        using (var data = scope.Session.Prepared(query.Sql, query.Parameters).ExecuteReader())
        {
            while (data.Read())
            {
                if (query.AggregatedRowsOrdinal is { } aggregated)
                    MustBeWithinLimit(data.IsDBNull(aggregated) ? 0 : data.GetInt64(aggregated), limit);
                rows.Add(reader.Read(data));
            }
        }

        LookupNames.Fill(reader.Lookups, scope.Session, scope.Metadata);
        return rows;
    }

    private static void MustBeWithinLimit(long aggregated, int limit)
    {
        if (aggregated > limit)
            throw new DataverseException(ErrorCode.AggregateLimit, "AggregateQueryRecordLimit exceeded. Cannot perform this operation.");
    }

    private static int Count(TranslatedQuery query, QueryScope scope) =>
        Convert.ToInt32(scope.Session.Prepared(query.CountSql, query.Parameters).ExecuteScalar(), CultureInfo.InvariantCulture);
}
