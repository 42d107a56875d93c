namespace CaseTime.Plugins.Dataverse;

/// <summary>incident.statecode.</summary>
public enum CaseState
{
    Active = 0,
    Resolved = 1,
    Cancelled = 2,
}
