using System.Linq;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// casetime_GetHandlingTime, a function bound to a case: settings, the case's state and its handling time in one request, as far as the
/// caller may read. Four service calls up to 50,000 time trackers, one more without OwnOnly, and one more where activities say when they
/// took place.
/// </summary>
public sealed class GetHandlingTime : PluginBase
{
    public const string Name = "casetime_GetHandlingTime";
    private const string OwnOnly = "OwnOnly";

    internal static CustomApiDeclaration Declaration { get; } = new CustomApiDeclaration(
        typeof(GetHandlingTime), Name, isFunction: true,
        new[] { new CustomApiValue(OwnOnly, CustomApiType.Boolean, isOptional: true) },
        new[]
        {
            new CustomApiValue("CaseActive", CustomApiType.Boolean),
            new CustomApiValue("Enabled", CustomApiType.Boolean),
            new CustomApiValue("UpdateInterval", CustomApiType.Integer),
            new CustomApiValue("IdleMinutes", CustomApiType.Integer),
            new CustomApiValue("OverlapOnce", CustomApiType.Boolean),
            new CustomApiValue("MaximumLogMinutes", CustomApiType.Integer),
        }.Concat(HandlingTimeAnswer.Properties).ToList());

    protected override void Run(StepContext context)
    {
        var facts = LoggableCase.ReadableCase(context, context.BoundId);
        var settings = facts.Settings;
        context.Answer("CaseActive", facts.IsActive);
        context.Answer("Enabled", settings.Enabled);
        context.Answer("UpdateInterval", settings.UpdateInterval);
        context.Answer("IdleMinutes", settings.IdleMinutes);
        context.Answer("OverlapOnce", settings.OverlapOnce);
        context.Answer("MaximumLogMinutes", settings.MaximumLogMinutes);

        HandlingTimeAnswer.Write(context, facts, context.Parameter<bool>(OwnOnly));
    }
}
