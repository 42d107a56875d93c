using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1002: a log, or an adjustment up or down, is at most as long as the settings allow.</summary>
public static class DurationWithinMaximum
{
    public const string Code = "CT1002";

    /// <param name="seconds">The duration; negative for an adjustment downwards.</param>
    /// <param name="maximumMinutes">casetime_maxlogminutes.</param>
    public static Refusal? Check(long seconds, int maximumMinutes) =>
        Math.Abs(seconds) <= (long)maximumMinutes * Durations.SecondsPerMinute
            ? null
            : new Refusal(Code, null, new ColumnName("casetime_duration"), maximumMinutes);
}
