using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Update of incident, pre-operation: what handling time stores on a case is not written by hand, however much of the case a caller may
/// write. No service call where nothing would change.
/// </summary>
public sealed class CaseUpdate : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.IsOwnWrite)
            return;
        var row = context.CaseTotals();
        if (row.Written.Count > 0 && !context.Privileges.MayWriteSettings(context.CallerId))
            context.Demand(FixedColumns.CheckCase(row.Written));
    }
}
