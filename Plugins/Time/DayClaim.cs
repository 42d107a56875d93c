using System;

namespace CaseTime.Plugins.Time;

/// <summary>The automatic seconds that one row counts for a rep on a date.</summary>
public sealed class DayClaim
{
    public DayClaim(Guid rep, WorkDate date, IntervalSet claimed)
    {
        Rep = rep;
        Date = date;
        Claimed = claimed;
    }

    public Guid Rep { get; }

    public WorkDate Date { get; }

    public IntervalSet Claimed { get; }
}
