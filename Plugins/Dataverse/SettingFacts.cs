using System;

namespace CaseTime.Plugins.Dataverse;

/// <summary>The settings that the rules ask for; a missing row or value means the default.</summary>
public sealed class SettingFacts
{
    /// <summary>Minutes of a day: the longest log unless the settings say less.</summary>
    public const int DefaultMaximumLogMinutes = 1440;

    public const int DefaultUpdateInterval = 10;

    public const int DefaultIdleMinutes = 3;

    internal SettingFacts(bool? enabled, int? updateInterval, int? idleMinutes, bool? overlapOnce, int? maximumLogMinutes, DateTime? disabledOn)
    {
        Enabled = enabled ?? false;
        UpdateInterval = updateInterval ?? DefaultUpdateInterval;
        IdleMinutes = idleMinutes ?? DefaultIdleMinutes;
        OverlapOnce = overlapOnce ?? false;
        MaximumLogMinutes = maximumLogMinutes ?? DefaultMaximumLogMinutes;
        DisabledOn = disabledOn;
    }

    public bool Enabled { get; }

    /// <summary>Minutes.</summary>
    public int UpdateInterval { get; }

    /// <summary>Minutes; 0 where idle time counts.</summary>
    public int IdleMinutes { get; }

    /// <summary>Whether a total counts activity time that overlaps automatic time once.</summary>
    public bool OverlapOnce { get; }

    public int MaximumLogMinutes { get; }

    /// <summary>When handling time was switched off, UTC; null while it is on and where it never was.</summary>
    public DateTime? DisabledOn { get; }
}
