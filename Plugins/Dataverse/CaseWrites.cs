using System;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Writes the case's own columns. Each method is one service call, and locks the case row until the transaction ends.</summary>
public sealed class CaseWrites
{
    /// <summary>The solution's own message for it.</summary>
    public const string RecalculateMessage = "casetime_RecalculateHandlingTime";

    private readonly IOrganizationService _service;

    internal CaseWrites(IOrganizationService service) => _service = service;

    /// <summary>Locks the case by writing a total that is summed anew under the lock.</summary>
    public void Lock(Guid caseId, int? totalSeconds) => Write(caseId, CaseColumns.TotalSeconds, totalSeconds);

    /// <param name="caseId">The case.</param>
    /// <param name="closedOn">When it became inactive, UTC; null when it became active again.</param>
    public void SetClosedOn(Guid caseId, DateTime? closedOn) => Write(caseId, CaseColumns.ClosedOn, closedOn);

    /// <summary>
    /// Sums the case anew and writes it, all in one transaction. An asynchronous step has none of its own: each of its calls commits by
    /// itself, so a lock taken by one is gone at the next, and others would see what it holds meanwhile.
    /// </summary>
    public void Recalculate(Guid caseId) => _service.Execute(new OrganizationRequest(RecalculateMessage) { ["Target"] = new EntityReference(Tables.Case, caseId) });

    public void SetTotals(Guid caseId, CaseTotals totals) => _service.Update(Totals(caseId, totals));

    /// <param name="caseId">The case.</param>
    /// <param name="totals">What it took.</param>
    /// <param name="closedOn">When it became inactive, UTC; null where it did not after all.</param>
    public void SetClosed(Guid caseId, CaseTotals totals, DateTime? closedOn)
    {
        var row = Totals(caseId, totals);
        row[CaseColumns.ClosedOn] = closedOn;
        _service.Update(row);
    }

    private static Entity Totals(Guid caseId, CaseTotals totals)
    {
        var row = new Entity(Tables.Case, caseId);
        row[CaseColumns.TotalSeconds] = totals.Total;
        row[CaseColumns.AutomaticSeconds] = totals.Automatic;
        row[CaseColumns.ManualSeconds] = totals.Manual;
        row[CaseColumns.ActivitySeconds] = totals.Activity;
        row[CaseColumns.TotalTime] = totals.TotalMinutes;
        return row;
    }

    private void Write(Guid caseId, string column, object? value)
    {
        var row = new Entity(Tables.Case, caseId);
        row[column] = value;
        _service.Update(row);
    }
}
