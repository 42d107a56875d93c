using System.Globalization;
using LocalDataverse.Metadata;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>SDK values to SQLite values and back, by the rules of <see cref="StorageSession"/>.</summary>
public static class ColumnCodec
{
    public const string DateTimeFormat = "yyyy-MM-dd HH:mm:ss";
    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>How an id is stored.</summary>
    public static string Id(Guid id) => id.ToString("D");

    public static string DateTime(DateTime utc) => utc.ToString(DateTimeFormat, CultureInfo.InvariantCulture);

    /// <summary>What SQLite stores for a value; the lookup's type column is the caller's business.</summary>
    /// <exception cref="DataverseException">0x80040203: the value is of a type the column does not take.</exception>
    public static object? ToStorage(ColumnMetadata column, object? value) => (column.Type, value) switch
    {
        (_, null) => null,
        (ColumnType.UniqueIdentifier, Guid id) => Id(id),
        // Dataverse keeps no empty text: it reads back as no value.
        (ColumnType.Text or ColumnType.Memo or ColumnType.EntityName, string text) => text.Length == 0 ? null : text,
        (ColumnType.WholeNumber, int number) => (long)number,
        (ColumnType.BigInt, long number) => number,
        (ColumnType.BigInt, int number) => (long)number,
        (ColumnType.Decimal or ColumnType.Money, decimal number) => (double)number,
        (ColumnType.Decimal, int number) => (double)number,
        (ColumnType.Money, Money money) => (double)money.Value,
        (ColumnType.Double, double number) => number,
        (ColumnType.DateTime, DateTime moment) => Store(column, moment),
        (ColumnType.Boolean, bool flag) => flag ? 1L : 0L,
        (ColumnType.Choice or ColumnType.State or ColumnType.Status, OptionSetValue option) => (long)option.Value,
        (ColumnType.Choices, OptionSetValueCollection options) => options.Count == 0 ? null : string.Join(',', options.Select(option => option.Value).Distinct().Order()),
        (ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner, EntityReference reference) => Id(reference.Id),
        (ColumnType.Lookup, Guid id) when column.Targets.Count == 1 => Id(id),
        _ => throw WrongType(column, value),
    };

    /// <summary>The SDK value of a column just read.</summary>
    /// <param name="column">The column.</param>
    /// <param name="reader">On a row.</param>
    /// <param name="ordinal">Where the value is.</param>
    /// <param name="typeOrdinal">Where a polymorphic lookup's type is.</param>
    public static object? FromStorage(ColumnMetadata column, SqliteDataReader reader, int ordinal, int typeOrdinal = -1)
    {
        if (reader.IsDBNull(ordinal))
            return null;
        switch (column.Type)
        {
            case ColumnType.UniqueIdentifier:
                return Guid.Parse(reader.GetString(ordinal));
            case ColumnType.WholeNumber:
                return reader.GetInt32(ordinal);
            case ColumnType.BigInt:
                return reader.GetInt64(ordinal);
            case ColumnType.Decimal:
                return Round(column, reader.GetDouble(ordinal));
            case ColumnType.Double:
                return reader.GetDouble(ordinal);
            case ColumnType.Money:
                return new Money(Round(column, reader.GetDouble(ordinal)));
            case ColumnType.DateTime:
                return Read(column, reader.GetString(ordinal));
            case ColumnType.Boolean:
                return reader.GetInt64(ordinal) != 0;
            case ColumnType.Choice or ColumnType.State or ColumnType.Status:
                return new OptionSetValue(reader.GetInt32(ordinal));
            case ColumnType.Choices:
                return new OptionSetValueCollection([.. reader.GetString(ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => new OptionSetValue(int.Parse(value, CultureInfo.InvariantCulture)))]);
            case ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner:
                var target = column.IsPolymorphic && typeOrdinal >= 0 ? reader.GetString(typeOrdinal) : column.Targets is [var only, ..] ? only : "";
                return new EntityReference(target, Guid.Parse(reader.GetString(ordinal)));
            default:
                return reader.GetString(ordinal);
        }
    }

    /// <summary>The SDK's DateTime of stored text: UTC, or unspecified where the column knows no time zone.</summary>
    public static DateTime Read(ColumnMetadata column, string text)
    {
        var format = column.DateTimeBehavior == DateTimeBehavior.DateOnly ? DateFormat : DateTimeFormat;
        var moment = System.DateTime.ParseExact(text, format, CultureInfo.InvariantCulture);
        return System.DateTime.SpecifyKind(moment, column.DateTimeBehavior == DateTimeBehavior.UserLocal ? DateTimeKind.Utc : DateTimeKind.Unspecified);
    }

    private static string Store(ColumnMetadata column, DateTime moment)
    {
        if (column.DateTimeBehavior != DateTimeBehavior.UserLocal)
            return moment.ToString(column.DateTimeBehavior == DateTimeBehavior.DateOnly ? DateFormat : DateTimeFormat, CultureInfo.InvariantCulture);
        return DateTime(moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment);
    }

    private static decimal Round(ColumnMetadata column, double value) => Math.Round((decimal)value, Math.Min(column.Precision ?? 10, 10));

    private static DataverseException WrongType(ColumnMetadata column, object value) =>
        new(ErrorCode.InvalidArgument, $"Incorrect attribute value type {value.GetType()} for the column '{column.LogicalName}' of the type {column.Type}.");
}
