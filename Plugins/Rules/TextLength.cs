namespace CaseTime.Plugins.Rules;

/// <summary>CT1015: the reason fits its column; the column's own limit is wider, so that this sentence answers.</summary>
public static class TextLength
{
    public const string Code = "CT1015";

    /// <summary>Characters.</summary>
    public const int MaximumReason = 2000;

    public static Refusal? CheckReason(string? reason) =>
        reason is null || reason.Length <= MaximumReason ? null : new Refusal(Code, null, new ColumnName("casetime_reason"), MaximumReason);
}
