using System.Globalization;
using LocalDataverse.Storage;

namespace LocalDataverse.Query.Values;

/// <summary>Dates and times as storage has them, for conditions and date parts.</summary>
internal static class StoredDate
{
    public static string OfInstant(DateTime value) => ColumnCodec.DateTime(value);

    public static string OfDate(DateTime value) => value.ToString(ColumnCodec.DateFormat, CultureInfo.InvariantCulture);

    /// <summary>As it stands, of no kind.</summary>
    public static DateTime Parse(string text) => DateTime.ParseExact(
        text,
        text.Length == ColumnCodec.DateFormat.Length ? ColumnCodec.DateFormat : ColumnCodec.DateTimeFormat,
        CultureInfo.InvariantCulture,
        DateTimeStyles.None);

    /// <summary>A local time as UTC; a time that the zone skips is taken as an hour later.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}
