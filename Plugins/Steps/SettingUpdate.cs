using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>Update of casetime_setting, pre-operation: numbers in range; when handling time was switched off, for seconds that arrive late.</summary>
public sealed class SettingUpdate : PluginBase
{
    protected override void Run(StepContext context)
    {
        var row = context.Setting();
        SettingRanges.Demand(context, row);
        row.Ignore(new[] { SettingColumns.DisabledOn });
        if (row.WasEnabled && !row.IsEnabled)
            row.SetDisabledOn(context.Now);
        else if (row.IsEnabled && !row.WasEnabled)
            row.SetDisabledOn(null);
    }
}
