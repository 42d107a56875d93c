using System.Globalization;

namespace LocalDataverse.Query.Values;

/// <summary>Dates and times as StorageSession stores them.</summary>
internal static class StoredDate
{
    private const string DateAndTime = "yyyy-MM-dd HH:mm:ss";
    private const string Date = "yyyy-MM-dd";

    public static string OfInstant(DateTime value) => value.ToString(DateAndTime, CultureInfo.InvariantCulture);

    public static string OfDate(DateTime value) => value.ToString(Date, CultureInfo.InvariantCulture);

    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, text.Length == Date.Length ? Date : DateAndTime, CultureInfo.InvariantCulture, DateTimeStyles.None);

    /// <summary>A local time as UTC; a time that the zone skips is taken as an hour later.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}
