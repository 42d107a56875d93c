namespace CaseTime.Plugins.Rules;

/// <summary>CT1013: the settings' numbers keep their ranges.</summary>
public static class SettingInRange
{
    public const string Code = "CT1013";

    /// <summary>Minutes.</summary>
    public static Refusal? CheckUpdateInterval(int? minutes) => Check("casetime_updateinterval", minutes, 10, 60);

    /// <summary>Minutes; 0 switches idle detection off.</summary>
    public static Refusal? CheckIdleMinutes(int? minutes) => Check("casetime_idleminutes", minutes, 0, 60);

    /// <summary>Minutes.</summary>
    public static Refusal? CheckMaximumLog(int? minutes) => Check("casetime_maxlogminutes", minutes, 1, 1440);

    private static Refusal? Check(string column, int? value, int least, int most) =>
        value is null || (value >= least && value <= most) ? null : new Refusal(Code, null, new ColumnName(column), least, most);
}
