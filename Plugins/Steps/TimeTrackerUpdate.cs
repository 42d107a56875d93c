using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>Update of casetime_timetracker, pre-operation: as create; what a row is about is fixed.</summary>
public sealed class TimeTrackerUpdate : PluginBase
{
    /// <summary>Who owns a row and whether it is deactivated says nothing about time: leavers' rows can be handed over on closed cases too.</summary>
    private static readonly HashSet<string> NotContent = new HashSet<string> { TimeTrackerColumns.Owner, TimeTrackerColumns.State, "statuscode" };

    private static readonly string[] Category = { TimeTrackerColumns.Category };

    private static readonly string[] Case = { TimeTrackerColumns.Case };

    protected override void Run(StepContext context)
    {
        if (context.IsOwnWrite || context.IsFollowingItsCase)
            return;
        var row = context.StoredTimeTracker();
        var content = row.Changed.Where(column => column.StartsWith("casetime_", System.StringComparison.Ordinal) && !NotContent.Contains(column)).ToList();
        context.Demand(FixedColumns.Check(content, Category));
        if (row.StoredCategory != TimeCategory.Automatic)
            context.Demand(FixedColumns.Check(content, Case));
        switch (row.StoredCategory)
        {
            case TimeCategory.Automatic:
                AutomaticTime.Update(context, row, content);
                break;
            case TimeCategory.Final:
                context.Demand(FinalByResolution.Check(content.Count > 0));
                Ownership.DemandOwn(context, row);
                break;
            case TimeCategory.Adjustment:
                context.Demand(FixedColumns.Check(content, content));
                Ownership.DemandOwn(context, row);
                break;
            default:
                if (content.Count > 0)
                    ManualLog.Write(context, row);
                else
                    Ownership.DemandOwn(context, row);
                break;
        }
    }
}
