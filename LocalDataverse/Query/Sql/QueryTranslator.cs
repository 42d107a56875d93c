using System.Globalization;
using LocalDataverse.Query.Model;

namespace LocalDataverse.Query.Sql;

/// <summary>The query model to one SQL statement.</summary>
internal sealed class QueryTranslator
{
    private readonly QueryModel _query;
    private readonly QueryScope _scope;
    private readonly int _mostAggregatedRows;
    private readonly SqlParameters _parameters = new();
    private readonly SourceTree _sources;
    private readonly ConditionTranslator _conditions;
    private readonly OrderTranslator _orders;

    /// <param name="query">What is asked.</param>
    /// <param name="scope">By whom, and of which catalog.</param>
    /// <param name="mostAggregatedRows">An aggregate of more rows stops at the first one beyond.</param>
    /// <exception cref="DataverseException">Unknown table.</exception>
    public QueryTranslator(QueryModel query, QueryScope scope, int mostAggregatedRows)
    {
        _query = query;
        _scope = scope;
        _mostAggregatedRows = mostAggregatedRows;
        _sources = new SourceTree(query.Root, scope.Metadata);
        _conditions = new ConditionTranslator(_sources, _parameters, scope);
        _orders = new OrderTranslator(_parameters, scope, query.RawOrder);
    }

    /// <exception cref="DataverseException">Unknown column, wrong value, missing privilege, unsupported construct.</exception>
    public TranslatedQuery Translate() => _query.Aggregate ? Aggregate() : Rows();

    private TranslatedQuery Rows()
    {
        var list = new SelectList(_scope.User.LanguageId);
        var root = _sources.Root;
        var id = root.Column(root.Table.PrimaryIdColumn);
        if (!_query.Distinct)
            list.AddColumn(root, id, null);
        foreach (var source in _sources.All)
        {
            if (source.Node.AllColumns)
            {
                foreach (var column in source.Table.Columns.Values.Where(column => column.ValidForRead))
                    list.AddColumn(source, column, null);
            }

            foreach (var node in source.Node.Columns)
                list.AddColumn(source, source.Column(node.Name), node.Alias);
        }

        if (_query.Distinct && list.Selections.Count == 0)
            throw QueryErrors.Invalid("A distinct query must name the columns it returns.");

        int? idOrdinal = _query.Distinct ? list.Selections.FirstOrDefault(selection => selection.Source == root && selection.Column == id)?.Ordinal : list.Add(root.Sql(id));
        int? version = _query.Distinct ? null : list.Add($"{root.SqlAlias}.\"versionnumber\"");
        var orders = RowOrders().ToList();
        if (!_query.Distinct)
            orders.Add(root.Sql(id));

        var body = Body();
        var select = (_query.Distinct ? "SELECT DISTINCT " : "SELECT ") + list.Sql;
        return new TranslatedQuery
        {
            Sql = select + body + OrderBy(orders) + Page(out var size),
            CountSql = Counted((_query.Distinct ? select : "SELECT 1") + body),
            Parameters = _parameters.Values,
            Selections = list.Selections,
            Root = root,
            PageSize = size,
            IdOrdinal = idOrdinal,
            VersionOrdinal = version,
        };
    }

    private TranslatedQuery Aggregate()
    {
        var list = new AggregateList(_scope, _orders, _parameters);
        foreach (var source in _sources.All)
        {
            if (source.Node.AllColumns)
                throw QueryErrors.Invalid("An aggregate query cannot return all columns.");
            foreach (var node in source.Node.Columns)
                list.Add(source, node);
        }

        if (list.Select.Selections.Count == 0)
            throw QueryErrors.Invalid("An aggregate query must aggregate or group by at least one column.");

        var orders = _sources.All.SelectMany(source => source.Node.Orders).Select(list.Order).ToList();
        orders.AddRange(list.GroupKeys);
        var rows = list.Select.Add("SUM(COUNT(*)) OVER ()");
        var body = list.Rows.From(Body(), _parameters.Add((long)_mostAggregatedRows + 1)) + (list.GroupKeys.Count == 0 ? "" : " GROUP BY " + string.Join(", ", list.GroupKeys));
        return new TranslatedQuery
        {
            Sql = "SELECT " + list.Select.Sql + body + OrderBy(orders) + Page(out var size),
            CountSql = Counted("SELECT COUNT(*)" + body),
            Parameters = _parameters.Values,
            Selections = list.Select.Selections,
            Root = _sources.Root,
            PageSize = size,
            AggregatedRowsOrdinal = rows,
        };
    }

    private IEnumerable<string> RowOrders()
    {
        foreach (var source in _sources.All)
        {
            foreach (var order in source.Node.Orders)
            {
                var owner = _sources.Find(source, order.Table);
                var name = order.Column ?? AliasedColumn(owner, order.Alias)
                    ?? throw QueryErrors.Invalid("An order must name an attribute, or the alias of one.");
                yield return OrderTranslator.Directed(_orders.Key(owner, owner.Column(name)), order.Descending);
            }
        }
    }

    private static string? AliasedColumn(Source source, string? alias) => source.Node.Columns.FirstOrDefault(column => alias is not null && column.Alias == alias)?.Name;

    private string Body()
    {
        var root = _sources.Root;
        var where = new[] { Readable(root), _conditions.Filter(root, root.Node.Filter) }.OfType<string>().ToArray();
        return $" FROM {Named(root)}{Joins(root)}" + (where.Length == 0 ? "" : " WHERE " + string.Join(" AND ", where));
    }

    private string Joins(Source parent) => string.Concat(parent.Links.Select(link =>
    {
        var on = new[]
        {
            $"{link.Sql(link.Column(link.Node.From))} = {parent.Sql(parent.Column(link.Node.To))}",
            Readable(link),
            _conditions.Filter(link, link.Node.Filter),
        };
        var join = link.Node.Join == JoinKind.Inner ? " INNER JOIN " : " LEFT JOIN ";
        var condition = " ON " + string.Join(" AND ", on.OfType<string>());
        // An inner link below an outer one limits the outer link's rows, not the query's: it is joined within it.
        return link.Node.Join == JoinKind.Outer && link.Links.Any(child => child.Node.Join == JoinKind.Inner)
            ? $"{join}({Named(link)}{Joins(link)}){condition}"
            : $"{join}{Named(link)}{condition}{Joins(link)}";
    }));

    private string? Readable(Source source) =>
        _scope.ReadFilter.For(source.Table.LogicalName, source.SqlAlias) is { } condition ? $"({_parameters.Add(condition)})" : null;

    private static string Named(Source source) => $"{SqlName.Quote(source.Table.LogicalName)} AS {source.SqlAlias}";

    private static string OrderBy(List<string> orders) => orders.Count == 0 ? "" : " ORDER BY " + string.Join(", ", orders);

    private string Page(out int size)
    {
        size = _query.Top ?? Math.Min(_query.Count ?? QueryLimits.PageSize, QueryLimits.PageSize);
        var skip = (long)(_query.Page - 1) * size;
        return $" LIMIT {_parameters.Add(size + 1)} OFFSET {_parameters.Add(skip)}";
    }

    private static string Counted(string select) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM ({select} LIMIT {QueryLimits.TotalCount + 1})");
}
