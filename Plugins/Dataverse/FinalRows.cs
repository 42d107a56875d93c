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
            ColumnSet = new ColumnSet(TimeTrackerColumns.Cycle, TimeTrackerColumns.Start, TimeTrackerColumns.Seconds, TimeTrackerColumns.Breakdown),
            TopCount = 1,
        };
        query.Criteria.AddCondition(TimeTrackerColumns.Case, ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.Equal, (int)TimeCategory.Final);
        query.AddOrder(TimeTrackerColumns.Cycle, OrderType.Descending);
        return _system.RetrieveMultiple(query).Entities
            .Select(row => new FinalRow(
                row.Id,
                row.GetAttributeValue<int>(TimeTrackerColumns.Cycle),
                row.GetAttributeValue<DateTime?>(TimeTrackerColumns.Start),
                row.GetAttributeValue<int>(TimeTrackerColumns.Seconds),
                Breakdown.Read(row.GetAttributeValue<string>(TimeTrackerColumns.Breakdown))))
            .FirstOrDefault();
    }

    /// <param name="facts">The case.</param>
    /// <param name="cycle">Number of this resolution or cancellation, from 1; the row's id follows from case and cycle.</param>
    /// <param name="ownerId">Who resolved; null leaves the row to SYSTEM.</param>
    /// <param name="totals">What the case took.</param>
    /// <param name="now">When it was resolved.</param>
    public void Create(CaseFacts facts, int cycle, Guid? ownerId, CaseTotals totals, DateTime now)
    {
        var entity = new Entity(Tables.TimeTracker);
        var row = new TimeTrackerRow(entity, null) { Id = RowId.OfFinal(facts.Id, cycle), Category = TimeCategory.Final, CaseId = facts.Id };
        entity[TimeTrackerColumns.Cycle] = cycle;
        if (ownerId != null)
            row.OwnerId = ownerId;
        Close(row, entity, facts, cycle, totals, now);
        _system.Create(entity);
    }

    /// <summary>The closing that the row says took place only now.</summary>
    public void Replace(FinalRow final, CaseFacts facts, CaseTotals totals, DateTime now)
    {
        var entity = new Entity(Tables.TimeTracker, final.Id);
        Close(new TimeTrackerRow(entity, null), entity, facts, final.Cycle, totals, now);
        _system.Update(entity);
    }

    /// <summary>The closing that the row says did not take place.</summary>
    public void Withdraw(FinalRow final) => _system.Delete(Tables.TimeTracker, final.Id);

    public void Correct(FinalRow final, CaseTotals totals)
    {
        var entity = new Entity(Tables.TimeTracker, final.Id);
        new TimeTrackerRow(entity, null).SetDuration(totals.Total);
        entity[TimeTrackerColumns.Breakdown] = Breakdown.Corrected(final.Cycle, totals, final.Breakdown, final.Seconds).Write();
        _system.Update(entity);
    }

    private static void Close(TimeTrackerRow row, Entity entity, CaseFacts facts, int cycle, CaseTotals totals, DateTime now)
    {
        var date = new WorkDate(now);
        row.SetName(TimeCategory.Final, date, facts.Name);
        row.SetWorkDate(date);
        row.SetSpan(now, now);
        row.SetDuration(totals.Total);
        entity[TimeTrackerColumns.Breakdown] = Breakdown.AtClosing(cycle, totals).Write();
    }
}
