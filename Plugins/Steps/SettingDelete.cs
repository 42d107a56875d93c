using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;

namespace CaseTime.Plugins.Steps;

/// <summary>Delete of casetime_setting, pre-operation: the settings row stays.</summary>
public sealed class SettingDelete : PluginBase
{
    protected override void Run(StepContext context) => context.Demand(SettingsRowSingle.CheckDelete());
}
