using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>Create of incidentresolution, asynchronous: sums once more, for writes that were in flight when the case was resolved.</summary>
public sealed class ResolutionLateSums : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.Resolution().CaseId is { } caseId)
            LateTime.Reconcile(context, caseId);
    }
}
