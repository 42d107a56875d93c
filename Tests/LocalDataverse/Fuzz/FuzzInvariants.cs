using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>What holds whatever was sent: the file is sound, and the invariants of timekeeping, computed here by plain loops over the stored rows.</summary>
internal sealed class FuzzInvariants(FuzzEnvironment environment)
{
    private readonly Dictionary<string, HashSet<int>> _recorded = new(StringComparer.Ordinal);
    private Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>Asserts them all, over the whole file.</summary>
    public void Hold()
    {
        Assert.Equal("ok", environment.Scalar("PRAGMA integrity_check"));
        var rows = Automatic();
        EachSecondIsClaimedOnce(rows);
        NothingRecordedIsLost(rows);
        TotalsAreTheSumOfTheRows(environment.Cases);
    }

    /// <summary>
    /// Asserts them for what the last request touched: the table's pages and indexes, each representative's day of which a row came, changed
    /// or went, and the cases of these rows. Cheap enough for after each request.
    /// </summary>
    public void HoldForWhatChanged()
    {
        var writes = environment.Writes();
        if (writes == _writes)
            return;
        _writes = writes;
        Assert.Equal("ok", environment.Scalar("PRAGMA quick_check(casetime_timetracker)"));
        var before = _places;
        _places = Places();
        var touched = before.Where(pair => !_places.ContainsKey(pair.Key)).Select(pair => pair.Value)
            .Concat(_places.Where(pair => pair.Value != before.GetValueOrDefault(pair.Key)).Select(pair => pair.Value))
            .ToList();
        if (touched.Count == 0)
            return;
        var rows = Automatic(touched.Select(place => place.Day).OfType<string>().ToHashSet(StringComparer.Ordinal));
        EachSecondIsClaimedOnce(rows);
        NothingRecordedIsLost(rows);
        TotalsAreTheSumOfTheRows(environment.Cases.Where(id => touched.Exists(place => place.Case == id.ToString())));
    }

    /// <summary>What a row holds; for comparing before and after.</summary>
    public string? Stored(Guid id) => environment.Rows(
        $"SELECT casetime_timeline || '|' || coalesce(casetime_overlap, '') || '|' || casetime_durationseconds FROM casetime_timetracker WHERE casetime_timetrackerid = '{id}'",
        reader => reader.IsDBNull(0) ? null : reader.GetString(0)).FirstOrDefault();

    /// <summary>I1, and what the row says of itself: its duration is what it claims.</summary>
    private static void EachSecondIsClaimedOnce(List<Counted> rows)
    {
        var claimed = new HashSet<(string Rep, string Date, int Second)>();
        foreach (var row in rows)
        {
            Assert.Equal(row.Claimed.Count, row.Duration);
            Assert.All(row.Claimed, second => Assert.True(claimed.Add((row.Rep, row.Date, second)), $"Second {second} of {row.Date} counts twice for {row.Rep}."));
        }
    }

    /// <summary>I6: a row that is still there has every second it ever had.</summary>
    private void NothingRecordedIsLost(List<Counted> rows)
    {
        foreach (var row in rows)
        {
            if (_recorded.TryGetValue(row.Id, out var before))
                Assert.Subset(row.Timeline, before);
        }

        foreach (var row in rows)
            _recorded[row.Id] = row.Timeline;
    }

    /// <summary>I4 and I5: what is shown is the sum over the rows, floored at zero for each representative.</summary>
    private void TotalsAreTheSumOfTheRows(IEnumerable<Guid> cases)
    {
        foreach (var caseId in cases)
        {
            var adjusted = Sums($"SELECT casetime_adjusts, sum(casetime_durationseconds) FROM casetime_timetracker WHERE casetime_regardingcase = '{caseId}' AND casetime_category = {RowText.Adjustment} GROUP BY 1");
            var counted = Sums($"SELECT casetime_rep, sum(casetime_durationseconds) FROM casetime_timetracker WHERE casetime_regardingcase = '{caseId}' AND casetime_category = {RowText.Automatic} GROUP BY 1");
            var expected = counted.Keys.Union(adjusted.Keys).Sum(rep => Math.Max(0, counted.GetValueOrDefault(rep) + adjusted.GetValueOrDefault(rep)));
            var logs = (long)environment.Scalar($"SELECT coalesce(sum(casetime_durationseconds), 0) FROM casetime_timetracker WHERE casetime_regardingcase = '{caseId}' AND casetime_category = {RowText.Manual}")!;
            var answer = environment.Service.Execute(new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = new EntityReference("incident", caseId) });
            Assert.Equal((expected, logs), (Convert.ToInt64(answer["AutomaticSeconds"], CultureInfo.InvariantCulture), Convert.ToInt64(answer["LogSeconds"], CultureInfo.InvariantCulture)));
        }
    }

    private Dictionary<string, long> Sums(string sql) => environment.Rows(sql, reader => (reader.GetString(0), reader.GetInt64(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <param name="days">Representative and date; null for all.</param>
    private List<Counted> Automatic(IReadOnlySet<string>? days = null) => environment.Rows(
        $"SELECT casetime_timetrackerid || rowid || createdon, casetime_rep, casetime_workdate, casetime_timeline, casetime_overlap, casetime_durationseconds FROM casetime_timetracker WHERE casetime_category = {RowText.Automatic}"
            + (days is null ? "" : $" AND casetime_rep || casetime_workdate IN ({string.Join(", ", days.Select(day => $"'{day}'"))})"),
        reader =>
        {
            var timeline = Seconds(reader.IsDBNull(3) ? null : reader.GetString(3));
            var overlap = Seconds(reader.IsDBNull(4) ? null : reader.GetString(4));
            return new Counted(reader.GetString(0), reader.GetString(1), reader.GetString(2), timeline, [.. timeline.Except(overlap)], reader.GetInt32(5));
        });

    /// <summary>Where each row stands, and which version of it.</summary>
    private Dictionary<string, Place> Places() => environment.Rows(
        "SELECT casetime_timetrackerid || rowid, versionnumber, casetime_regardingcase, casetime_rep || casetime_workdate FROM casetime_timetracker",
        reader => (reader.GetString(0), new Place(reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3))))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static HashSet<int> Seconds(string? text) =>
    [
        .. (text ?? "v1").Split(' ').Skip(1)
            .Select(piece => piece.Split('+').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(piece => Enumerable.Range(piece[0], piece[1])),
    ];

    /// <param name="Id">Tells a row that was deleted from the one that was made anew under the same id.</param>
    private sealed record Counted(string Id, string Rep, string Date, HashSet<int> Timeline, HashSet<int> Claimed, int Duration);

    /// <param name="Version">Counts up with each write.</param>
    /// <param name="Case">Its case.</param>
    /// <param name="Day">Representative and date of counted time; null for other rows.</param>
    private sealed record Place(long Version, string? Case, string? Day);
}
