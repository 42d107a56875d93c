using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Sql;
using LocalDataverse.Query.Values;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query.Rows;

/// <summary>SQL rows to rows with the SDK's types.</summary>
internal sealed class RowReader(TranslatedQuery query, FormattedValueWriter formats)
{
    private readonly List<(Entity Row, string Key, EntityReference Reference)> _lookups = [];

    /// <summary>Lookups read so far; their names are still to be found.</summary>
    public IReadOnlyList<(Entity Row, string Key, EntityReference Reference)> Lookups => _lookups;

    public Entity Read(SqliteDataReader reader)
    {
        var row = new Entity(query.Root.Table.LogicalName);
        if (query.IdOrdinal is { } id)
            row.Id = Guid.Parse(reader.GetString(id));
        if (query.VersionOrdinal is { } version && !reader.IsDBNull(version))
            row.RowVersion = reader.GetInt64(version).ToString(CultureInfo.InvariantCulture);

        foreach (var selection in query.Selections)
        {
            var value = reader.IsDBNull(selection.Ordinal) ? null : Value(reader, selection);
            if (value is null && !selection.IsAggregate)
                continue;
            row[selection.Key] = selection.IsAliased
                ? new AliasedValue(selection.Source.Table.LogicalName, selection.Column.LogicalName, value)
                : value;
            if (value is EntityReference reference)
                _lookups.Add((row, selection.Key, reference));
            else if (value is not null && formats.Format(selection, value) is { } text)
                row.FormattedValues[selection.Key] = text;
        }

        return row;
    }

    private static object Value(SqliteDataReader reader, Selection selection)
    {
        var (at, column) = (selection.Ordinal, selection.Column);
        if (selection.Kind != SelectionKind.Value)
            return checked((int)reader.GetInt64(at));
        return column.Type switch
        {
            ColumnType.UniqueIdentifier => Guid.Parse(reader.GetString(at)),
            ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => new EntityReference(Target(reader, selection), Guid.Parse(reader.GetString(at))),
            ColumnType.WholeNumber => Whole(reader.GetInt64(at), selection),
            ColumnType.BigInt => reader.GetInt64(at),
            ColumnType.Decimal => Number(reader, selection),
            ColumnType.Money => new Money(Number(reader, selection)),
            ColumnType.Double => reader.GetDouble(at),
            ColumnType.Boolean => reader.GetInt64(at) != 0,
            ColumnType.Choice or ColumnType.State or ColumnType.Status => new OptionSetValue(reader.GetInt32(at)),
            ColumnType.Choices => new OptionSetValueCollection([.. reader.GetString(at)
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => new OptionSetValue(int.Parse(number, CultureInfo.InvariantCulture)))]),
            ColumnType.DateTime => Date(reader.GetString(at), column),
            _ => reader.GetString(at),
        };
    }

    private static string Target(SqliteDataReader reader, Selection selection) =>
        selection.TypeOrdinal is { } type && !reader.IsDBNull(type) ? reader.GetString(type) : (selection.Column.Targets is [var only, ..] ? only : "");

    private static int Whole(long value, Selection selection) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw QueryErrors.Invalid($"Arithmetic overflow: the aggregate of '{selection.Source.Table.LogicalName}.{selection.Column.LogicalName}' does not fit a whole number.");

    private static decimal Number(SqliteDataReader reader, Selection selection)
    {
        try
        {
            return (decimal)reader.GetDouble(selection.Ordinal);
        }
        catch (OverflowException exception)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"Arithmetic overflow: the aggregate of '{selection.Source.Table.LogicalName}.{selection.Column.LogicalName}' does not fit a decimal.", exception);
        }
    }

    /// <summary>Times of users' columns are UTC; a date alone, or a time without a zone, has no kind.</summary>
    private static DateTime Date(string text, ColumnMetadata column) =>
        DateTime.SpecifyKind(StoredDate.Parse(text), column.DateTimeBehavior == DateTimeBehavior.UserLocal ? DateTimeKind.Utc : DateTimeKind.Unspecified);
}
