using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Merge of incident, post-operation: the merged case's time follows to the surviving case, where the platform has not moved it already.
/// As SYSTEM, since who merges cases need not be able to write everybody's time. Final rows stay: they say how the merged case ended
/// in its earlier cycles, and count no time.
/// </summary>
public sealed class CaseMerge : PluginBase
{
    protected override void Run(StepContext context)
    {
        if (context.BoundId is { } surviving && context.Parameter<System.Guid?>("SubordinateId") is { } merged)
            context.WriteOwn(() => context.TimeTrackers.Move(merged, surviving));
    }
}
