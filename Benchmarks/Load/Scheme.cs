namespace CaseTime.Benchmarks.Load;

/// <summary>What a way of storing time costs on a schedule.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Writes">Requests that write.</param>
/// <param name="Rows">Rows left behind.</param>
/// <param name="LostSeconds">Counted seconds that never reach the server though nothing fails.</param>
internal sealed record Scheme(string Name, long Writes, long Rows, long LostSeconds)
{
    /// <summary>
    /// As its documentation describes the preview: it saves at each full interval in focus, and closing the case loses the running one. What
    /// is not documented is taken in its favour: leaving a case for another keeps the interval running, a case is closed once a day only,
    /// and there is one row for each representative and case.
    /// </summary>
    public static Scheme Preview(IEnumerable<(int Rep, IReadOnlyList<Stretch> Day)> days)
    {
        var (writes, lost, rows) = (0L, 0L, new HashSet<(int, int)>());
        foreach (var (rep, day) in days)
        {
            foreach (var visits in day.GroupBy(stretch => stretch.Case))
            {
                var seconds = visits.Sum(stretch => stretch.End - stretch.Start);
                writes += seconds / 600;
                lost += seconds % 600;
                if (seconds >= 600)
                    rows.Add((rep, visits.Key));
            }
        }

        return new Scheme("preview", writes, rows.Count, lost);
    }

    /// <summary>A row for each stretch in focus, written once when it ends.</summary>
    public static Scheme RowPerInterval(IEnumerable<(int Rep, IReadOnlyList<Stretch> Day)> days)
    {
        var stretches = days.Sum(day => (long)day.Day.Count);
        return new Scheme("row per interval", stretches, stretches, 0);
    }
}
