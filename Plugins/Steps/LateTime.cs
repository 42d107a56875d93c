using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>Brings the totals of a closed case and its latest Final up to date with time that arrived after the closing.</summary>
internal static class LateTime
{
    /// <summary>
    /// Sums a closed case once more, after the commit, and corrects it where a write was in flight; of a case that is active after all takes
    /// the closing back. Nothing is written where there is nothing to mend.
    /// </summary>
    public static void Reconcile(StepContext context, Guid caseId)
    {
        if (context.AllCases.Find(caseId) is not { IsMerged: false } facts)
            return;
        if (facts.IsActive ? facts.ClosedOn != null : context.Sums.Of(caseId, facts.Settings.OverlapOnce).Total != facts.TotalSeconds)
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

    /// <summary>
    /// Sums and writes a case that this transaction has locked: its columns, and of a closed one the Final row of its closing. Those of
    /// earlier cycles stay as they are, and so do those of a merged case, whose time is elsewhere.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="locked">The case as read under the lock.</param>
    /// <param name="pending">Automatic time of this transaction that is not stored yet; null for none.</param>
    public static void Write(StepContext context, CaseFacts locked, DayClaim? pending)
    {
        var final = locked.IsActive && locked.ClosedOn is null ? null : context.Finals.Latest(locked.Id);
        var totals = context.Sums.Of(locked.Id, locked.Settings.OverlapOnce, pending);
        if (locked.IsActive && locked.ClosedOn != null)
        {
            TakeBack(context, locked, final, totals);
            return;
        }

        context.CaseWrites.SetTotals(locked.Id, totals);
        if (final != null && !locked.IsMerged && (locked.ClosedOn is null || final.ClosedOn == locked.ClosedOn))
            context.Finals.Correct(final, totals);
    }

    /// <summary>A resolution row was written without closing the case: an active case has no instant of closing, and no Final row of it.</summary>
    private static void TakeBack(StepContext context, CaseFacts locked, FinalRow? final, CaseTotals totals)
    {
        context.CaseWrites.SetClosed(locked.Id, totals, null);
        if (final?.ClosedOn == locked.ClosedOn)
            context.Finals.Withdraw(final!);
    }
}
