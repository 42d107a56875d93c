using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;
using LocalDataverse.Query.Values;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Sql;

/// <summary>The on-operators and the relative date operators: always ranges over the stored column, so that an index serves.</summary>
internal sealed class DateConditions(SqlParameters parameters, QueryScope scope)
{
    private readonly ValueReader _values = new(scope.Metadata, scope.User.TimeZone);

    /// <returns>null where it is no date operator.</returns>
    public string? Translate(Source source, ColumnMetadata column, ConditionNode condition)
    {
        if (condition.Operator is ConditionOperator.On or ConditionOperator.NotOn or ConditionOperator.OnOrBefore or ConditionOperator.OnOrAfter)
        {
            MustBeDate(source, column, condition);
            return On(source, column, condition);
        }

        var takesCount = DateRanges.TakesCount(condition.Operator);
        if (!takesCount && DateRanges.Of(condition.Operator, scope.UtcNow, 0) is null)
            return null;
        MustBeDate(source, column, condition);
        if (column.DateTimeBehavior == DateTimeBehavior.DateOnly && DateRanges.NeedsTime(condition.Operator))
            throw QueryErrors.WrongOperator(source.Table, column, condition.Operator);
        var count = takesCount ? ValueReader.Count(source.Table, column, Single(source, column, condition)) : 0;
        try
        {
            var localNow = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(scope.UtcNow, DateTimeKind.Utc), scope.User.TimeZone);
            return Range(source, column, DateRanges.Of(condition.Operator, localNow, count)!.Value);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"The condition on '{source.Table.LogicalName}.{column.LogicalName}' with the operator '{condition.Operator}' and the value {count} leaves the calendar.", exception);
        }
    }

    private string On(Source source, ColumnMetadata column, ConditionNode condition)
    {
        var day = _values.Day(source.Table, column, Single(source, column, condition));
        return condition.Operator switch
        {
            ConditionOperator.On => Range(source, column, new DateRange(day, day.AddDays(1))),
            ConditionOperator.NotOn => $"(NOT {Range(source, column, new DateRange(day, day.AddDays(1)))} OR {source.Sql(column)} IS NULL)",
            ConditionOperator.OnOrBefore => Range(source, column, new DateRange(null, day.AddDays(1))),
            _ => Range(source, column, new DateRange(day, null)),
        };
    }

    private string Range(Source source, ColumnMetadata column, DateRange range)
    {
        var parts = new List<string>();
        if (range.From is { } from)
            parts.Add($"{source.Sql(column)} >= {parameters.Add(Stored(column, from, isEnd: false))}");
        if (range.To is { } to)
            parts.Add($"{source.Sql(column)} < {parameters.Add(Stored(column, to, isEnd: true))}");
        return "(" + string.Join(" AND ", parts) + ")";
    }

    private string Stored(ColumnMetadata column, DateTime local, bool isEnd) => column.DateTimeBehavior switch
    {
        // A range that ends within a day takes that day in.
        DateTimeBehavior.DateOnly => StoredDate.OfDate(isEnd && local.TimeOfDay > TimeSpan.Zero ? local.AddDays(1) : local),
        DateTimeBehavior.TimeZoneIndependent => StoredDate.OfInstant(local),
        _ => StoredDate.OfInstant(StoredDate.ToUtc(local, scope.User.TimeZone)),
    };

    private static object? Single(Source source, ColumnMetadata column, ConditionNode condition) => condition.Values is [var single]
        ? single
        : throw QueryErrors.Invalid($"The condition on '{source.Table.LogicalName}.{column.LogicalName}' with the operator '{condition.Operator}' needs one value, not {condition.Values.Count}.");

    private static void MustBeDate(Source source, ColumnMetadata column, ConditionNode condition)
    {
        if (column.Type != ColumnType.DateTime)
            throw QueryErrors.WrongOperator(source.Table, column, condition.Operator);
    }
}
