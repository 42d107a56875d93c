using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class CaseTotalsTests
{
    private static readonly Guid Ann = Guid.Parse("0000000a-0000-0000-0000-000000000000");
    private static readonly Guid Ben = Guid.Parse("0000000b-0000-0000-0000-000000000000");

    [Fact]
    public void The_total_is_automatic_plus_logs_plus_activities()
    {
        var totals = CaseTotals.Of([
            new(Ann, TimeSource.Automatic, 600), new(Ben, TimeSource.Automatic, 600),
            new(Ann, TimeSource.Manual, 1800), new(Ben, TimeSource.Activity, 300)]);

        Assert.Equal((1200, 1800, 300, 3300), (totals.Automatic, totals.Manual, totals.Activity, totals.Total));
        Assert.Equal(55, totals.TotalMinutes);
        Assert.Equal([Ann, Ben], totals.Reps.Select(rep => rep.Rep));
        Assert.Equal([2400L, 900L], totals.Reps.Select(rep => rep.Total));
    }

    [Fact]
    public void An_adjustment_corrects_the_reps_automatic_time()
    {
        var totals = CaseTotals.Of([new(Ann, TimeSource.Automatic, 600), new(Ann, TimeSource.Adjustment, -200), new(Ann, TimeSource.Adjustment, 50)]);

        Assert.Equal(450, totals.Automatic);
        Assert.Equal(-150, totals.Reps.Single().Adjusted);
    }

    [Theory]
    [InlineData(599, 1)]
    [InlineData(600, 0)]
    [InlineData(601, 0)]
    public void I5_a_reps_automatic_time_is_floored_at_zero_after_adjustments(int adjustedDown, int left) =>
        Assert.Equal(left, CaseTotals.Of([new(Ann, TimeSource.Automatic, 600), new(Ann, TimeSource.Adjustment, -adjustedDown)]).Automatic);

    [Fact]
    public void I5_one_reps_left_over_adjustment_does_not_eat_a_colleagues_time() =>
        Assert.Equal(600, CaseTotals.Of([new(Ann, TimeSource.Adjustment, -500), new(Ben, TimeSource.Automatic, 600)]).Total);

    [Fact]
    public void A_case_without_time_has_zeros_and_no_reps()
    {
        var totals = CaseTotals.Of([]);

        Assert.Equal((0, 0), (totals.Total, totals.TotalMinutes));
        Assert.Empty(totals.Reps);
    }

    [Fact]
    public void A_sum_beyond_the_column_stays_at_its_limit_instead_of_turning_negative() =>
        Assert.Equal(int.MaxValue, CaseTotals.Of([new(Ann, TimeSource.Manual, int.MaxValue), new(Ben, TimeSource.Manual, 1)]).Total);

    [Fact]
    public void Minutes_are_rounded_once_over_the_sum() =>
        Assert.Equal(1, CaseTotals.Of([new(Ann, TimeSource.Automatic, 29), new(Ann, TimeSource.Manual, 29)]).TotalMinutes);
}
