using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

/// <summary>Activities beside automatic time, in seconds from 00:00 UTC of a date.</summary>
public sealed class ActivityOverlapTests
{
    private static readonly Guid Ann = Guid.Parse("0000000a-0000-0000-0000-000000000000");
    private static readonly Guid Ben = Guid.Parse("0000000b-0000-0000-0000-000000000000");
    private static readonly WorkDate Date = new(new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc));

    [Theory]
    [InlineData(0, 600, 600)] // exactly the automatic time
    [InlineData(599, 1199, 1)] // its last second
    [InlineData(600, 1200, 0)] // begins where it ends
    [InlineData(100, 400, 300)] // within it
    [InlineData(300, 900, 300)] // half of it
    public void An_activity_overlaps_by_the_seconds_it_has_in_automatic_time(int start, int end, int expected) =>
        Assert.Equal(expected, Totals([Claim(Ann, "v1 0+600")], [Call(Ann, start, end)]).Overlap);

    [Fact]
    public void Gaps_in_automatic_time_are_not_overlapped() =>
        Assert.Equal(200, Totals([Claim(Ann, "v1 0+100 500+100")], [Call(Ann, 0, 600)]).Overlap);

    [Fact]
    public void Calls_that_overlap_each_other_overlap_automatic_time_one_by_one()
    {
        var totals = Totals([Claim(Ann, "v1 0+600")], [Call(Ann, 0, 600), Call(Ann, 0, 600), Call(Ann, 300, 900)]);

        Assert.Equal((1800, 1500, 2400, 900), (totals.Activity, totals.Overlap, totals.Effort, totals.WallClock));
    }

    [Fact]
    public void An_activity_overlaps_by_no_more_than_it_counts() =>
        Assert.Equal(60, Totals([Claim(Ann, "v1 0+600")], [new(Ann, 60, Date.At(0), Date.At(600))]).Overlap);

    [Fact]
    public void Another_reps_activity_overlaps_nothing() =>
        Assert.Equal(0, Totals([Claim(Ann, "v1 0+600")], [Call(Ben, 0, 600)]).Overlap);

    [Theory]
    [InlineData(null, 600)]
    [InlineData(0, null)]
    [InlineData(600, 0)] // ends before it starts
    [InlineData(5, 5)]
    public void Without_start_and_end_no_overlap_is_known(int? start, int? end) =>
        Assert.Equal(0, Totals([Claim(Ann, "v1 0+600")], [new(Ann, 600, At(start), At(end))]).Overlap);

    [Fact]
    public void An_activity_across_midnight_overlaps_on_both_dates()
    {
        var next = new WorkDate(Date.Midnight.AddDays(1));

        var totals = Totals(
            [Claim(Ann, "v1 86000+400"), new(Ann, next, TimelineText.Read("v1 0+100").Set)],
            [new(Ann, 1000, Date.At(86100), next.At(700))]);

        Assert.Equal(400, totals.Overlap);
    }

    [Fact]
    public void Rows_of_two_devices_on_one_date_are_both_overlapped() =>
        Assert.Equal(200, Totals([Claim(Ann, "v1 0+100"), Claim(Ann, "v1 100+100")], [Call(Ann, 0, 300)]).Overlap);

    [Theory]
    [InlineData(0, 600, 600)] // nothing adjusted
    [InlineData(-300, 600, 600)] // what is left is still all overlapped: 300 automatic + 600 call - 300
    [InlineData(-600, 600, 600)] // no automatic time is left, so the call stands alone
    [InlineData(-900, 600, 600)] // more taken away than there is
    [InlineData(300, 900, 900)] // 300 s added by hand overlap nothing
    public void What_adjustments_took_away_is_no_longer_overlapped(int adjusted, int wallClock, int total)
    {
        var parts = Parts([Claim(Ann, "v1 0+600")], [Call(Ann, 0, 600)]).Append(new TimePart(Ann, TimeSource.Adjustment, adjusted));

        var totals = CaseTotals.Of(parts, overlapOnce: true);

        Assert.Equal((wallClock, total), (totals.WallClock, totals.Total));
    }

    [Fact]
    public void Wall_clock_is_never_below_what_remains_of_each_source()
    {
        var random = new Random(20250301);
        for (var run = 0; run < 500; run++)
        {
            var claims = Enumerable.Range(0, random.Next(1, 4)).Select(slot => new DayClaim(Ann, Date, IntervalSet.Span(slot * 500, (slot * 500) + random.Next(0, 400)))).ToList();
            var calls = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(0, 1500) is var start ? new TimedActivity(Ann, random.Next(1, 900), Date.At(start), Date.At(start + random.Next(1, 900))) : null!).ToList();
            var adjusted = new TimePart(Ann, TimeSource.Adjustment, random.Next(-1500, 500));

            var totals = CaseTotals.Of(Parts(claims, calls).Append(adjusted), overlapOnce: true);

            Assert.InRange(totals.Overlap, 0, totals.Activity);
            Assert.InRange(totals.WallClock, totals.Automatic, totals.Effort);
            Assert.Equal(totals.WallClock, totals.Total);
        }
    }

    private static DateTime? At(int? offset) => offset is { } seconds ? Date.At(seconds) : null;

    private static DayClaim Claim(Guid rep, string timeline) => new(rep, Date, TimelineText.Read(timeline).Set);

    private static TimedActivity Call(Guid rep, int start, int end) => new(rep, end - start, Date.At(start), Date.At(end));

    private static CaseTotals Totals(IReadOnlyList<DayClaim> claims, IReadOnlyList<TimedActivity> activities) => CaseTotals.Of(Parts(claims, activities));

    private static IEnumerable<TimePart> Parts(IReadOnlyList<DayClaim> claims, IReadOnlyList<TimedActivity> activities) =>
        claims.Select(claim => new TimePart(claim.Rep, TimeSource.Automatic, claim.Claimed.Seconds))
            .Concat(activities.Select(activity => new TimePart(activity.Owner, TimeSource.Activity, activity.Seconds)))
            .Concat(ActivityOverlap.Of(activities, claims));
}
