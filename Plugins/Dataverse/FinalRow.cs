using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Dataverse;

/// <summary>A stored Final row.</summary>
public sealed class FinalRow
{
    internal FinalRow(Guid id, int cycle, int seconds, Breakdown? breakdown)
    {
        Id = id;
        Cycle = cycle;
        Seconds = seconds;
        Breakdown = breakdown;
    }

    public Guid Id { get; }

    public int Cycle { get; }

    public int Seconds { get; }

    /// <summary>Null where the stored text cannot be read.</summary>
    public Breakdown? Breakdown { get; }
}
