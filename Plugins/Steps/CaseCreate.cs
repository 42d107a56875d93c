using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Create of incident, pre-operation: a new case has no recorded time, whatever the caller sends. Left out instead of refused, since a copy
/// of a case sends all of its columns. An administrator who brings resolved cases along keeps them. No service call where none is sent.
/// </summary>
public sealed class CaseCreate : PluginBase
{
    protected override void Run(StepContext context)
    {
        var row = context.CaseTotals();
        if (row.Written.Count > 0 && !context.Privileges.MayWriteSettings(context.CallerId))
            row.Ignore(row.Written);
    }
}
