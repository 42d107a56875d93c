using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Every user has one row of settings, with the user's id; the platform makes it with the user.</summary>
internal static class UserSettings
{
    public const string Table = "usersettings";
    private const string ZoneName = "timezonestandardname";

    public static void CreateFor(RequestScope scope, Guid user, EntityReference? unit, RowAuthor author)
    {
        var row = new Entity(Table, user) { ["businessunitid"] = unit, ["uilanguageid"] = Labels.English, ["localeid"] = Labels.English, [ZoneName] = "UTC" };
        WorkOutZone(row, scope.UtcNow);
        scope.Rows.Create(row, author);
    }

    /// <summary>The zone's rule, which the platform works out from the zone that a user chooses. Nothing where the row names none, or one unknown here.</summary>
    public static void WorkOutZone(Entity row, DateTime now)
    {
        if (row.GetAttributeValue<string>(ZoneName) is not { Length: > 0 } name || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return;
        var rule = ZoneRule.Of(zone, now.Year);
        row["timezonebias"] = rule.Bias;
        row["timezonestandardbias"] = 0;
        row["timezonedaylightbias"] = rule.DaylightBias;
        Write(row, "standard", rule.ToStandard);
        Write(row, "daylight", rule.ToDaylight);
    }

    /// <summary>A month of 0 says that the clock is never changed.</summary>
    private static void Write(Entity row, string part, ClockChange? change)
    {
        row[$"timezone{part}month"] = change?.Month ?? 0;
        row[$"timezone{part}day"] = change?.Occurrence ?? 0;
        row[$"timezone{part}dayofweek"] = (int)(change?.Weekday ?? DayOfWeek.Sunday);
        row[$"timezone{part}hour"] = change?.Time.Hours ?? 0;
        row[$"timezone{part}minute"] = change?.Time.Minutes ?? 0;
    }
}
