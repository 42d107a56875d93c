using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>The case that a log or an adjustment is written on, as the caller may read it. One service call.</summary>
internal static class LoggableCase
{
    public static CaseFacts Find(StepContext context, Guid? caseId)
    {
        var facts = ReadableCase(context, caseId);
        context.Demand(HandlingTimeOn.Check(facts.Settings.Enabled));
        context.Demand(CaseActive.Check(facts.IsActive));
        return facts;
    }

    /// <summary>For Automatic rows: neither a closed case nor a switched-off feature refuses them.</summary>
    public static CaseFacts ReadableCase(StepContext context, Guid? caseId)
    {
        var facts = caseId is null ? null : context.Cases.Find(caseId.Value);
        context.Demand(CaseReadable.Check(facts != null));
        return facts!;
    }
}
