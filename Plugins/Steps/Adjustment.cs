using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// A correction to a rep's automatic time on a case, by the rep or by a supervisor, with a reason; never changed afterwards.
/// It is taken under the rep's clock lock, so that two corrections cannot each take the last seconds. The row keeps the whole history of
/// the correction: createdby and createdon, and what the rep's time on the case was before and after it.
/// </summary>
internal static class Adjustment
{
    private static readonly string[] ColumnsOfOtherCategories =
    {
        TimeTrackerColumns.LoggedSeconds, TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap, TimeTrackerColumns.OverlapSeconds, TimeTrackerColumns.Device,
        TimeTrackerColumns.Rep, TimeTrackerColumns.Breakdown, TimeTrackerColumns.Cycle,
    };

    public static void Create(StepContext context, TimeTrackerRow row)
    {
        row.Ignore(ColumnsOfOtherCategories);
        var given = row.GivenSeconds;
        context.Demand(DurationPositive.CheckAdjustment(given));
        context.Demand(AdjustmentHasReason.Check(row.Reason));
        context.Demand(TextLength.CheckReason(row.Reason));

        if (row.AdjustsId is null)
            context.Demand(OwnTime.CheckPerson(row.OwnerIsUser));
        var rep = row.AdjustsId ?? row.OwnerId ?? context.CallerId;
        row.AdjustsId = rep;
        row.OwnerId = rep;
        Ownership.DemandOwn(context, row);

        context.Clock.Take(rep, context.Now);
        var facts = LoggableCase.Find(context, row.CaseId);
        context.Demand(DurationWithinMaximum.Check(given!.Value, facts.Settings.MaximumLogMinutes));
        var before = context.TimeTrackers.AdjustedAutomaticSeconds(rep, facts.Id);
        context.Demand(AdjustmentAboveFloor.Check(before, given.Value));

        var date = new WorkDate(context.Now);
        row.SetDuration((int)given.Value);
        row.SetCorrection(before, before + given.Value);
        row.SetSpan(context.Now, context.Now);
        row.SetWorkDate(date);
        row.SetName(TimeCategory.Adjustment, date, facts.Name);
    }
}
