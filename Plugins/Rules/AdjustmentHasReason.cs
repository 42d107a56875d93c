namespace CaseTime.Plugins.Rules;

/// <summary>CT1011: a correction to automatic time says why.</summary>
public static class AdjustmentHasReason
{
    public const string Code = "CT1011";

    public static Refusal? Check(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal(Code, null, new ColumnName("casetime_reason")) : null;
}
