using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Values;

/// <summary>A span of time, [From, To); null is open. Local to the user, or to the column where it has no zone.</summary>
internal readonly record struct DateRange(DateTime? From, DateTime? To);

/// <summary>What the relative date operators mean at a given now. Weeks start on Sunday.</summary>
internal static class DateRanges
{
    /// <summary>Whether the operator has an x.</summary>
    public static bool TakesCount(ConditionOperator conditionOperator) => conditionOperator
        is ConditionOperator.LastXHours or ConditionOperator.LastXDays or ConditionOperator.LastXWeeks or ConditionOperator.LastXMonths or ConditionOperator.LastXYears
        or ConditionOperator.NextXHours or ConditionOperator.NextXDays or ConditionOperator.NextXWeeks or ConditionOperator.NextXMonths or ConditionOperator.NextXYears
        or ConditionOperator.OlderThanXMinutes or ConditionOperator.OlderThanXHours or ConditionOperator.OlderThanXDays
        or ConditionOperator.OlderThanXWeeks or ConditionOperator.OlderThanXMonths or ConditionOperator.OlderThanXYears;

    /// <summary>Whether the operator looks at the time of day, which a date-only column lacks.</summary>
    public static bool NeedsTime(ConditionOperator conditionOperator) => conditionOperator
        is ConditionOperator.LastXHours or ConditionOperator.NextXHours or ConditionOperator.OlderThanXMinutes or ConditionOperator.OlderThanXHours;

    /// <param name="conditionOperator">A date operator.</param>
    /// <param name="now">Local.</param>
    /// <param name="count">The x.</param>
    /// <returns>null where the operator is none of these.</returns>
    public static DateRange? Of(ConditionOperator conditionOperator, DateTime now, int count)
    {
        var today = now.Date;
        var week = today.AddDays(-(int)today.DayOfWeek);
        var month = new DateTime(today.Year, today.Month, 1);
        var year = new DateTime(today.Year, 1, 1);
        var afterNow = now.AddSeconds(1);
        return conditionOperator switch
        {
            ConditionOperator.Yesterday => new(today.AddDays(-1), today),
            ConditionOperator.Today => new(today, today.AddDays(1)),
            ConditionOperator.Tomorrow => new(today.AddDays(1), today.AddDays(2)),
            ConditionOperator.LastWeek => new(week.AddDays(-7), week),
            ConditionOperator.ThisWeek => new(week, week.AddDays(7)),
            ConditionOperator.NextWeek => new(week.AddDays(7), week.AddDays(14)),
            ConditionOperator.LastMonth => new(month.AddMonths(-1), month),
            ConditionOperator.ThisMonth => new(month, month.AddMonths(1)),
            ConditionOperator.NextMonth => new(month.AddMonths(1), month.AddMonths(2)),
            ConditionOperator.LastYear => new(year.AddYears(-1), year),
            ConditionOperator.ThisYear => new(year, year.AddYears(1)),
            ConditionOperator.NextYear => new(year.AddYears(1), year.AddYears(2)),
            ConditionOperator.Last7Days => new(today.AddDays(-7), afterNow),
            ConditionOperator.Next7Days => new(now, today.AddDays(8)),
            ConditionOperator.LastXHours => new(now.AddHours(-count), afterNow),
            ConditionOperator.LastXDays => new(today.AddDays(-count), afterNow),
            ConditionOperator.LastXWeeks => new(today.AddDays(-7.0 * count), afterNow),
            ConditionOperator.LastXMonths => new(today.AddMonths(-count), afterNow),
            ConditionOperator.LastXYears => new(today.AddYears(-count), afterNow),
            ConditionOperator.NextXHours => new(now, afterNow.AddHours(count)),
            ConditionOperator.NextXDays => new(now, today.AddDays(count + 1.0)),
            ConditionOperator.NextXWeeks => new(now, today.AddDays((7.0 * count) + 1)),
            ConditionOperator.NextXMonths => new(now, today.AddMonths(count).AddDays(1)),
            ConditionOperator.NextXYears => new(now, today.AddYears(count).AddDays(1)),
            ConditionOperator.OlderThanXMinutes => new(null, now.AddMinutes(-count)),
            ConditionOperator.OlderThanXHours => new(null, now.AddHours(-count)),
            ConditionOperator.OlderThanXDays => new(null, today.AddDays(-count)),
            ConditionOperator.OlderThanXWeeks => new(null, today.AddDays(-7.0 * count)),
            ConditionOperator.OlderThanXMonths => new(null, today.AddMonths(-count)),
            ConditionOperator.OlderThanXYears => new(null, today.AddYears(-count)),
            _ => null,
        };
    }
}
