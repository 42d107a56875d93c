using System;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1014: there is one settings row, under a fixed id, and it stays.</summary>
public static class SettingsRowSingle
{
    public const string Code = "CT1014";

    public static readonly Guid FixedId = new Guid("73550000-0000-4000-8000-000000000001");

    public static Refusal? Check(Guid id) => id == FixedId ? null : new Refusal(Code, null, FixedId);

    public static Refusal CheckDelete() => new Refusal(Code, "delete");
}
