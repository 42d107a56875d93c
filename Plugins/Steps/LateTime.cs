using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>Brings the totals of a closed case and its latest Final up to date with time that arrived after the closing.</summary>
internal static class LateTime
{
    /// <summary>Sums a closed case once more, after the commit, and corrects it where a write was in flight. Nothing is written where nothing was.</summary>
    public static void Reconcile(StepContext context, Guid caseId)
    {
        if (context.AllCases.Find(caseId) is { IsActive: false, IsMerged: false } facts && context.Sums.Of(caseId, facts.Settings.OverlapOnce).Total != facts.TotalSeconds)
            Correct(context, facts);
    }

    /// <summary>
    /// Locks the case, then sums again: whoever wrote before the lock is counted, whoever writes after it sums itself.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="facts">The case as read before the lock.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet; null for none.</param>
    public static void Correct(StepContext context, CaseFacts facts, DayClaim? pending = null) =>
        context.WriteOwn(() => CorrectLocked(context, facts, pending));

    private static void CorrectLocked(StepContext context, CaseFacts facts, DayClaim? pending)
    {
        context.CaseWrites.Lock(facts.Id, facts.TotalSeconds);
        if (context.AllCases.Find(facts.Id) is not { IsActive: false } locked)
            return;
        var final = context.Finals.Latest(facts.Id);
        var totals = context.Sums.Of(facts.Id, locked.Settings.OverlapOnce, pending);
        context.CaseWrites.SetTotals(facts.Id, totals);
        if (final != null)
            context.Finals.Correct(final, totals);
    }
}
