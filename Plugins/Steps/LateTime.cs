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
            context.CaseWrites.Recalculate(caseId);
    }

    /// <summary>
    /// Locks the case, then sums again: whoever wrote before the lock is counted, whoever writes after it sums itself.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="facts">The case as read before the lock.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet.</param>
    public static void Correct(StepContext context, CaseFacts facts, DayClaim pending) => context.WriteOwn(() =>
    {
        context.CaseWrites.Lock(facts.Id, facts.TotalSeconds);
        if (context.AllCases.Find(facts.Id) is { IsActive: false } locked)
            Write(context, locked, pending);
    });

    /// <summary>Sums and writes a case that this transaction has locked: its columns, and of a closed one its latest Final row.</summary>
    /// <param name="context">The step.</param>
    /// <param name="locked">The case as read under the lock.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet; null for none.</param>
    public static void Write(StepContext context, CaseFacts locked, DayClaim? pending)
    {
        var final = locked.IsActive ? null : context.Finals.Latest(locked.Id);
        var totals = context.Sums.Of(locked.Id, locked.Settings.OverlapOnce, pending);
        context.CaseWrites.SetTotals(locked.Id, totals);
        if (final != null)
            context.Finals.Correct(final, totals);
    }
}
