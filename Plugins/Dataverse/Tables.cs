namespace CaseTime.Plugins.Dataverse;

/// <summary>Logical names of the tables in use.</summary>
public static class Tables
{
    public const string TimeTracker = "casetime_timetracker";
    public const string Clock = "casetime_clock";
    public const string Setting = "casetime_setting";
    public const string Case = "incident";
    public const string CaseResolution = "incidentresolution";
    public const string Activity = "activitypointer";
    public const string BusinessUnit = "businessunit";
    public const string User = "systemuser";
    public const string UserSettings = "usersettings";
}
