using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Pipeline;

/// <summary>The zone that users choose for themselves comes with its rule, as Windows tells it.</summary>
public sealed class UserZoneTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData("UTC", 0, 0, 0, 0, 0, 0, 0)]
    [InlineData("Tokyo Standard Time", -540, 0, 0, 0, 0, 0, 0)]
    [InlineData("India Standard Time", -330, 0, 0, 0, 0, 0, 0)]
    [InlineData("W. Europe Standard Time", -60, -60, 3, 5, 2, 10, 5)]
    [InlineData("Pacific Standard Time", 480, -60, 3, 2, 2, 11, 1)]
    [InlineData("AUS Eastern Standard Time", -600, -60, 10, 1, 2, 4, 1)]
    public void A_chosen_zone_brings_its_rule(string name, int bias, int daylightBias, int month, int occurrence, int hour, int standardMonth, int standardOccurrence)
    {
        var user = _environment.Administrator.UserId;

        _environment.Service.Update(new Entity("usersettings", user) { ["timezonestandardname"] = name });

        var row = _environment.Read("usersettings", user);
        int Value(string column) => row.GetAttributeValue<int>(column);
        Assert.Equal(
            (bias, daylightBias, month, occurrence, hour, standardMonth, standardOccurrence),
            (Value("timezonebias"), Value("timezonedaylightbias"), Value("timezonedaylightmonth"), Value("timezonedaylightday"), Value("timezonedaylighthour"), Value("timezonestandardmonth"), Value("timezonestandardday")));
    }
}
