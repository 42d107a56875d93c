using System;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// casetime_RecalculateHandlingTime, an action bound to a case: sums everything once more, writes the case's columns, and of a closed case
/// its latest Final row. The first write is the caller's own, so that the platform refuses who may not write the case; it locks the case
/// too. The answer is what the caller may read of it, so that the action tells nobody more than casetime_GetHandlingTime does.
/// </summary>
public sealed class RecalculateHandlingTime : PluginBase
{
    public const string Name = "casetime_RecalculateHandlingTime";

    internal static CustomApiDeclaration Declaration { get; } = new CustomApiDeclaration(
        typeof(RecalculateHandlingTime), Name, isFunction: false, Array.Empty<CustomApiValue>(), HandlingTimeAnswer.Properties);

    protected override void Run(StepContext context)
    {
        var facts = LoggableCase.ReadableCase(context, context.BoundId);
        context.WriteOwn(() => Write(context, facts));
        HandlingTimeAnswer.Write(context, context.OwnSums.Read(facts.Id), facts.Settings.OverlapOnce);
    }

    private static void Write(StepContext context, CaseFacts facts)
    {
        context.OwnCaseWrites.Lock(facts.Id, facts.TotalSeconds);
        var isActive = context.AllCases.Find(facts.Id)?.IsActive ?? true;
        var final = isActive ? null : context.Finals.Latest(facts.Id);
        var totals = context.Sums.Of(facts.Id, facts.Settings.OverlapOnce);
        context.CaseWrites.SetTotals(facts.Id, totals);
        if (final != null)
            context.Finals.Correct(final, totals);
    }
}
