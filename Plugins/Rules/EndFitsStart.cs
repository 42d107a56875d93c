using System;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1016: where start, duration and end are all given, the first two make the third.</summary>
public static class EndFitsStart
{
    public const string Code = "CT1016";

    /// <param name="end">The end given, on a whole second; null where it is left to the server.</param>
    /// <param name="computed">Start plus duration.</param>
    public static Refusal? Check(DateTime? end, DateTime computed) => end is null || end == computed
        ? null
        : new Refusal(Code, null, new ColumnName("casetime_starttime"), new ColumnName("casetime_duration"), new ColumnName("casetime_endtime"));
}
