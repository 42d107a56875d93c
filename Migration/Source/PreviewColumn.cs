namespace CaseTime.Migration.Source;

/// <summary>The columns of msdyn_timetracker that come along.</summary>
public enum PreviewColumn
{
    Id, Case, Owner, Category, Duration, Start, Created, ReasonCategory, Reason,
}
