using System.Globalization;
using LocalDataverse.Storage;

namespace CaseTime.Benchmarks;

/// <summary>Copies of one stored row, made inside the database: what a year of work leaves behind, without waiting for it.</summary>
internal static class Copies
{
    /// <summary>Row versions are negative so that they are unique and older than every other.</summary>
    /// <param name="session">The writing session.</param>
    /// <param name="table">Logical name.</param>
    /// <param name="id">The row to copy.</param>
    /// <param name="count">How often.</param>
    /// <param name="columns">SQL of the columns that differ; n counts the copies from 1.</param>
    /// <param name="values">What the SQL knows as @p2, @p3 ...; @p0 is the row, @p1 the count.</param>
    public static int Make(StorageSession session, string table, Guid id, int count, IReadOnlyDictionary<string, string> columns, params object?[] values)
    {
        var names = session.Rows(reader => reader.GetString(0), $"SELECT name FROM pragma_table_info('{table}')");
        var expressions = names.Select(name => columns.TryGetValue(name, out var given) ? given
            : name == "versionnumber" ? $"(SELECT min(0, min(versionnumber)) FROM \"{table}\") - n"
            : $"t.\"{name}\"");
        return session.Execute(
            $"""
            WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < @p1)
            INSERT INTO "{table}" ({string.Join(", ", names.Select(name => $"\"{name}\""))})
            SELECT {string.Join(", ", expressions)} FROM counter, "{table}" t WHERE t."{table}id" = @p0
            """,
            [id.ToString(), count, .. values]);
    }

    /// <summary>SQL of an id for each number, in no order.</summary>
    public static string Id(string number) =>
        string.Create(CultureInfo.InvariantCulture, $"printf('%08x-0000-4000-8000-%012x', (({number}) * 2654435761) % 4294967296, {number})");
}
