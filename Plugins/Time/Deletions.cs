using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CaseTime.Plugins.Time;

/// <summary>
/// Which Automatic rows of a rep were deleted, and up to where each had recorded: a device that sends such seconds once more does not
/// bring them back. Kept as text in casetime_clock.casetime_deletions, a row in 50 characters: its id, its work date, and the offset in
/// seconds of its end. Immutable.
/// <code>
/// v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+43200
/// </code>
/// An entry is of use for as long as seconds of its date are accepted at all, and is dropped afterwards.
/// </summary>
public sealed class Deletions
{
    /// <summary>Entries that the column takes; beyond, the oldest are forgotten.</summary>
    public const int Most = 20_000;

    private const string Version = "v1";
    private const string Date = "yyyy-MM-dd";
    private readonly Dictionary<Guid, DateTime> _ends;

    private Deletions(Dictionary<Guid, DateTime> ends) => _ends = ends;

    /// <summary>How many rows are remembered.</summary>
    public int Count => _ends.Count;

    /// <summary>Reads what <see cref="Write"/> wrote; what cannot be read is nobody's time, and is left out.</summary>
    public static Deletions Read(string? text)
    {
        var parts = (text ?? "").Split(' ');
        var ends = new Dictionary<Guid, DateTime>();
        if (parts[0] == Version)
        {
            foreach (var part in parts.Skip(1))
            {
                if (TryRead(part, out var id, out var end))
                    ends[id] = end;
            }
        }

        return new Deletions(ends);
    }

    /// <summary>Up to which instant, UTC, the deleted row had recorded; null where it was not deleted.</summary>
    public DateTime? EndOf(Guid row) => _ends.TryGetValue(row, out var end) ? end : (DateTime?)null;

    /// <param name="row">The row that is deleted.</param>
    /// <param name="end">The instant after its last second, UTC.</param>
    /// <param name="oldest">Seconds before this instant are accepted from nobody, so entries that end before it go.</param>
    public Deletions Add(Guid row, DateTime end, DateTime oldest)
    {
        var ends = new Dictionary<Guid, DateTime>(_ends);
        if (!ends.TryGetValue(row, out var before) || before < end)
            ends[row] = end;
        return new Deletions(ends
            .Where(entry => entry.Value > oldest)
            .OrderByDescending(entry => entry.Value)
            .Take(Most)
            .ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    public string Write()
    {
        var text = new StringBuilder(Version);
        foreach (var entry in _ends.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key))
        {
            // The end of a whole date is written as that date's 86400, not as the next date's 0.
            var date = new WorkDate(entry.Value.AddSeconds(-1));
            text.Append(' ').Append(entry.Key.ToString("N", CultureInfo.InvariantCulture))
                .Append('@').Append(date.Midnight.ToString(Date, CultureInfo.InvariantCulture))
                .Append('+').Append(date.OffsetOf(entry.Value).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static bool TryRead(string part, out Guid id, out DateTime end)
    {
        end = default;
        id = default;
        var fields = part.Split('@', '+');
        if (fields.Length != 3
            || !Guid.TryParseExact(fields[0], "N", out id)
            || !DateTime.TryParseExact(fields[1], Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            || !int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || offset > WorkDate.Seconds)
            return false;
        end = date.AddSeconds(offset);
        return true;
    }
}
