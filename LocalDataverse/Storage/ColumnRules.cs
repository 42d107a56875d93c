using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>What a value must meet before it is stored; refusals are worded and numbered as Dataverse does.</summary>
internal static class ColumnRules
{
    private static readonly DateTime Earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <exception cref="DataverseException">The value is too long, out of range, or not an option.</exception>
    public static void Check(MetadataCatalog catalog, TableMetadata table, ColumnMetadata column, object? value)
    {
        switch (value)
        {
            case null when column.RequiredLevel == RequiredLevel.SystemRequired:
                throw new DataverseException(ErrorCode.ColumnNotNullable, $"Attribute '{column.LogicalName}' of the table '{table.LogicalName}' cannot be set to NULL.");
            case string text when column.MaxLength is { } most && text.Length > most:
                throw new DataverseException(ErrorCode.TextTooLong, $"A validation error occurred. The length of the '{column.LogicalName}' attribute of the '{table.LogicalName}' entity exceeded the maximum allowed length of '{most}'.");
            case int number when column.Type is ColumnType.WholeNumber:
                CheckRange(table, column, number);
                break;
            case decimal number:
                CheckRange(table, column, number);
                break;
            case Money { Value: var amount }:
                CheckRange(table, column, amount);
                break;
            case double number:
                if (!double.IsFinite(number) || Math.Abs(number) > 1e15)
                    throw OutOfRange(table, column, number);
                CheckRange(table, column, (decimal)number);
                break;
            case DateTime moment when moment < Earliest:
                throw new DataverseException(ErrorCode.DateTooEarly, $"DateTime is less than minimum value supported by CrmDateTime. Actual value: {moment:MM/dd/yyyy HH:mm:ss}, Minimum value supported: 01/01/1753 00:00:00");
            case OptionSetValue option when column.Type == ColumnType.Choice:
                CheckOption(catalog, table, column, option.Value);
                break;
            case OptionSetValueCollection options:
                foreach (var option in options)
                    CheckOption(catalog, table, column, option.Value);
                break;
        }
    }

    private static void CheckRange(TableMetadata table, ColumnMetadata column, decimal number)
    {
        if (number < column.MinValue || number > column.MaxValue)
            throw OutOfRange(table, column, number);
    }

    private static void CheckOption(MetadataCatalog catalog, TableMetadata table, ColumnMetadata column, int value)
    {
        if (catalog.ChoiceOf(column) is { } choice && choice.Find(value) is null)
            throw new DataverseException(ErrorCode.ParameterRange, FormattableString.Invariant($"A validation error occurred. The value {value} of '{column.LogicalName}' on record of type '{table.LogicalName}' is outside the valid range. Accepted Values: {string.Join(',', choice.Options.Select(option => option.Value))}"));
    }

    private static DataverseException OutOfRange(TableMetadata table, ColumnMetadata column, object number) =>
        new(ErrorCode.ParameterRange, FormattableString.Invariant($"A validation error occurred. The value {number} of '{column.LogicalName}' on record of type '{table.LogicalName}' is outside the valid range. Accepted Values: {column.MinValue} to {column.MaxValue}"));
}
