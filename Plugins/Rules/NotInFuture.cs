using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1003: time is logged after it was spent.</summary>
public static class NotInFuture
{
    public const string Code = "CT1003";

    /// <summary>Seconds that a device's intervals may run ahead of the server's clock before they are cut.</summary>
    public const int AutomaticTolerance = 2 * 60;

    /// <summary>Seconds that a page's idea of now may run ahead of the server's: a log that ends so little ahead begins earlier instead.</summary>
    public const int LogTolerance = 5;

    /// <summary>A log may begin and end up to now.</summary>
    public static Refusal? Check(DateTime start, DateTime end, DateTime now) =>
        start > now ? new Refusal(Code, null, new ColumnName("casetime_starttime"))
        : end > now ? new Refusal(Code, null, new ColumnName("casetime_endtime"))
        : null;

    /// <summary>Intervals that lie wholly beyond the tolerance are refused; those that lie partly beyond are cut, not refused.</summary>
    /// <param name="sent">What the device sent.</param>
    /// <param name="due">What of it does not lie beyond the tolerance.</param>
    public static Refusal? CheckTimeline(IntervalSet sent, IntervalSet due) =>
        due.IsEmpty && !sent.IsEmpty ? new Refusal(Code, "timeline", new ColumnName("casetime_timeline"), AutomaticTolerance / Durations.SecondsPerMinute) : null;
}
