using System;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>The casetime_setting row that is being written.</summary>
public sealed class SettingRow : Row
{
    internal SettingRow(Entity target, Entity? stored)
        : base(target, stored)
    {
    }

    public Guid Id
    {
        get => GivenId(SettingColumns.Id);
        set => SetId(SettingColumns.Id, value);
    }

    public bool WasEnabled => Stored<bool?>(SettingColumns.Enabled) ?? false;

    public bool IsEnabled => Effective<bool?>(SettingColumns.Enabled) ?? false;

    /// <summary>Minutes.</summary>
    public int? UpdateInterval => Effective<int?>(SettingColumns.UpdateInterval);

    /// <summary>Minutes.</summary>
    public int? IdleMinutes => Effective<int?>(SettingColumns.IdleMinutes);

    /// <summary>Minutes.</summary>
    public int? MaximumLogMinutes => Effective<int?>(SettingColumns.MaximumLogMinutes);

    public void SetDisabledOn(DateTime? instant) => Set(SettingColumns.DisabledOn, instant);
}
