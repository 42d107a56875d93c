using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Delete of casetime_timetracker, pre-operation: reps delete their own logs on active cases; who may write all time trackers deletes any
/// row. Of counted time the rep's clock remembers it, so that a device that sends the same seconds once more does not bring them back.
/// </summary>
public sealed class TimeTrackerDelete : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.IsOwnWrite || context.IsFollowingItsCase)
            return;
        var row = context.StoredTimeTracker();
        var isLog = row.StoredCategory == TimeCategory.Manual;
        var isOwn = row.StoredOwnerId == context.CallerId;
        if (!isLog || !isOwn)
        {
            context.Demand(RowDeletable.Check(isLog, () => context.Privileges.MayWriteAllTime(context.CallerId)));
            if (isLog)
                Ownership.DemandOwn(context, row);
            else if (row.StoredCategory == TimeCategory.Automatic)
                Remember(context, row);
            return;
        }

        var facts = row.StoredCaseId is { } caseId ? context.AllCases.Find(caseId) : null;
        if (facts is { IsActive: false } && !context.Privileges.MayWriteAllTime(context.CallerId))
            context.Demand(CaseActive.Check(active: false));
    }

    /// <summary>Three service calls. The row is read under the lock: since the pre-image was read it may have grown.</summary>
    private static void Remember(StepContext context, TimeTrackerRow row)
    {
        if (row.StoredRepId is not { } rep || row.StoredWorkDate is not { } date)
            return;
        context.Clock.Take(rep, context.Now);
        var day = context.TimeTrackers.DayOf(rep, date);
        if (day.Find(row.Id)?.Time.Timeline.End is { } end)
            context.Clock.Remember(rep, day.Deletions.Add(row.Id, date.At(end), context.Now.AddDays(-TimelineAcceptable.MaximumAgeDays)));
    }
}
