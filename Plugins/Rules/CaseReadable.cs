namespace CaseTime.Plugins.Rules;

/// <summary>CT1004: time belongs to a case, and to one that the caller may read.</summary>
public static class CaseReadable
{
    public const string Code = "CT1004";

    /// <param name="found">Whether the caller's own query found the case.</param>
    public static Refusal? Check(bool found) => found ? null : new Refusal(Code, null, new ColumnName("casetime_regardingcase"));
}
