using CaseTime.Plugins.Time;
using CsCheck;

namespace CaseTime.Plugins.Tests.Time;

public sealed class TimelineTextTests
{
    [Theory]
    [InlineData("v1", "v1")]
    [InlineData("v1 0+600 1200+45", "v1 0+600 1200+45")]
    [InlineData("v1 1200+45 0+600", "v1 0+600 1200+45")]
    [InlineData("v1 0+600 600+1", "v1 0+601")]
    [InlineData("v1 0+600 300+600 5+0", "v1 0+900")]
    [InlineData("v1 86399+1", "v1 86399+1")]
    [InlineData("v1 0+86400", "v1 0+86400")]
    [InlineData("v1 86400+0", "v1")]
    public void Reading_normalises(string text, string normalised) =>
        Assert.Equal(normalised, TimelineText.Write(TimelineText.Read(text).Set));

    [Theory]
    [InlineData(null, TimelineFault.Missing, 0)]
    [InlineData("", TimelineFault.Missing, 0)]
    [InlineData("0+600", TimelineFault.UnknownVersion, 0)]
    [InlineData("v2 0+600", TimelineFault.UnknownVersion, 0)]
    [InlineData("v10+600", TimelineFault.UnknownVersion, 0)]
    [InlineData("V1 0+600", TimelineFault.UnknownVersion, 0)]
    [InlineData(" v1 0+600", TimelineFault.UnknownVersion, 0)]
    [InlineData("v1 ", TimelineFault.Malformed, 3)]
    [InlineData("v1  0+600", TimelineFault.Malformed, 3)]
    [InlineData("v1 0+600 ", TimelineFault.Malformed, 9)]
    [InlineData("v1 0+600,700+5", TimelineFault.Malformed, 9)]
    [InlineData("v1 0+600\n700+5", TimelineFault.Malformed, 9)]
    [InlineData("v1 600", TimelineFault.Malformed, 3)]
    [InlineData("v1 600+", TimelineFault.Malformed, 3)]
    [InlineData("v1 +600", TimelineFault.Malformed, 3)]
    [InlineData("v1 -5+600", TimelineFault.Malformed, 3)]
    [InlineData("v1 5+-600", TimelineFault.Malformed, 3)]
    [InlineData("v1 5.5+600", TimelineFault.Malformed, 3)]
    [InlineData("v1 0+600 5+6x", TimelineFault.Malformed, 13)]
    [InlineData("v1 \u0661+5", TimelineFault.Malformed, 3)]
    [InlineData("v1 9999999999+1", TimelineFault.Malformed, 3)]
    [InlineData("v1 86399+2", TimelineFault.OutsideDate, 3)]
    [InlineData("v1 86400+1", TimelineFault.OutsideDate, 3)]
    [InlineData("v1 0+5 0+86401", TimelineFault.OutsideDate, 7)]
    [InlineData("v1 999999999+999999999", TimelineFault.OutsideDate, 3)]
    public void A_faulty_text_says_what_is_wrong_and_where(string? text, TimelineFault fault, int position)
    {
        var reading = TimelineText.Read(text);

        Assert.Equal(fault, reading.Fault);
        Assert.Equal(position, reading.Position);
        Assert.Throws<InvalidOperationException>(() => reading.Set);
    }

    [Fact]
    public void The_worst_date_of_all_is_as_long_as_the_limit_and_one_character_more_is_refused()
    {
        var everyOtherSecond = IntervalSet.Of(Enumerable.Range(0, WorkDate.Seconds / 2).Select(i => new Interval(2 * i, (2 * i) + 1)));
        var text = TimelineText.Write(everyOtherSecond);

        Assert.Equal(TimelineText.MaxLength, text.Length);
        Assert.Equal(everyOtherSecond, TimelineText.Read(text).Set);
        Assert.Equal(TimelineFault.TooLong, TimelineText.Read(text + "0").Fault);
    }

    [Fact]
    public void What_was_written_is_read_back() =>
        Seconds.AnySet.Sample(set => TimelineText.Read(TimelineText.Write(set)).Set.Equals(set));

    [Fact]
    public void No_text_makes_reading_throw() =>
        Gen.String[Gen.Char["v12 +0-9x"], 0, 30].Sample(text => TimelineText.Read("v1" + text).Fault is not TimelineFault.Missing);
}
