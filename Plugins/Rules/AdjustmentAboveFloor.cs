namespace CaseTime.Plugins.Rules;

/// <summary>CT1012: adjustments take a rep's automatic time on a case to zero, not below.</summary>
public static class AdjustmentAboveFloor
{
    public const string Code = "CT1012";

    /// <param name="automatic">The rep's automatic seconds on the case with all adjustments so far.</param>
    /// <param name="adjustment">Seconds up or down.</param>
    public static Refusal? Check(long automatic, long adjustment) =>
        adjustment >= 0 || automatic + adjustment >= 0 ? null : new Refusal(Code, null, new ColumnName("casetime_duration"), automatic);
}
