using System;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1007: everybody writes their own time; who may write all time trackers (the supervisor's privilege) writes everybody's.</summary>
public static class OwnTime
{
    public const string Code = "CT1007";

    /// <param name="own">Whether the row is, and stays, the caller's.</param>
    /// <param name="isSupervisor">Asked only where the row is not the caller's.</param>
    public static Refusal? Check(bool own, Func<bool> isSupervisor) =>
        own || isSupervisor() ? null : new Refusal(Code, null, new ColumnName("ownerid"));

    /// <summary>Automatic time is a person's, since one person has one clock; so are adjustments to it.</summary>
    public static Refusal? CheckPerson(bool isUser) => isUser ? null : new Refusal(Code, "team", new ColumnName("ownerid"));
}
