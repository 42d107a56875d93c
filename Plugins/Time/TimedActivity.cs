using System;

namespace CaseTime.Plugins.Time;

/// <summary>An activity of a case: what it counts, and when it took place where that is known.</summary>
public sealed class TimedActivity
{
    /// <param name="owner">The user or team that owns it.</param>
    /// <param name="seconds">Its actual duration.</param>
    /// <param name="start">Its actual start, UTC; null where nobody entered one: a scheduled time says nothing about what happened.</param>
    /// <param name="end">Its actual end, UTC; null likewise.</param>
    public TimedActivity(Guid owner, long seconds, DateTime? start, DateTime? end)
    {
        Owner = owner;
        Seconds = seconds;
        Start = start;
        End = end;
    }

    public Guid Owner { get; }

    public long Seconds { get; }

    public DateTime? Start { get; }

    public DateTime? End { get; }

    /// <summary>Whether it can overlap anything: it counts something, and took place at a known time.</summary>
    public bool IsTimed => Seconds > 0 && Start != null && End != null && Start < End;

    /// <summary>The part of it that lies on a date.</summary>
    public IntervalSet On(WorkDate date) => IsTimed ? IntervalSet.Span(date.OffsetOf(Start!.Value), date.OffsetOf(End!.Value)) : IntervalSet.Empty;
}
