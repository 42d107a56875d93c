using System;

namespace CaseTime.Plugins.Time;

/// <summary>Where time on a case comes from.</summary>
public enum TimeSource
{
    /// <summary>Counted by a device; the claimed seconds.</summary>
    Automatic,

    /// <summary>Corrects automatic time, up or down.</summary>
    Adjustment,

    /// <summary>Logged by hand.</summary>
    Manual,

    /// <summary>Actual duration of an activity of the case.</summary>
    Activity,

    /// <summary>Seconds of activities that lie in the rep's automatic time, each activity for itself; in <see cref="Activity"/> already.</summary>
    Overlap,

    /// <summary>Seconds of automatic time in which at least one activity took place; in <see cref="Automatic"/> already.</summary>
    Covered,
}

/// <summary>A sum over rows: what one rep has from one source on one case.</summary>
public sealed class TimePart
{
    /// <param name="rep">The user or team whose time it is.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="seconds">Seconds; negative for a correction downwards.</param>
    public TimePart(Guid rep, TimeSource source, long seconds)
    {
        Rep = rep;
        Source = source;
        Seconds = seconds;
    }

    public Guid Rep { get; }

    public TimeSource Source { get; }

    public long Seconds { get; }
}
