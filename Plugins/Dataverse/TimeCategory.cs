namespace CaseTime.Plugins.Dataverse;

/// <summary>The choice casetime_timecategory.</summary>
public enum TimeCategory
{
    Manual = 735500000,
    Automatic = 735500001,
    Final = 735500002,
    Adjustment = 735500003,
}
