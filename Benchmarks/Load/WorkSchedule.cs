namespace CaseTime.Benchmarks.Load;

/// <summary>A stretch of work: a case in focus from one second of the day to another.</summary>
internal readonly record struct Stretch(int Case, int Start, int End);

/// <summary>Counted time that a device sends: at an update interval, or when the case is left.</summary>
/// <param name="Due">Second of the day.</param>
/// <param name="Rep">Number of the representative.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="Pieces">What the server has not acknowledged yet.</param>
internal sealed record DueWrite(int Due, int Rep, int Case, IReadOnlyList<(int Start, int Length)> Pieces);

/// <summary>
/// Working days of representatives who go back and forth between cases: eight hours, stretches of four minutes on average and at most
/// forty, a minute and a half between them. The same seed gives the same days.
/// </summary>
internal sealed class WorkSchedule(int reps, int casesPerRep, int seed)
{
    private const int UpdateInterval = 600;
    private const int LeastBetweenWrites = 60;
    private const int DayBegins = 8 * 3600;
    private const int DayLasts = 8 * 3600;

    /// <summary>Cases 0 to this; each representative has their own and, one time in ten, works on a colleague's.</summary>
    public int Cases => reps * casesPerRep;

    public List<Stretch> DayOf(int rep, int day)
    {
        var chance = new Random(HashCode.Combine(seed, rep, day));
        var stretches = new List<Stretch>();
        var second = DayBegins + chance.Next(-7200, 7200);
        var evening = second + DayLasts;
        while (second < evening)
        {
            var length = Math.Clamp((int)(-Math.Log(1 - chance.NextDouble()) * 240), 20, 2400);
            var owner = chance.Next(10) == 0 ? chance.Next(reps) : rep;
            stretches.Add(new Stretch((owner * casesPerRep) + chance.Next(casesPerRep), second, second + length));
            second += length + Math.Clamp((int)(-Math.Log(1 - chance.NextDouble()) * 90), 5, 900);
        }

        return stretches;
    }

    /// <summary>What the widget sends for a day, in the order it falls due: every ten minutes in focus, and on leaving a case unless it wrote within the minute.</summary>
    public static List<DueWrite> WritesOf(int rep, IReadOnlyList<Stretch> day)
    {
        var writes = new List<DueWrite>();
        foreach (var visits in day.GroupBy(stretch => stretch.Case))
        {
            var pending = new List<(int Start, int Length)>();
            var last = int.MinValue / 2;
            foreach (var (stretch, isLast) in visits.Select((stretch, index) => (stretch, index == visits.Count() - 1)))
            {
                var from = stretch.Start;
                for (var due = from + UpdateInterval; due < stretch.End; due += UpdateInterval)
                    Send(due);
                pending.Add((from, stretch.End - from));
                if (isLast || stretch.End - last >= LeastBetweenWrites)
                    Flush(stretch.End);

                void Send(int due)
                {
                    pending.Add((from, due - from));
                    from = due;
                    Flush(due);
                }
            }

            void Flush(int due)
            {
                writes.Add(new DueWrite(due, rep, visits.Key, [.. pending.Where(piece => piece.Length > 0)]));
                pending.Clear();
                last = due;
            }
        }

        return writes;
    }
}
