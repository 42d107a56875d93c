using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Update of incident's state, post-operation. Cancelled: case columns and a Final row; merged: only the instant, since its time goes to
/// the surviving case. Active again: the instant is cleared, the history stays. Resolved: nothing, unless the resolution row did nothing.
/// </summary>
public sealed class CaseStateChange : PluginBase
{
    protected override void Run(StepContext context)
    {
        var change = context.CaseChange();
        if (change.NewState == change.OldState)
            return;
        switch (change.NewState)
        {
            case CaseState.Cancelled when change.IsMerge || context.IsFollowingItsCase:
                context.WriteOwn(() => context.CaseWrites.SetClosedOn(change.Id, context.Now));
                break;
            case CaseState.Cancelled when change.OldState == CaseState.Active:
                CaseClosing.Close(context, change.Id);
                break;
            case CaseState.Cancelled:
            case CaseState.Resolved:
                CaseClosing.CloseWhereNobodyDid(context, change.Id);
                break;
            case CaseState.Active:
                context.WriteOwn(() => context.CaseWrites.SetClosedOn(change.Id, null));
                break;
        }
    }
}
