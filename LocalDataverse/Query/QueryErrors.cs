using LocalDataverse.Metadata;

namespace LocalDataverse.Query;

/// <summary>The query room's refusals, worded as Dataverse words them where its wording is known.</summary>
internal static class QueryErrors
{
    public static DataverseException NoColumn(string table, string column) =>
        new(ErrorCode.NoSuchColumn, $"'{table}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");

    public static DataverseException WrongValue(TableMetadata table, ColumnMetadata column, string expected, object? value) =>
        new(ErrorCode.InvalidArgument, $"Condition for attribute '{table.LogicalName}.{column.LogicalName}': expected argument(s) of type '{expected}' but received '{(value is null ? "null" : $"{value}' of type '{value.GetType().FullName}")}'.");

    public static DataverseException NullValue(TableMetadata table, ColumnMetadata column) =>
        new(ErrorCode.InvalidArgument, $"Condition for attribute '{table.LogicalName}.{column.LogicalName}': null is not a valid value for an attribute. Use 'Null' or 'NotNull' conditions instead.");

    public static DataverseException WrongOperator(TableMetadata table, ColumnMetadata column, object conditionOperator) =>
        new(ErrorCode.InvalidArgument, $"The operator '{conditionOperator}' is not valid for the attribute '{table.LogicalName}.{column.LogicalName}' of type '{column.Type}'.");

    public static DataverseException TooManyLinks() => new(ErrorCode.TooManyLinks, "Number of link entities in query exceeded maximum limit.");

    public static DataverseException TooManyConditions() => new(ErrorCode.TooManyConditions, "Number of conditions in query exceeded maximum limit.");

    public static DataverseException Invalid(string sentence) => new(ErrorCode.InvalidArgument, sentence);

    public static DataverseException Unsupported(string what) =>
        new(ErrorCode.InvalidArgument, $"The local Dataverse does not support {what} in a query.");
}
