using System;

namespace CaseTime.Plugins.Time;

/// <summary>What can be wrong with a timeline text.</summary>
public enum TimelineFault
{
    None,

    /// <summary>No text at all.</summary>
    Missing,

    /// <summary>Longer than <see cref="TimelineText.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>Does not begin with "v1".</summary>
    UnknownVersion,

    /// <summary>Something that is not offset+length in digits.</summary>
    Malformed,

    /// <summary>An interval that ends after the date does.</summary>
    OutsideDate,
}

/// <summary>A timeline text, read: its set, or what is wrong with it and where.</summary>
public sealed class TimelineReading
{
    private readonly IntervalSet? _set;

    private TimelineReading(IntervalSet? set, TimelineFault fault, int position)
    {
        _set = set;
        Fault = fault;
        Position = position;
    }

    public TimelineFault Fault { get; }

    /// <summary>Index of the character at which the faulty interval begins; the limit for <see cref="TimelineFault.TooLong"/>.</summary>
    public int Position { get; }

    /// <summary>The normalised set.</summary>
    /// <exception cref="InvalidOperationException">The text is faulty.</exception>
    public IntervalSet Set => _set ?? throw new InvalidOperationException("The timeline text is faulty: " + Fault);

    internal static TimelineReading Of(IntervalSet set) => new TimelineReading(set, TimelineFault.None, 0);

    internal static TimelineReading Wrong(TimelineFault fault, int position) => new TimelineReading(null, fault, position);
}
