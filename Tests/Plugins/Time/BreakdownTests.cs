using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class BreakdownTests
{
    private static readonly Guid Ann = Guid.Parse("0000000a-0000-0000-0000-000000000000");

    private static readonly CaseTotals Hour = CaseTotals.Of([
        new(Ann, TimeSource.Automatic, 3000), new(Ann, TimeSource.Adjustment, -600), new(Ann, TimeSource.Manual, 900), new(Ann, TimeSource.Activity, 300)]);

    [Fact]
    public void The_json_is_the_documented_one() =>
        Assert.Equal(
            """{"version":1,"cycle":2,"total":3600,"automatic":2400,"manual":900,"activity":300,"closing":3600,"late":0,"overlap":0,"once":false,"""
            + "\"reps\":["
            + """{"rep":"0000000a-0000-0000-0000-000000000000","total":3600,"automatic":2400,"adjusted":-600,"manual":900,"activity":300,"overlap":0}]}""",
            Breakdown.AtClosing(2, Hour).Write());

    [Fact]
    public void What_was_written_is_read_back() =>
        Assert.Equal(Breakdown.AtClosing(1, Hour).Write(), Breakdown.Read(Breakdown.AtClosing(1, Hour).Write())!.Write());

    [Fact]
    public void Late_seconds_are_in_the_total_and_named_and_the_closing_total_stays()
    {
        var closing = Breakdown.AtClosing(1, Hour);
        var more = CaseTotals.Of([new(Ann, TimeSource.Automatic, 3660)]);
        var evenMore = CaseTotals.Of([new(Ann, TimeSource.Automatic, 3700)]);

        var late = Breakdown.Corrected(1, evenMore, Breakdown.Corrected(1, more, closing, 0), 0);

        Assert.Equal((3700, 3600, 100), (late.Total, late.Closing, late.Late));
    }

    [Fact]
    public void A_deletion_after_closing_is_not_negative_late_time()
    {
        var less = Breakdown.Corrected(1, CaseTotals.Of([]), Breakdown.AtClosing(1, Hour), 0);

        Assert.Equal((0, 3600, 0), (less.Total, less.Closing, less.Late));
    }

    [Fact]
    public void Where_the_old_breakdown_cannot_be_read_the_rows_own_total_is_the_closing_total() =>
        Assert.Equal(100, Breakdown.Corrected(1, Hour, null, 3500).Late);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"closing":5}""")]
    [InlineData("""{"version":1}""")]
    public void A_text_that_is_no_breakdown_of_this_version_reads_as_none(string? json) => Assert.Null(Breakdown.Read(json));

    [Fact]
    public void Unknown_members_are_ignored() =>
        Assert.Equal(5, Breakdown.Read("""{"version":1,"cycle":1,"closing":5,"colour":"red","reps":[]}""")!.Closing);
}
