using System;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1017: reps delete logs; Automatic, Adjustment and Final rows are deleted by those who may write all time trackers.</summary>
public static class RowDeletable
{
    public const string Code = "CT1017";

    /// <param name="isLog">Whether the row is a Manual one.</param>
    /// <param name="isSupervisor">Asked only where it is not.</param>
    public static Refusal? Check(bool isLog, Func<bool> isSupervisor) =>
        isLog || isSupervisor() ? null : new Refusal(Code, null, new ColumnName("casetime_category"));
}
