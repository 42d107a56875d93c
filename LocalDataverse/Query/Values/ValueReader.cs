using System.Globalization;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query.Values;

/// <summary>Turns the value of a condition, typed or as FetchXML text, into what the column stores.</summary>
internal sealed class ValueReader(MetadataCatalog metadata, TimeZoneInfo zone)
{
    /// <exception cref="DataverseException">The value does not fit the column.</exception>
    public object Read(TableMetadata table, ColumnMetadata column, object? value)
    {
        if (value is null)
            throw QueryErrors.NullValue(table, column);
        return column.Type switch
        {
            ColumnType.UniqueIdentifier or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => Id(value) ?? throw Wrong("System.Guid"),
            ColumnType.WholeNumber or ColumnType.Choice or ColumnType.State or ColumnType.Status or ColumnType.Choices => Whole(value) is >= int.MinValue and <= int.MaxValue and var number ? number : throw Wrong("System.Int32"),
            ColumnType.BigInt => Whole(value) ?? throw Wrong("System.Int64"),
            ColumnType.Decimal or ColumnType.Double or ColumnType.Money => Real(value) ?? throw Wrong("System.Decimal"),
            ColumnType.Boolean => Flag(value) ?? throw Wrong("System.Boolean"),
            ColumnType.DateTime => Stored(column, Date(value) ?? throw Wrong("System.DateTime")),
            ColumnType.EntityName => TableName(value) ?? throw Wrong("System.String"),
            _ => value as string ?? throw Wrong("System.String"),
        };

        DataverseException Wrong(string expected) => QueryErrors.WrongValue(table, column, expected, value);
    }

    /// <summary>The calendar day that a value of an on-operator means: in the user's zone, unless the column has no zone.</summary>
    /// <exception cref="DataverseException">The value is no date.</exception>
    public DateTime Day(TableMetadata table, ColumnMetadata column, object? value)
    {
        var (date, isUtc) = Date(value) ?? throw QueryErrors.WrongValue(table, column, "System.DateTime", value);
        return isUtc && column.DateTimeBehavior == DateTimeBehavior.UserLocal ? TimeZoneInfo.ConvertTimeFromUtc(date, zone).Date : date.Date;
    }

    /// <exception cref="DataverseException">Not a positive whole number.</exception>
    public static int Count(TableMetadata table, ColumnMetadata column, object? value) =>
        value is not null && Whole(value) is > 0 and <= int.MaxValue and var count ? (int)count : throw QueryErrors.WrongValue(table, column, "System.Int32", value);

    private string Stored(ColumnMetadata column, (DateTime Date, bool IsUtc) value) => column.DateTimeBehavior switch
    {
        DateTimeBehavior.DateOnly => StoredDate.OfDate(value.Date),
        DateTimeBehavior.TimeZoneIndependent => StoredDate.OfInstant(value.Date),
        _ => StoredDate.OfInstant(value.IsUtc ? value.Date : StoredDate.ToUtc(value.Date, zone)),
    };

    private static string? Id(object value) => value switch
    {
        Guid id => id.ToString(),
        EntityReference reference => reference.Id.ToString(),
        string text when Guid.TryParse(text, out var id) => id.ToString(),
        _ => null,
    };

    private static long? Whole(object value) => value switch
    {
        int number => number,
        long number => number,
        short number => number,
        byte number => number,
        OptionSetValue choice => choice.Value,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static double? Real(object value) => value switch
    {
        Money money => (double)money.Value,
        decimal number => (double)number,
        double number => number,
        float number => number,
        int number => number,
        long number => number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => (double)number,
        _ => null,
    };

    private static object? Flag(object value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        "1" or "true" or "True" => 1L,
        "0" or "false" or "False" => 0L,
        _ => Whole(value) is { } number and (0 or 1) ? number : null,
    };

    /// <summary>Objects are UTC unless they say otherwise; text without an offset is in the user's zone.</summary>
    private static (DateTime Date, bool IsUtc)? Date(object? value)
    {
        switch (value)
        {
            case DateTime date:
                return (DateTime.SpecifyKind(date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date, DateTimeKind.Utc), true);
            case DateTimeOffset date:
                return (date.UtcDateTime, true);
            case DateOnly date:
                return (date.ToDateTime(TimeOnly.MinValue), false);
            case string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date):
                return date.Kind == DateTimeKind.Unspecified ? (date, false) : (date.ToUniversalTime(), true);
            default:
                return null;
        }
    }

    private string? TableName(object value) => value switch
    {
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => TableName(code),
        string text => text,
        int code => metadata.Tables.Values.FirstOrDefault(table => table.ObjectTypeCode == code)?.LogicalName,
        _ => null,
    };
}
