namespace CaseTime.Plugins.Dataverse;

/// <summary>Logical names of incident's and incidentresolution's columns in use.</summary>
public static class CaseColumns
{
    public const string Id = "incidentid";
    public const string Title = "title";
    public const string Number = "ticketnumber";
    public const string State = "statecode";
    public const string Status = "statuscode";
    public const string Master = "masterid";
    public const string OwningBusinessUnit = "owningbusinessunit";
    public const string TotalSeconds = "casetime_totalseconds";
    public const string AutomaticSeconds = "casetime_automaticseconds";
    public const string ManualSeconds = "casetime_manualseconds";
    public const string ActivitySeconds = "casetime_activityseconds";

    /// <summary>Minutes; of incident and of incidentresolution.</summary>
    public const string TotalTime = "casetime_totaltime";
    public const string ClosedOn = "casetime_closedon";

    /// <summary>Minutes; of incidentresolution, shown as Billable Time.</summary>
    public const string TimeSpent = "timespent";
}
