using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Querying;

/// <summary>Turns the constants of a query into what a condition on a column compares with.</summary>
public static class ODataValues
{
    /// <param name="value">A constant as the URI parser read it.</param>
    /// <param name="column">The column it is compared with.</param>
    /// <exception cref="WebApiException">400: it is of another type than the column.</exception>
    public static object ForColumn(object value, ColumnMetadata column)
    {
        try
        {
            return column.Type switch
            {
                ColumnType.DateTime => value switch
                {
                    DateTimeOffset instant => instant.UtcDateTime,
                    string text => Moment(text),
                    _ when DayOf(value) is { } day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                    _ => throw Mismatch(value, column),
                },
                ColumnType.UniqueIdentifier or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner =>
                    value is Guid id ? id : value is string text ? Guid.Parse(text) : throw Mismatch(value, column),
                ColumnType.WholeNumber or ColumnType.Choice or ColumnType.State or ColumnType.Status => Whole(value, column, int.MinValue, int.MaxValue, number => (int)number),
                ColumnType.BigInt => Whole(value, column, long.MinValue, long.MaxValue, number => (long)number),
                ColumnType.Decimal or ColumnType.Money => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                ColumnType.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                ColumnType.Boolean => value switch
                {
                    bool yes => yes,
                    "1" => true,
                    "0" => false,
                    string text => bool.Parse(text),
                    _ => throw Mismatch(value, column),
                },
                _ => value as string ?? throw Mismatch(value, column),
            };
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidCastException)
        {
            throw Mismatch(value, column);
        }
    }

    /// <summary>A date without time as the URI parser reads it; null for anything else.</summary>
    public static DateOnly? DayOf(object? value)
    {
#pragma warning disable CS0618 // Its successor, System.DateOnly, is what the parser's next major version gives; this one gives Date.
        return value is Date day ? new DateOnly(day.Year, day.Month, day.Day) : null;
#pragma warning restore CS0618
    }

    private static object Whole(object value, ColumnMetadata column, decimal min, decimal max, Func<decimal, object> narrow)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        return number == decimal.Truncate(number) && number >= min && number <= max ? narrow(number) : throw Mismatch(value, column);
    }

    private static DateTime Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;

    private static WebApiException Mismatch(object value, ColumnMetadata column) => WebApiException.BadRequest(
        $"The value '{Convert.ToString(value, CultureInfo.InvariantCulture)}' does not fit the column '{column.LogicalName}' of type {column.Type}.");
}
