namespace CaseTime.Plugins.Rules;

/// <summary>CT1006: while handling time is switched off nothing is logged or adjusted. Automatic time is accepted late instead.</summary>
public static class HandlingTimeOn
{
    public const string Code = "CT1006";

    public static Refusal? Check(bool enabled) => enabled ? null : new Refusal(Code, null);
}
