using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Dataverse;

/// <summary>A stored Final row.</summary>
public sealed class FinalRow
{
    internal FinalRow(Guid id, int cycle, DateTime? closedOn, int seconds, Breakdown? breakdown)
    {
        Id = id;
        Cycle = cycle;
        ClosedOn = closedOn;
        Seconds = seconds;
        Breakdown = breakdown;
    }

    public Guid Id { get; }

    public int Cycle { get; }

    /// <summary>When the case was closed, UTC.</summary>
    public DateTime? ClosedOn { get; }

    public int Seconds { get; }

    /// <summary>Null where the stored text cannot be read.</summary>
    public Breakdown? Breakdown { get; }
}
