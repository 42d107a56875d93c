using System;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>The Final rows of a case, read and written as SYSTEM. Each method is one service call.</summary>
public sealed class FinalRows
{
    private readonly IOrganizationService _system;

    internal FinalRows(IOrganizationService system) => _system = system;

    /// <summary>The Final of the latest resolution or cancellation; null before the first.</summary>
    public FinalRow? Latest(Guid caseId)
    {
        var query = new QueryExpression(Tables.TimeTracker)
        {
            ColumnSet = new ColumnSet(TimeTrackerColumns.Cycle, TimeTrackerColumns.Seconds, TimeTrackerColumns.Breakdown),
            TopCount = 1,
        };
        query.Criteria.AddCondition(TimeTrackerColumns.Case, ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.Equal, (int)TimeCategory.Final);
        query.AddOrder(TimeTrackerColumns.Cycle, OrderType.Descending);
        return _system.RetrieveMultiple(query).Entities
            .Select(row => new FinalRow(
                row.Id,
                row.GetAttributeValue<int>(TimeTrackerColumns.Cycle),
                row.GetAttributeValue<int>(TimeTrackerColumns.Seconds),
                Breakdown.Read(row.GetAttributeValue<string>(TimeTrackerColumns.Breakdown))))
            .FirstOrDefault();
    }

    /// <param name="caseId">The case.</param>
    /// <param name="caseName">Its title, for the row's name.</param>
    /// <param name="cycle">Number of this resolution or cancellation, from 1; the row's id follows from case and cycle.</param>
    /// <param name="ownerId">Who resolved; null leaves the row to SYSTEM.</param>
    /// <param name="totals">What the case took.</param>
    /// <param name="now">When it was resolved.</param>
    public void Create(Guid caseId, string caseName, int cycle, Guid? ownerId, CaseTotals totals, DateTime now)
    {
        var entity = new Entity(Tables.TimeTracker);
        var row = new TimeTrackerRow(entity, null) { Id = RowId.OfFinal(caseId, cycle), Category = TimeCategory.Final, CaseId = caseId };
        row.SetName(TimeCategory.Final, new WorkDate(now), caseName);
        row.SetWorkDate(new WorkDate(now));
        row.SetSpan(now, now);
        row.SetDuration(totals.Total);
        entity[TimeTrackerColumns.Cycle] = cycle;
        entity[TimeTrackerColumns.Breakdown] = Breakdown.AtClosing(cycle, totals).Write();
        if (ownerId != null)
            row.OwnerId = ownerId;
        _system.Create(entity);
    }

    public void Correct(FinalRow final, CaseTotals totals)
    {
        var entity = new Entity(Tables.TimeTracker, final.Id);
        new TimeTrackerRow(entity, null).SetDuration(totals.Total);
        entity[TimeTrackerColumns.Breakdown] = Breakdown.Corrected(final.Cycle, totals, final.Breakdown, final.Seconds).Write();
        _system.Update(entity);
    }
}
