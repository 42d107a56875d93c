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
    internal static CustomApiDeclaration Declaration { get; } = new CustomApiDeclaration(
        typeof(RecalculateHandlingTime), CaseWrites.RecalculateMessage, isFunction: false, Array.Empty<CustomApiValue>(), HandlingTimeAnswer.Properties);

    protected override void Run(StepContext context)
    {
        var facts = LoggableCase.ReadableCase(context, context.BoundId);
        context.WriteOwn(() => Write(context, facts));
        HandlingTimeAnswer.Write(context, facts, ownOnly: false);
    }

    private static void Write(StepContext context, CaseFacts facts)
    {
        context.OwnCaseWrites.Lock(facts.Id, facts.TotalSeconds);
        if (context.AllCases.Find(facts.Id) is { } locked)
            LateTime.Write(context, locked, pending: null);
    }
}
