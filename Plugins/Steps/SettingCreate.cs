using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>Create of casetime_setting, pre-operation: one row with the fixed id, numbers in range.</summary>
public sealed class SettingCreate : PluginBase
{
    protected override void Run(StepContext context)
    {
        var row = context.Setting();
        if (row.Id == Guid.Empty)
            row.Id = SettingsRowSingle.FixedId;
        context.Demand(SettingsRowSingle.Check(row.Id));
        SettingRanges.Demand(context, row);
        row.SetDisabledOn(null);
    }
}
