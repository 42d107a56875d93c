using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class WorkDateTests
{
    private static readonly WorkDate Date = new(new DateTime(2025, 3, 1, 17, 30, 0, DateTimeKind.Utc));

    [Theory]
    [InlineData("2025-02-28T23:59:59.999Z", 0)]
    [InlineData("2025-03-01T00:00:00Z", 0)]
    [InlineData("2025-03-01T00:00:00.999Z", 0)]
    [InlineData("2025-03-01T00:00:01Z", 1)]
    [InlineData("2025-03-01T23:59:59Z", 86399)]
    [InlineData("2025-03-02T00:00:00Z", 86400)]
    [InlineData("2025-03-09T00:00:00Z", 86400)]
    public void An_instants_offset_is_whole_seconds_within_the_date(string instant, int offset) =>
        Assert.Equal(offset, Date.OffsetOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime));

    [Fact]
    public void A_date_is_its_midnight_in_utc_whatever_instant_it_was_made_from()
    {
        Assert.Equal(new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc), Date.Midnight);
        Assert.Equal(DateTimeKind.Utc, Date.Midnight.Kind);
        Assert.Equal("2025-03-01", Date.ToString());
        Assert.Equal(new DateTime(2025, 3, 1, 0, 10, 0, DateTimeKind.Utc), Date.At(600));
    }
}
