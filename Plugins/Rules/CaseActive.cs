namespace CaseTime.Plugins.Rules;

/// <summary>CT1005: logs and adjustments of a resolved or cancelled case stay as they are. Automatic time is accepted late instead.</summary>
public static class CaseActive
{
    public const string Code = "CT1005";

    public static Refusal? Check(bool active) => active ? null : new Refusal(Code, null, new ColumnName("casetime_regardingcase"));
}
