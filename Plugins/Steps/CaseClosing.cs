using System;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// A case becomes inactive: its columns and a Final row say what it took. The same number of service calls for any number of rows.
/// casetime_closedon says whether that is done already. A platform may write the resolution row first or the case's state first, and a
/// resolution row may be written without closing the case at all: each closing has one Final row in any order.
/// </summary>
internal static class CaseClosing
{
    /// <summary>The case is being closed. Where its totals are stored already, they are stored anew instead of a second time.</summary>
    public static void Close(StepContext context, Guid caseId) => Locked(context, caseId, (facts, latest) => Write(context, facts, latest));

    /// <summary>A resolution row was written: of an active case, which is about to be closed or just was, else of one that has been closed before.</summary>
    public static void Resolve(StepContext context, Guid caseId) => Locked(context, caseId, (facts, latest) =>
    {
        if (facts.IsActive || facts.ClosedOn is null)
            Write(context, facts, latest);
        else
            LateTime.Write(context, facts, pending: null);
    });

    /// <summary>The case has become inactive: stores what its resolution row has not stored.</summary>
    public static void CloseWhereNobodyDid(StepContext context, Guid caseId)
    {
        if (context.AllCases.Find(caseId) is { ClosedOn: null })
            Close(context, caseId);
    }

    /// <summary>Read, lock, read again: what was read before the lock may be old by now.</summary>
    private static void Locked(StepContext context, Guid caseId, Action<CaseFacts, FinalRow?> write) => context.WriteOwn(() =>
    {
        if (context.AllCases.Find(caseId) is not { } found)
            return;
        context.CaseWrites.Lock(caseId, found.TotalSeconds);
        if (context.AllCases.Find(caseId) is { } facts)
            write(facts, context.Finals.Latest(caseId));
    });

    private static void Write(StepContext context, CaseFacts facts, FinalRow? latest)
    {
        var totals = context.Sums.Of(facts.Id, facts.Settings.OverlapOnce);
        if (facts.ClosedOn is { } closedOn && latest?.ClosedOn == closedOn)
            context.Finals.Replace(latest, facts, totals, context.Now);
        else
            context.Finals.Create(facts, (latest?.Cycle ?? 0) + 1, Owner(context), totals, context.Now);
        context.CaseWrites.SetClosed(facts.Id, totals, context.Now);
    }

    /// <summary>
    /// Who resolved, if they may read everybody's time: a Final names every representative and what they took. SYSTEM otherwise, since an
    /// owner can read the row whatever their role hides.
    /// </summary>
    private static Guid? Owner(StepContext context) => context.Privileges.MayReadAllTime(context.CallerId) ? context.CallerId : (Guid?)null;
}
