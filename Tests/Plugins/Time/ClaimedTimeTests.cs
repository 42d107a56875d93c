using CaseTime.Plugins.Time;
using CsCheck;

namespace CaseTime.Plugins.Tests.Time;

/// <summary>The invariants of spec "timekeeping" as far as they are pure: several rows of one rep on one date, writes in any order.</summary>
public sealed class ClaimedTimeTests
{
    /// <summary>Writes of one rep: which row (case and device) sends which intervals.</summary>
    private static readonly Gen<(int Row, IntervalSet Sent)[]> AnyWrites =
        Gen.Select(Gen.Int[0, 2], Seconds.AnySet).Array[0, 10];

    [Fact]
    public void A_second_that_another_row_claimed_first_is_kept_in_the_timeline_but_not_counted()
    {
        var first = ClaimedTime.None.Add(Seconds.Of("##########"), []);
        var second = ClaimedTime.None.Add(Seconds.Of(".....##########"), [first]);

        Assert.Equal(Seconds.Of(".....##########"), second.Timeline);
        Assert.Equal(Seconds.Of(".....#####....."), second.Overlap);
        Assert.Equal(Seconds.Of("..........#####"), second.Claimed);
    }

    [Fact]
    public void A_row_keeps_what_it_once_claimed()
    {
        var first = ClaimedTime.None.Add(Seconds.Of("####"), []);
        var second = ClaimedTime.None.Add(Seconds.Of("..####"), [first]);
        var again = first.Add(Seconds.Of("######"), [second]);

        Assert.Equal(Seconds.Of("####"), again.Claimed);
        Assert.Equal(Seconds.Of("....##"), again.Overlap);
    }

    [Fact]
    public void A_contested_second_does_not_move_to_this_row_when_the_other_row_is_gone()
    {
        var first = ClaimedTime.None.Add(Seconds.Of("####"), []);
        var second = ClaimedTime.None.Add(Seconds.Of("..####"), [first]);

        var afterDeletion = second.Add(Seconds.Of("..####"), []);

        Assert.Equal(Seconds.Of("....##"), afterDeletion.Claimed);
    }

    [Fact]
    public void I1_no_second_is_claimed_twice() =>
        AnyWrites.Sample(writes =>
        {
            var rows = Accept(writes);
            return rows.Sum(row => row.Claimed.Seconds) == Union(rows, row => row.Claimed).Seconds;
        });

    [Fact]
    public void I2_every_sent_second_is_in_its_rows_timeline_and_claimed_by_one_row() =>
        AnyWrites.Sample(writes =>
        {
            var rows = Accept(writes);
            return writes.All(write => write.Sent.Subtract(rows[write.Row].Timeline).IsEmpty)
                && Union(rows, row => row.Claimed).Equals(IntervalSet.Of(writes.SelectMany(write => write.Sent.Intervals)));
        });

    [Fact]
    public void I3_sending_everything_again_changes_nothing() =>
        AnyWrites.Sample(writes => Same(Accept(writes), Accept([.. writes, .. writes])));

    [Fact]
    public void I3_in_another_order_timelines_and_the_claimed_seconds_of_the_rep_are_the_same() =>
        Gen.Select(AnyWrites, Gen.Int[0, 1000]).Sample((writes, seed) =>
        {
            var shuffled = writes.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (rows, others) = (Accept(writes), Accept(shuffled));
            return rows.Zip(others).All(pair => pair.First.Timeline.Equals(pair.Second.Timeline))
                && Union(rows, row => row.Claimed).Equals(Union(others, row => row.Claimed));
        });

    [Fact]
    public void I6_no_write_removes_a_recorded_second_or_a_claim() =>
        AnyWrites.Sample(writes =>
        {
            var rows = NoRows();
            return writes.All(write =>
            {
                var before = rows.ToArray();
                Accept(rows, write);
                return before.Zip(rows).All(pair =>
                    pair.First.Timeline.Subtract(pair.Second.Timeline).IsEmpty && pair.First.Claimed.Subtract(pair.Second.Claimed).IsEmpty);
            });
        });

    private static ClaimedTime[] NoRows() => [ClaimedTime.None, ClaimedTime.None, ClaimedTime.None];

    private static ClaimedTime[] Accept(IEnumerable<(int Row, IntervalSet Sent)> writes)
    {
        var rows = NoRows();
        foreach (var write in writes)
            Accept(rows, write);
        return rows;
    }

    private static void Accept(ClaimedTime[] rows, (int Row, IntervalSet Sent) write) =>
        rows[write.Row] = rows[write.Row].Add(write.Sent, rows.Where((_, row) => row != write.Row));

    private static bool Same(ClaimedTime[] left, ClaimedTime[] right) =>
        left.Zip(right).All(pair => pair.First.Timeline.Equals(pair.Second.Timeline) && pair.First.Overlap.Equals(pair.Second.Overlap));

    private static IntervalSet Union(IEnumerable<ClaimedTime> rows, Func<ClaimedTime, IntervalSet> part) =>
        IntervalSet.Of(rows.SelectMany(row => part(row).Intervals));
}
