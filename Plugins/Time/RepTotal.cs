using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>One rep's handling time on one case, in seconds.</summary>
public sealed class RepTotal
{
    internal RepTotal(Guid rep, IEnumerable<TimePart> parts, bool overlapOnce)
    {
        var bySource = parts.ToLookup(part => part.Source, part => part.Seconds);
        Rep = rep;
        Adjusted = bySource[TimeSource.Adjustment].Sum();
        Automatic = Math.Max(0, bySource[TimeSource.Automatic].Sum() + Adjusted);
        Manual = bySource[TimeSource.Manual].Sum();
        Activity = bySource[TimeSource.Activity].Sum();

        // Automatic time that was corrected away is no longer there to be counted twice: the correction may take all that was covered.
        Overlap = bySource[TimeSource.Overlap].Sum() - Math.Max(0, bySource[TimeSource.Covered].Sum() - Automatic);
        Total = overlapOnce ? WallClock : Effort;
    }

    public Guid Rep { get; }

    /// <summary>Automatic time after adjustments, never below zero: a deleted row may leave its adjustment behind.</summary>
    public long Automatic { get; }

    /// <summary>Sum of the adjustments as they were written.</summary>
    public long Adjusted { get; }

    public long Manual { get; }

    public long Activity { get; }

    /// <summary>Seconds of activities that are automatic time as well. Never more than either.</summary>
    public long Overlap { get; }

    /// <summary>The plain sum.</summary>
    public long Effort => Automatic + Manual + Activity;

    /// <summary>The sum with overlapping seconds once; never below zero.</summary>
    public long WallClock => Effort - Overlap;

    /// <summary>Effort or wall clock, as the settings say.</summary>
    public long Total { get; }
}
