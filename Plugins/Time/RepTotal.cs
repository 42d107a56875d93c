using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>One rep's handling time on one case, in seconds.</summary>
public sealed class RepTotal
{
    internal RepTotal(Guid rep, IEnumerable<TimePart> parts)
    {
        var bySource = parts.ToLookup(part => part.Source, part => part.Seconds);
        Rep = rep;
        Adjusted = bySource[TimeSource.Adjustment].Sum();
        Automatic = Math.Max(0, bySource[TimeSource.Automatic].Sum() + Adjusted);
        Manual = bySource[TimeSource.Manual].Sum();
        Activity = bySource[TimeSource.Activity].Sum();
    }

    public Guid Rep { get; }

    /// <summary>Automatic time after adjustments, never below zero: a deleted row may leave its adjustment behind.</summary>
    public long Automatic { get; }

    /// <summary>Sum of the adjustments as they were written.</summary>
    public long Adjusted { get; }

    public long Manual { get; }

    public long Activity { get; }

    public long Total => Automatic + Manual + Activity;
}
