using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>Create of casetime_timetracker, pre-operation: rules, derived columns, interval claim. A row without category is a log by hand.</summary>
public sealed class TimeTrackerCreate : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.IsOwnWrite)
            return;
        var row = context.TimeTracker();
        row.Category ??= TimeCategory.Manual;
        if (ImportedTime.Is(context, row))
        {
            ImportedTime.Create(context, row);
            return;
        }

        switch (row.Category)
        {
            case TimeCategory.Manual:
                context.Demand(TimelineAcceptable.CheckFreeId(row.Id));
                ManualLog.Write(context, row);
                break;
            case TimeCategory.Automatic:
                AutomaticTime.Create(context, row);
                break;
            case TimeCategory.Adjustment:
                context.Demand(TimelineAcceptable.CheckFreeId(row.Id));
                Adjustment.Create(context, row);
                break;
            case TimeCategory.Final:
                context.Demand(FinalByResolution.Check(isFinal: true));
                break;
            default:
                throw UnknownCategory(context, row);
        }
    }

    /// <summary>The platform looks at a choice's options after this step only, and then the row is written without any rule.</summary>
    internal static System.Exception UnknownCategory(StepContext context, TimeTrackerRow row) => context.Refused("unknowncategory", (int)row.Category!.Value);
}
