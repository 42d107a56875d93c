using CaseTime.Plugins.Time;
using CsCheck;

namespace CaseTime.Plugins.Tests.Time;

/// <summary>Interval sets written as pictures ("##..#" is 0+2 4+1), and generated ones on a short date where collisions are frequent.</summary>
internal static class Seconds
{
    public const int DateLength = 40;

    public static readonly Gen<Interval> AnyInterval =
        from start in Gen.Int[0, DateLength]
        from length in Gen.Int[0, 12]
        select new Interval(start, start + length);

    public static readonly Gen<Interval[]> AnyIntervals = AnyInterval.Array[0, 8];

    public static readonly Gen<IntervalSet> AnySet = AnyIntervals.Select(intervals => IntervalSet.Of(intervals));

    public static IntervalSet Of(string picture) =>
        IntervalSet.Of(picture.Select((mark, at) => new Interval(at, mark == '#' ? at + 1 : at)));

    /// <summary>The plain set of seconds: the slow truth that the interval operations are held against.</summary>
    public static HashSet<int> ToHashSet(this IntervalSet set) =>
        [.. set.Intervals.SelectMany(interval => Enumerable.Range(interval.Start, interval.Length))];
}
