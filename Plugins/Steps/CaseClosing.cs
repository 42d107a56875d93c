using System;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>A case becomes inactive: its columns and a Final row say what it took. The same number of service calls for any number of rows.</summary>
internal static class CaseClosing
{
    public static void Close(StepContext context, Guid caseId) => context.WriteOwn(() => WriteTotals(context, caseId));

    private static void WriteTotals(StepContext context, Guid caseId)
    {
        context.CaseWrites.SetClosedOn(caseId, context.Now);
        var facts = context.AllCases.Find(caseId);
        var cycle = (context.Finals.Latest(caseId)?.Cycle ?? 0) + 1;
        var totals = context.Sums.Of(caseId, facts?.Settings.OverlapOnce ?? false);
        var owner = context.Privileges.MayReadTime(context.CallerId) ? context.CallerId : (Guid?)null;
        context.Finals.Create(caseId, facts?.Name ?? "", cycle, owner, totals, context.Now);
        context.CaseWrites.SetTotals(caseId, totals);
    }
}
