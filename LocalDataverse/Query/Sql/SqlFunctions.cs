using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using LocalDataverse.Metadata;
using LocalDataverse.Query.Values;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Query.Sql;

/// <summary>What SQLite lacks and Dataverse's queries need: text compared regardless of case in any script, LIKE with [ ], parts of local dates.</summary>
internal static class SqlFunctions
{
    public const string Like = "dataverse_like";
    public const string DatePart = "dataverse_datepart";
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
        connection.CreateFunction(DatePart, (string? value, string part, string? zone) => value is null ? (long?)null : Part(value, part, zone), isDeterministic: true);
        connection.CreateFunction(Localized, (string? name, string? names, int language) => LocalizedNames.Find(names, language) ?? name, isDeterministic: true);
        Prepared.Add(connection, connection);
    }

    /// <returns>The name under which <see cref="DatePart"/> finds the zone.</returns>
    public static string Register(TimeZoneInfo zone)
    {
        Zones[zone.Id] = zone;
        return zone.Id;
    }

    public static int CompareText(string one, string other) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(one, other, CompareOptions.IgnoreCase | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth);

    private static long Part(string value, string part, string? zone)
    {
        var date = StoredDate.Parse(value);
        if (zone is not null)
            date = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(date, DateTimeKind.Utc), Zones[zone]);
        return part switch
        {
            "day" => date.Day,
            "week" => Week(date),
            "month" => date.Month,
            "quarter" => ((date.Month - 1) / 3) + 1,
            "year" => date.Year,
            _ => throw new ArgumentException($"Unknown date part '{part}'.", nameof(part)),
        };
    }

    /// <summary>As SQL Server counts: weeks start on Sunday, 1 January is in week 1.</summary>
    private static int Week(DateTime date) => ((date.DayOfYear - 1 + (int)new DateTime(date.Year, 1, 1).DayOfWeek) / 7) + 1;
}
