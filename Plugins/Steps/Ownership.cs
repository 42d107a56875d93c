using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>Asks for the supervisor's privilege only where the row is not, or would not stay, the caller's: no service call for one's own time.</summary>
internal static class Ownership
{
    public static void DemandOwn(StepContext context, TimeTrackerRow row)
    {
        var own = (row.StoredOwnerId ?? context.CallerId) == context.CallerId && (row.OwnerId ?? context.CallerId) == context.CallerId;
        context.Demand(OwnTime.Check(own, () => context.Privileges.MayWriteAllTime(context.CallerId)));
    }
}
