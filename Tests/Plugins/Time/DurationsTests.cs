using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    [InlineData(89, 1)]
    [InlineData(90, 2)]
    [InlineData(-30, 0)]
    [InlineData(-31, -1)]
    [InlineData(-89, -1)]
    [InlineData(-90, -1)]
    [InlineData(-91, -2)]
    [InlineData(int.MaxValue, 35791394)]
    [InlineData(int.MinValue, -35791394)]
    public void Seconds_become_minutes_rounded_half_up(int seconds, int minutes) =>
        Assert.Equal(minutes, Durations.MinutesOf(seconds));
}
