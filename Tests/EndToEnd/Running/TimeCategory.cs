namespace CaseTime.EndToEnd.Running;

/// <summary>Options of casetime_timecategory.</summary>
public static class TimeCategory
{
    public const int Manual = 735500000;
    public const int Automatic = 735500001;
    public const int Final = 735500002;
    public const int Adjustment = 735500003;
}
