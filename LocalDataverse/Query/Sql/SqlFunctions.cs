using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Values;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Query.Sql;

/// <summary>What SQLite lacks and Dataverse's queries need: text compared regardless of case in any script, LIKE with [ ], local dates.</summary>
internal static class SqlFunctions
{
    public const string Like = "dataverse_like";
    public const string LocalDate = "dataverse_localdate";
    public const string Localized = "dataverse_localized";
    public const string TextCollation = "DATAVERSE_TEXT";

    private static readonly ConditionalWeakTable<SqliteConnection, object> Prepared = [];
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new(StringComparer.Ordinal);

    /// <summary>Makes the functions known to the connection, once.</summary>
    public static void EnsureOn(SqliteConnection connection)
    {
        if (Prepared.TryGetValue(connection, out _))
            return;
        connection.CreateCollation(TextCollation, CompareText);
        connection.CreateFunction(Like, (string? text, string? pattern) => text is null || pattern is null ? (bool?)null : LikePattern.Matches(text, pattern), isDeterministic: true);
        connection.CreateFunction<string?, string, string?>(LocalDate, new LocalDates().Of, isDeterministic: true);
        connection.CreateFunction(Localized, (string? name, string? names, int language) => LocalizedNames.Find(names, language) ?? name, isDeterministic: true);
        Prepared.Add(connection, connection);
    }

    /// <returns>The name under which <see cref="LocalDate"/> finds the zone.</returns>
    public static string Register(TimeZoneInfo zone)
    {
        Zones[zone.Id] = zone;
        return zone.Id;
    }

    public static int CompareText(string one, string other) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(one, other, CompareOptions.IgnoreCase | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth);

    /// <summary>Dates in a time zone, for one connection. Rows mostly come in the order of time, so that many have the minute of the one before.</summary>
    private sealed class LocalDates
    {
        private const int Minute = 16;
        private string _last = "";
        private string _zone = "";
        private string _date = "";

        /// <param name="value">Instant as stored, UTC.</param>
        /// <param name="zone">Registered.</param>
        public string? Of(string? value, string zone)
        {
            if (value is null)
                return null;
            // No zone's date changes within a minute.
            if (zone == _zone && string.CompareOrdinal(value, 0, _last, 0, Minute) == 0)
                return _date;
            var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(StoredDate.Parse(value), DateTimeKind.Utc), Zones[zone]);
            (_last, _zone, _date) = (value, zone, StoredDate.OfDate(local));
            return _date;
        }
    }
}
