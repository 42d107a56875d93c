using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Delete of casetime_timetracker, pre-operation: reps delete their own logs on active cases; who may write all time trackers deletes any row.
/// </summary>
public sealed class TimeTrackerDelete : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.IsFollowingItsCase)
            return;
        var row = context.TimeTracker();
        var isLog = row.StoredCategory == TimeCategory.Manual;
        var isOwn = row.StoredOwnerId == context.CallerId;
        if (!isLog || !isOwn)
        {
            context.Demand(RowDeletable.Check(isLog, () => context.Privileges.MayWriteAllTime(context.CallerId)));
            if (isLog)
                Ownership.DemandOwn(context, row);
            return;
        }

        var facts = row.StoredCaseId is { } caseId ? context.AllCases.Find(caseId) : null;
        if (facts is { IsActive: false } && !context.Privileges.MayWriteAllTime(context.CallerId))
            context.Demand(CaseActive.Check(active: false));
    }
}
