using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>What holds whatever was sent: the file is sound, and the invariants of timekeeping, computed here by plain loops over the stored rows.</summary>
internal sealed class FuzzInvariants(FuzzEnvironment environment)
{
    private readonly Dictionary<string, HashSet<int>> _recorded = new(StringComparer.Ordinal);

    /// <summary>Asserts them all.</summary>
    public void Hold()
    {
        Assert.Equal("ok", environment.Scalar("PRAGMA integrity_check"));
        var rows = Automatic();
        EachSecondIsClaimedOnce(rows);
        NothingRecordedIsLost(rows);
        TotalsAreTheSumOfTheRows(rows);
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

        _recorded.Clear();
        foreach (var row in rows)
            _recorded[row.Id] = row.Timeline;
    }

    /// <summary>I4 and I5: what is shown is the sum over the rows, floored at zero for each representative.</summary>
    private void TotalsAreTheSumOfTheRows(List<Counted> rows)
    {
        foreach (var caseId in environment.Cases)
        {
            var adjusted = Sums($"SELECT casetime_adjusts, sum(casetime_durationseconds) FROM casetime_timetracker WHERE casetime_regardingcase = '{caseId}' AND casetime_category = {RowText.Adjustment} GROUP BY 1");
            var counted = rows.Where(row => row.Case == caseId.ToString()).GroupBy(row => row.Rep).ToDictionary(group => group.Key, group => group.Sum(row => (long)row.Duration));
            var expected = counted.Keys.Union(adjusted.Keys).Sum(rep => Math.Max(0, counted.GetValueOrDefault(rep) + adjusted.GetValueOrDefault(rep)));
            var logs = (long)environment.Scalar($"SELECT coalesce(sum(casetime_durationseconds), 0) FROM casetime_timetracker WHERE casetime_regardingcase = '{caseId}' AND casetime_category = {RowText.Manual}")!;
            var answer = environment.Service.Execute(new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = new EntityReference("incident", caseId) });
            Assert.Equal((expected, logs), (Convert.ToInt64(answer["AutomaticSeconds"], CultureInfo.InvariantCulture), Convert.ToInt64(answer["LogSeconds"], CultureInfo.InvariantCulture)));
        }
    }

    private Dictionary<string, long> Sums(string sql) => environment.Rows(sql, reader => (reader.GetString(0), reader.GetInt64(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private List<Counted> Automatic() => environment.Rows(
        $"SELECT casetime_timetrackerid || rowid || createdon, casetime_rep, casetime_regardingcase, casetime_workdate, casetime_timeline, casetime_overlap, casetime_durationseconds FROM casetime_timetracker WHERE casetime_category = {RowText.Automatic}",
        reader =>
        {
            var timeline = Seconds(reader.IsDBNull(4) ? null : reader.GetString(4));
            var overlap = Seconds(reader.IsDBNull(5) ? null : reader.GetString(5));
            return new Counted(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), timeline, [.. timeline.Except(overlap)], reader.GetInt32(6));
        });

    private static HashSet<int> Seconds(string? text) =>
    [
        .. (text ?? "v1").Split(' ').Skip(1)
            .Select(piece => piece.Split('+').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(piece => Enumerable.Range(piece[0], piece[1])),
    ];

    /// <param name="Id">Tells a row that was deleted from the one that was made anew under the same id.</param>
    private sealed record Counted(string Id, string Rep, string Case, string Date, HashSet<int> Timeline, HashSet<int> Claimed, int Duration);
}
