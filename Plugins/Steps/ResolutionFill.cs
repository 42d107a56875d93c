using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>Create of incidentresolution, pre-operation: Total Time and Billable Time where the caller left them empty; 0 is an answer.</summary>
public sealed class ResolutionFill : PluginBase
{
    protected override void Run(StepContext context)
    {
        var resolution = context.Resolution();
        if (resolution.CaseId is not { } caseId || (resolution.TimeSpent != null && resolution.TotalTime != null))
            return;
        var minutes = context.Sums.Of(caseId, context.AllCases.Find(caseId)?.Settings.OverlapOnce ?? false).TotalMinutes;
        resolution.TimeSpent ??= minutes;
        resolution.TotalTime ??= minutes;
    }
}
