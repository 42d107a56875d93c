using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Sql;
using LocalDataverse.Storage;
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

    private static object? Value(SqliteDataReader reader, Selection selection)
    {
        var (at, column) = (selection.Ordinal, selection.Column);
        if (selection.Kind != SelectionKind.Value)
            return checked((int)reader.GetInt64(at));
        if (!selection.IsAggregate)
            return ColumnCodec.FromStorage(column, reader, at, selection.TypeOrdinal ?? -1);
        return column.Type switch
        {
            ColumnType.WholeNumber => Whole(reader.GetInt64(at), selection),
            ColumnType.BigInt => reader.GetInt64(at),
            ColumnType.Decimal => Number(reader, selection),
            ColumnType.Money => new Money(Number(reader, selection)),
            ColumnType.Double => reader.GetDouble(at),
            _ => ColumnCodec.Read(column, reader.GetString(at)),
        };
    }

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
}
