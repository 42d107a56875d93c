using System;

namespace CaseTime.Plugins.Dataverse;

/// <summary>A case and the settings that hold for it, from one query.</summary>
public sealed class CaseFacts
{
    internal CaseFacts(Guid id, string name, CaseState state, bool isMerged, Guid? masterId, DateTime? closedOn, int? totalSeconds, SettingFacts settings)
    {
        Id = id;
        Name = name;
        State = state;
        IsMerged = isMerged;
        MasterId = masterId;
        ClosedOn = closedOn;
        TotalSeconds = totalSeconds;
        Settings = settings;
    }

    public Guid Id { get; }

    /// <summary>Title, else number.</summary>
    public string Name { get; }

    public CaseState State { get; }

    public bool IsActive => State == CaseState.Active;

    public bool IsMerged { get; }

    /// <summary>The surviving case of a merge.</summary>
    public Guid? MasterId { get; }

    /// <summary>When it became inactive, UTC; null for an active case and for one that was closed before handling time was installed.</summary>
    public DateTime? ClosedOn { get; }

    /// <summary>casetime_totalseconds as stored.</summary>
    public int? TotalSeconds { get; }

    public SettingFacts Settings { get; }
}
