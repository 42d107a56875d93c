using System;

namespace CaseTime.Plugins.Dataverse;

/// <summary>The settings that the rules ask for; a missing row or value means the default.</summary>
public sealed class SettingFacts
{
    /// <summary>Minutes of a day: the longest log unless the settings say less.</summary>
    public const int DefaultMaximumLogMinutes = 1440;

    internal SettingFacts(bool? enabled, int? maximumLogMinutes, DateTime? disabledOn)
    {
        Enabled = enabled ?? false;
        MaximumLogMinutes = maximumLogMinutes ?? DefaultMaximumLogMinutes;
        DisabledOn = disabledOn;
    }

    public bool Enabled { get; }

    public int MaximumLogMinutes { get; }

    /// <summary>When handling time was switched off, UTC; null while it is on and where it never was.</summary>
    public DateTime? DisabledOn { get; }
}
