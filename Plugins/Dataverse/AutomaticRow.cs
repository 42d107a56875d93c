using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Dataverse;

/// <summary>A stored Automatic row of a rep's date.</summary>
public sealed class AutomaticRow
{
    internal AutomaticRow(Guid id, ClaimedTime time)
    {
        Id = id;
        Time = time;
    }

    public Guid Id { get; }

    public ClaimedTime Time { get; }
}
