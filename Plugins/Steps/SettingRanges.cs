using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>The ranges that hold at create and update of the settings.</summary>
internal static class SettingRanges
{
    public static void Demand(StepContext context, SettingRow row)
    {
        context.Demand(SettingInRange.CheckUpdateInterval(row.UpdateInterval));
        context.Demand(SettingInRange.CheckIdleMinutes(row.IdleMinutes));
        context.Demand(SettingInRange.CheckMaximumLog(row.MaximumLogMinutes));
    }
}
