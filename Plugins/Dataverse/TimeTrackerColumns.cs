namespace CaseTime.Plugins.Dataverse;

/// <summary>Logical names of casetime_timetracker's columns.</summary>
public static class TimeTrackerColumns
{
    public const string Id = "casetime_timetrackerid";
    public const string Name = "casetime_name";
    public const string Case = "casetime_regardingcase";
    public const string Category = "casetime_category";
    public const string Seconds = "casetime_durationseconds";
    public const string Minutes = "casetime_duration";
    public const string LoggedSeconds = "casetime_loggedseconds";
    public const string Start = "casetime_starttime";
    public const string End = "casetime_endtime";
    public const string WorkDate = "casetime_workdate";
    public const string Timeline = "casetime_timeline";
    public const string Overlap = "casetime_overlap";
    public const string OverlapSeconds = "casetime_overlapseconds";
    public const string Device = "casetime_device";
    public const string ReasonCategory = "casetime_reasoncategory";
    public const string Reason = "casetime_reason";
    public const string Adjusts = "casetime_adjusts";
    public const string SecondsBefore = "casetime_secondsbefore";
    public const string SecondsAfter = "casetime_secondsafter";
    public const string Rep = "casetime_rep";
    public const string Breakdown = "casetime_breakdown";
    public const string Cycle = "casetime_cycle";
    public const string Owner = "ownerid";
    public const string State = "statecode";
    public const string ImportSequence = "importsequencenumber";
    public const string OverriddenCreatedOn = "overriddencreatedon";
}
