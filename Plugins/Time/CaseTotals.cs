using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>
/// Handling time of one case: automatic + logged by hand + activities, less what overlaps where the settings say so. Seconds.
/// Automatic time is floored at zero per rep, so one rep's left-over adjustment never eats a colleague's time.
/// </summary>
public sealed class CaseTotals
{
    private CaseTotals(IReadOnlyList<RepTotal> reps, bool overlapOnce)
    {
        Reps = reps;
        OverlapOnce = overlapOnce;
    }

    /// <summary>Whether the total is wall clock (overlap once) instead of effort (the plain sum).</summary>
    public bool OverlapOnce { get; }

    /// <summary>By rep, most time first.</summary>
    public IReadOnlyList<RepTotal> Reps { get; }

    public int Automatic => Column(Reps.Sum(rep => rep.Automatic));

    public int Manual => Column(Reps.Sum(rep => rep.Manual));

    public int Activity => Column(Reps.Sum(rep => rep.Activity));

    /// <summary>Sum of the corrections as they were written; already in <see cref="Automatic"/>.</summary>
    public int Adjusted => Column(Reps.Sum(rep => rep.Adjusted));

    /// <summary>Seconds of activities in automatic time of the same rep.</summary>
    public int Overlap => Column(Reps.Sum(rep => rep.Overlap));

    public int Effort => Column(Reps.Sum(rep => rep.Effort));

    public int WallClock => Column(Reps.Sum(rep => rep.WallClock));

    /// <summary>Effort or wall clock, as the settings say.</summary>
    public int Total => Column(Reps.Sum(rep => rep.Total));

    /// <summary>The total in minutes, rounded half up once: not the sum of rounded parts.</summary>
    public int TotalMinutes => Durations.MinutesOf(Total);

    /// <param name="parts">What every rep has from every source.</param>
    /// <param name="overlapOnce">Whether the total counts overlapping seconds once.</param>
    public static CaseTotals Of(IEnumerable<TimePart> parts, bool overlapOnce = false) => new CaseTotals(
        parts
            .GroupBy(part => part.Rep)
            .Select(ofRep => new RepTotal(ofRep.Key, ofRep, overlapOnce))
            .OrderByDescending(rep => rep.Total)
            .ThenBy(rep => rep.Rep)
            .ToList(),
        overlapOnce);

    /// <summary>A whole number column holds up to 2^31 - 1 s, which are 68 years; a sum beyond stays there instead of turning negative.</summary>
    private static int Column(long seconds) => (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, seconds));
}
