using System;
using System.Collections.Generic;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>The numbers that both custom APIs answer, in seconds, as far as the caller may read the rows they come from.</summary>
internal static class HandlingTimeAnswer
{
    /// <summary>Names are those of the response properties.</summary>
    public static IReadOnlyList<CustomApiValue> Properties { get; } = new[]
    {
        new CustomApiValue("AutomaticSeconds", CustomApiType.Integer),
        new CustomApiValue("AdjustmentSeconds", CustomApiType.Integer),
        new CustomApiValue("LogSeconds", CustomApiType.Integer),
        new CustomApiValue("ActivitySeconds", CustomApiType.Integer),
        new CustomApiValue("OverlapSeconds", CustomApiType.Integer),
        new CustomApiValue("EffortSeconds", CustomApiType.Integer),
        new CustomApiValue("WallClockSeconds", CustomApiType.Integer),
        new CustomApiValue("TotalSeconds", CustomApiType.Integer),
        new CustomApiValue("LastUpdatedOn", CustomApiType.DateTime),
        new CustomApiValue("Reps", CustomApiType.String),
    };

    /// <param name="context">The custom API.</param>
    /// <param name="facts">The case.</param>
    /// <param name="ownOnly">
    /// Whether the caller asks for their own time alone. One service call less; otherwise their roles are asked whether they may see more:
    /// colleagues' activities are readable by other roles, but who may not read colleagues' time trackers learns nothing of their time here.
    /// </param>
    public static void Write(StepContext context, CaseFacts facts, bool ownOnly)
    {
        var isLimited = ownOnly || context.Privileges.ReadsOwnTimeOnly(context.CallerId);
        var sum = context.OwnSums.Read(facts.Id, isLimited ? context.CallerId : (Guid?)null);
        var totals = CaseTotals.Of(sum.Parts, facts.Settings.OverlapOnce);
        context.Answer("AutomaticSeconds", totals.Automatic);
        context.Answer("AdjustmentSeconds", totals.Adjusted);
        context.Answer("LogSeconds", totals.Manual);
        context.Answer("ActivitySeconds", totals.Activity);
        context.Answer("OverlapSeconds", totals.Overlap);
        context.Answer("EffortSeconds", totals.Effort);
        context.Answer("WallClockSeconds", totals.WallClock);
        context.Answer("TotalSeconds", totals.Total);
        context.Answer("LastUpdatedOn", sum.LastUpdatedOn);
        context.Answer("Reps", RepList.Of(totals, sum.NameOf).Write());
    }
}
