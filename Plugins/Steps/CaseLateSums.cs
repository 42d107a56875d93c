using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>Update of incident's state, asynchronous: after a cancellation sums once more, for writes that were in flight.</summary>
public sealed class CaseLateSums : PluginBase
{
    protected override void Run(StepContext context)
    {
        var change = context.CaseChange();
        if (change.NewState == CaseState.Cancelled)
            LateTime.Reconcile(context, change.Id);
    }
}
