using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>
/// A set of whole seconds, kept as sorted intervals that neither overlap nor touch. Immutable.
/// <code>
///                      0    5    10   15   20   25   30
/// a                    |####|    |#########|              0+5 10+10
/// b                         |####|    |#########|         5+5 15+10
/// a.Union(b)           |########################|         0+25
/// a.Subtract(b)        |####|    |####|                   0+5 10+5
/// a.Intersect(b)                      |####|              15+5
/// a.Before(12)         |####|    |#|                      0+5 10+2
/// </code>
/// </summary>
public sealed class IntervalSet : IEquatable<IntervalSet>
{
    private readonly Interval[] _intervals;

    private IntervalSet(Interval[] normalised) => _intervals = normalised;

    public static IntervalSet Empty { get; } = new IntervalSet(Array.Empty<Interval>());

    public IReadOnlyList<Interval> Intervals => _intervals;

    public bool IsEmpty => _intervals.Length == 0;

    /// <summary>How many seconds are in the set.</summary>
    public int Seconds => _intervals.Sum(interval => interval.Length);

    /// <summary>Offset of the first second; null for the empty set.</summary>
    public int? Start => IsEmpty ? (int?)null : _intervals[0].Start;

    /// <summary>Offset of the first second after the last; null for the empty set.</summary>
    public int? End => IsEmpty ? (int?)null : _intervals[_intervals.Length - 1].End;

    /// <summary>
    /// Normalises: sorts, merges what overlaps or touches, drops what is empty.
    /// <code>
    ///   |###|  |##|           |     (empty)
    ///     |####|           |####|
    ///   |#########|        |####|
    /// </code>
    /// </summary>
    public static IntervalSet Of(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (var next in intervals.Where(interval => interval.Length > 0).OrderBy(interval => interval.Start))
        {
            var last = merged.Count - 1;
            if (last >= 0 && next.Start <= merged[last].End)
                merged[last] = new Interval(merged[last].Start, Math.Max(merged[last].End, next.End));
            else
                merged.Add(next);
        }

        return merged.Count == 0 ? Empty : new IntervalSet(merged.ToArray());
    }

    /// <summary>The seconds from <paramref name="start"/> up to <paramref name="end"/>; empty where the end is not after the start.</summary>
    public static IntervalSet Span(int start, int end) =>
        end <= start ? Empty : new IntervalSet(new[] { new Interval(start, end) });

    public IntervalSet Union(IntervalSet other) =>
        other.IsEmpty ? this : IsEmpty ? other : Of(_intervals.Concat(other._intervals));

    /// <summary>The seconds of this set that are not in <paramref name="other"/>.</summary>
    public IntervalSet Subtract(IntervalSet other)
    {
        var kept = new List<Interval>();
        var from = 0;
        foreach (var interval in _intervals)
        {
            var start = interval.Start;
            while (from < other._intervals.Length && other._intervals[from].End <= start)
                from++;
            for (var i = from; i < other._intervals.Length && other._intervals[i].Start < interval.End; i++)
            {
                if (other._intervals[i].Start > start)
                    kept.Add(new Interval(start, other._intervals[i].Start));
                start = Math.Max(start, other._intervals[i].End);
            }

            if (start < interval.End)
                kept.Add(new Interval(start, interval.End));
        }

        return kept.Count == 0 ? Empty : new IntervalSet(kept.ToArray());
    }

    /// <summary>The seconds that are in both.</summary>
    public IntervalSet Intersect(IntervalSet other) => Subtract(Subtract(other));

    /// <summary>The seconds before <paramref name="offset"/>.</summary>
    public IntervalSet Before(int offset) => Intersect(Span(0, offset));

    public bool Equals(IntervalSet? other) => other != null && _intervals.SequenceEqual(other._intervals);

    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    public override int GetHashCode() => _intervals.Aggregate(17, (hash, interval) => unchecked((hash * 31) + interval.GetHashCode()));

    public override string ToString() => string.Join(" ", _intervals);
}
