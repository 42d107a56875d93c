using LocalDataverse.WebApi.Http;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>year() and date() of a date and time column, in UTC, as ranges of that column.</summary>
internal static class DateFunctions
{
    /// <param name="call">The function call on the left.</param>
    /// <param name="op">A comparison.</param>
    /// <param name="value">What it is compared with.</param>
    /// <param name="columnOf">Resolves the argument.</param>
    /// <param name="condition">Makes a condition.</param>
    public static FilterExpression Compare(
        SingleValueFunctionCallNode call, ConditionOperator op, object? value,
        Func<QueryNode, QueryColumn> columnOf, Func<QueryColumn, ConditionOperator, object[], FilterExpression> condition)
    {
        var (from, until) = (call.Name, value) switch
        {
            ("year", int year and >= 1 and < 9999) => (Start(year, 1, 1), Start(year + 1, 1, 1)),
            ("date", _) when ODataValues.DayOf(value) is { } day => (Start(day.Year, day.Month, day.Day), Start(day.Year, day.Month, day.Day).AddDays(1)),
            _ => throw WebApiException.NotSupported($"The function '{call.Name}' is not supported in $filter; of the date functions year and date are."),
        };
        var column = columnOf(call.Parameters.First());
        FilterExpression One(ConditionOperator comparison, DateTime instant) => condition(column, comparison, [instant]);
        FilterExpression Both(LogicalOperator logical, FilterExpression first, FilterExpression second)
        {
            var filter = new FilterExpression(logical);
            filter.Conditions.AddRange(first.Conditions);
            filter.Conditions.AddRange(second.Conditions);
            return filter;
        }
        return op switch
        {
            ConditionOperator.Equal => Both(LogicalOperator.And, One(ConditionOperator.GreaterEqual, from), One(ConditionOperator.LessThan, until)),
            ConditionOperator.NotEqual => Both(LogicalOperator.Or, One(ConditionOperator.LessThan, from), One(ConditionOperator.GreaterEqual, until)),
            ConditionOperator.GreaterThan => One(ConditionOperator.GreaterEqual, until),
            ConditionOperator.GreaterEqual => One(ConditionOperator.GreaterEqual, from),
            ConditionOperator.LessThan => One(ConditionOperator.LessThan, from),
            _ => One(ConditionOperator.LessThan, until),
        };
    }

    private static DateTime Start(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
