namespace CaseTime.Migration.Rows;

/// <summary>A row of the preview, understood.</summary>
/// <param name="Id">msdyn_timetrackerid.</param>
/// <param name="Case">An id or a ticket number of the target.</param>
/// <param name="Rep">An id, a domain name or a full name of the target.</param>
/// <param name="Category">What kind of time.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Start">UTC; where the preview has none, the creation less the duration.</param>
/// <param name="Created">When the preview's row was created, UTC; where the source does not say, the start.</param>
/// <param name="ReasonCategory">msdyn_reasoncategoryfortimelog, 0 to 3; null for none.</param>
/// <param name="Reason">msdyn_reasonfortimelog.</param>
internal sealed record PreviewRow(
    Guid Id, string Case, string Rep, PreviewCategory Category, int Seconds, DateTime Start, DateTime Created, int? ReasonCategory, string? Reason)
{
    public DateTime End => Start.AddSeconds(Seconds);
}
