namespace CaseTime.Plugins.Dataverse;

/// <summary>Logical names of casetime_setting's columns.</summary>
public static class SettingColumns
{
    public const string Id = "casetime_settingid";
    public const string Enabled = "casetime_enabled";
    public const string UpdateInterval = "casetime_updateinterval";
    public const string IdleMinutes = "casetime_idleminutes";
    public const string OverlapOnce = "casetime_overlaponce";
    public const string MaximumLogMinutes = "casetime_maxlogminutes";
    public const string DisabledOn = "casetime_disabledon";
    public const string Organization = "organizationid";
}
