using CaseTime.Plugins.Time;
using CsCheck;

namespace CaseTime.Plugins.Tests.Time;

public sealed class IntervalSetTests
{
    [Theory]
    //           a            b            union        subtract     intersect
    [InlineData("##........", "...##.....", "##.##.....", "##........", "..........")]
    [InlineData("####......", "..####....", "######....", "##........", "..##......")]
    [InlineData("####......", "....####..", "########..", "####......", "..........")]
    [InlineData("##########", "..##..##..", "##########", "##..##..##", "..##..##..")]
    [InlineData("..##..##..", "##########", "##########", "..........", "..##..##..")]
    [InlineData("####......", "####......", "####......", "..........", "####......")]
    [InlineData("#.#.#.#.#.", ".#.#.#.#.#", "##########", "#.#.#.#.#.", "..........")]
    [InlineData("..........", "####......", "####......", "..........", "..........")]
    public void Union_subtract_and_intersect_are_as_drawn(string a, string b, string union, string subtract, string intersect)
    {
        Assert.Equal(Seconds.Of(union), Seconds.Of(a).Union(Seconds.Of(b)));
        Assert.Equal(Seconds.Of(subtract), Seconds.Of(a).Subtract(Seconds.Of(b)));
        Assert.Equal(Seconds.Of(intersect), Seconds.Of(a).Intersect(Seconds.Of(b)));
    }

    [Fact]
    public void Normalising_sorts_merges_what_overlaps_or_touches_and_drops_what_is_empty()
    {
        var set = IntervalSet.Of([new(20, 25), new(7, 7), new(5, 10), new(0, 5), new(8, 12)]);

        Assert.Equal([new Interval(0, 12), new Interval(20, 25)], set.Intervals);
        Assert.Equal(17, set.Seconds);
        Assert.Equal(0, set.Start);
        Assert.Equal(25, set.End);
    }

    [Fact]
    public void An_empty_set_has_no_start_no_end_and_no_seconds()
    {
        Assert.True(IntervalSet.Empty.IsEmpty);
        Assert.Null(IntervalSet.Empty.Start);
        Assert.Null(IntervalSet.Empty.End);
        Assert.Equal(0, IntervalSet.Empty.Seconds);
        Assert.Equal(IntervalSet.Empty, IntervalSet.Span(5, 5));
        Assert.Equal(IntervalSet.Empty, IntervalSet.Span(5, 4));
    }

    [Fact]
    public void No_interval_has_a_negative_length() => Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(5, 4));

    [Theory]
    [InlineData("..####..##", 0, "..........")]
    [InlineData("..####..##", 2, "..........")]
    [InlineData("..####..##", 3, "..#.......")]
    [InlineData("..####..##", 8, "..####....")]
    [InlineData("..####..##", 10, "..####..##")]
    public void Before_keeps_the_seconds_that_lie_earlier(string set, int offset, string kept) =>
        Assert.Equal(Seconds.Of(kept), Seconds.Of(set).Before(offset));

    [Fact]
    public void Operations_agree_with_plain_sets_of_seconds() =>
        Gen.Select(Seconds.AnySet, Seconds.AnySet).Sample((a, b) =>
            a.Union(b).ToHashSet().SetEquals(a.ToHashSet().Union(b.ToHashSet()))
            && a.Subtract(b).ToHashSet().SetEquals(a.ToHashSet().Except(b.ToHashSet()))
            && a.Intersect(b).ToHashSet().SetEquals(a.ToHashSet().Intersect(b.ToHashSet()))
            && a.Seconds == a.ToHashSet().Count);

    [Fact]
    public void Every_result_is_normalised() =>
        Gen.Select(Seconds.AnySet, Seconds.AnySet).Sample((a, b) =>
            new[] { a, a.Union(b), a.Subtract(b), a.Intersect(b) }.All(set =>
                set.Intervals.All(interval => interval.Length > 0)
                && set.Intervals.Zip(set.Intervals.Skip(1)).All(pair => pair.First.End < pair.Second.Start)));

    [Fact]
    public void The_order_and_number_of_the_intervals_given_do_not_matter() =>
        Gen.Select(Seconds.AnyIntervals, Gen.Int[0, 1000]).Sample((intervals, seed) =>
        {
            var shuffled = intervals.Concat(intervals).ToArray();
            new Random(seed).Shuffle(shuffled);
            return IntervalSet.Of(shuffled).Equals(IntervalSet.Of(intervals));
        });
}
