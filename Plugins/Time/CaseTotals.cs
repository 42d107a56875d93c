using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>
/// Handling time of one case: automatic + logged by hand + activities. Seconds.
/// Automatic time is floored at zero per rep, so one rep's left-over adjustment never eats a colleague's time.
/// </summary>
public sealed class CaseTotals
{
    private CaseTotals(IReadOnlyList<RepTotal> reps) => Reps = reps;

    /// <summary>By rep, most time first.</summary>
    public IReadOnlyList<RepTotal> Reps { get; }

    public int Automatic => Column(Reps.Sum(rep => rep.Automatic));

    public int Manual => Column(Reps.Sum(rep => rep.Manual));

    public int Activity => Column(Reps.Sum(rep => rep.Activity));

    public int Total => Column(Reps.Sum(rep => rep.Total));

    /// <summary>The total in minutes, rounded half up once: not the sum of rounded parts.</summary>
    public int TotalMinutes => Durations.MinutesOf(Total);

    public static CaseTotals Of(IEnumerable<TimePart> parts) => new CaseTotals(parts
        .GroupBy(part => part.Rep)
        .Select(ofRep => new RepTotal(ofRep.Key, ofRep))
        .OrderByDescending(rep => rep.Total)
        .ThenBy(rep => rep.Rep)
        .ToList());

    /// <summary>A whole number column holds up to 2^31 - 1 s, which are 68 years; a sum beyond stays there instead of turning negative.</summary>
    private static int Column(long seconds) => (int)Math.Min(int.MaxValue, seconds);
}
