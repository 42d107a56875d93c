using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Create of incidentresolution, post-operation: Final row and case columns. Every way to resolve a case creates that row.
/// </summary>
public sealed class ResolutionTotals : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.Resolution().CaseId is { } caseId)
            CaseClosing.Resolve(context, caseId);
    }
}
