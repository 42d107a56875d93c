namespace CaseTime.Plugins.Rules;

/// <summary>CT1001: a log has a duration above zero, an adjustment one that is not zero.</summary>
public static class DurationPositive
{
    public const string Code = "CT1001";

    /// <param name="seconds">What was given; null for nothing.</param>
    public static Refusal? Check(long? seconds) =>
        seconds > 0 ? null : new Refusal(Code, null, new ColumnName("casetime_duration"));

    /// <param name="seconds">What was given; null for nothing.</param>
    public static Refusal? CheckAdjustment(long? seconds) =>
        seconds is null or 0 ? new Refusal(Code, "adjustment", new ColumnName("casetime_duration")) : null;
}
