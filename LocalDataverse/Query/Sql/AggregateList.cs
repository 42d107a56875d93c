using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Sql;

/// <summary>Aggregates and groups of an aggregate query.</summary>
internal sealed class AggregateList(QueryScope scope, OrderTranslator orders, SqlParameters parameters)
{
    private readonly Dictionary<string, string> _orderKeys = new(StringComparer.Ordinal);
    private readonly List<string> _groupKeys = [];
    private string? _zone;

    public SelectList Select { get; } = new();

    public AggregatedRows Rows { get; } = new();

    public IReadOnlyList<string> GroupKeys => _groupKeys;

    /// <exception cref="DataverseException">No alias, neither grouped nor aggregated, or not possible for the column's type.</exception>
    public void Add(Source table, ColumnNode node)
    {
        var source = table with { Through = Rows.Add };
        var column = source.Column(node.Name);
        if (string.IsNullOrEmpty(node.Alias))
            throw QueryErrors.Invalid($"The attribute '{source.Table.LogicalName}.{node.Name}' of an aggregate query needs an alias.");
        if (node.GroupBy)
            Group(source, column, node);
        else if (node.Aggregate != XrmAggregateType.None)
            Aggregate(source, column, node);
        else
            throw QueryErrors.Invalid($"The attribute '{source.Table.LogicalName}.{node.Name}' of an aggregate query must be aggregated or grouped by.");
    }

    /// <exception cref="DataverseException">No alias, or none of this query.</exception>
    public string Order(OrderNode order) => order.Alias is { } alias && _orderKeys.TryGetValue(alias, out var key)
        ? OrderTranslator.Directed(key, order.Descending)
        : throw QueryErrors.Invalid($"An aggregate query is ordered by the alias of an aggregate or a group; '{order.Alias ?? order.Column}' is none.");

    private void Group(Source source, ColumnMetadata column, ColumnNode node)
    {
        if (node.DateGrouping != XrmDateTimeGrouping.None)
        {
            DatePart(source, column, node);
            return;
        }

        var sql = source.Sql(column);
        var key = sql + TextCollation.For(column, null);
        _groupKeys.Add(key);
        int? type = null;
        if (column.IsPolymorphic)
        {
            _groupKeys.Add(source.TypeSql(column));
            type = Select.Add(source.TypeSql(column));
        }

        // Of texts that differ in case only, always the same one is shown.
        var shown = column.Type is ColumnType.Text or ColumnType.Memo ? $"MIN({sql})" : sql;
        Register(new Selection(node.Alias!, source, column, Select.Add(shown)) { IsAliased = true, TypeOrdinal = type }, orders.Key(source, column));
    }

    private void DatePart(Source source, ColumnMetadata column, ColumnNode node)
    {
        if (column.Type != ColumnType.DateTime)
            throw QueryErrors.Invalid($"The attribute '{source.Table.LogicalName}.{column.LogicalName}' of type '{column.Type}' cannot be grouped by parts of a date.");
        if (node.DateGrouping is XrmDateTimeGrouping.FiscalPeriod or XrmDateTimeGrouping.FiscalYear)
            throw QueryErrors.Unsupported($"the dategrouping '{node.DateGrouping}'");
        var date = node.UserTimeZone && column.DateTimeBehavior == DateTimeBehavior.UserLocal ? LocalDate(source, column) : source.Sql(column);
        var key = DateParts.Of(node.DateGrouping, date);
        _groupKeys.Add(key);
        Register(new Selection(node.Alias!, source, column, Select.Add(key)) { IsAliased = true, Kind = SelectionKind.DatePart }, key);
    }

    /// <summary>Day, month and year of a row ask for the same date, which is worked out once.</summary>
    private string LocalDate(Source source, ColumnMetadata column)
    {
        _zone ??= parameters.Add(SqlFunctions.Register(scope.User.TimeZone));
        return Rows.Add($"{SqlFunctions.LocalDate}({(source with { Through = null }).Sql(column)}, {_zone})");
    }

    private void Aggregate(Source source, ColumnMetadata column, ColumnNode node)
    {
        var sql = source.Sql(column);
        var isWhole = column.Type is ColumnType.WholeNumber or ColumnType.BigInt;
        var isNumber = isWhole || column.Type is ColumnType.Decimal or ColumnType.Double or ColumnType.Money;
        var expression = node.Aggregate switch
        {
            XrmAggregateType.Count => "COUNT(*)",
            XrmAggregateType.CountColumn => node.Distinct ? $"COUNT(DISTINCT {sql}{TextCollation.For(column, null)})" : $"COUNT({sql})",
            XrmAggregateType.Sum when isNumber => $"SUM({sql})",
            // The average of whole numbers is a whole number, as SQL Server cuts it.
            XrmAggregateType.Avg when isWhole => $"SUM({sql}) / COUNT({sql})",
            XrmAggregateType.Avg when isNumber => $"AVG({sql})",
            XrmAggregateType.Min when isNumber || column.Type == ColumnType.DateTime => $"MIN({sql})",
            XrmAggregateType.Max when isNumber || column.Type == ColumnType.DateTime => $"MAX({sql})",
            _ => throw QueryErrors.Invalid($"The aggregate '{node.Aggregate}' is not valid for the attribute '{source.Table.LogicalName}.{column.LogicalName}' of type '{column.Type}'."),
        };
        Register(
            new Selection(node.Alias!, source, column, Select.Add(expression))
            {
                IsAliased = true,
                IsAggregate = true,
                Kind = node.Aggregate is XrmAggregateType.Count or XrmAggregateType.CountColumn ? SelectionKind.Count : SelectionKind.Value,
            },
            expression);
    }

    private void Register(Selection selection, string orderKey)
    {
        Select.Add(selection);
        _orderKeys[selection.Key] = orderKey;
    }
}
