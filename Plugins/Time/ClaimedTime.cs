using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>
/// What one Automatic row holds: every second its device counted, and which of them another row of the rep had claimed first.
/// <code>
///              0    5    10   15   20
/// another row  |#########|                 claims 0+10
/// sent here         |#########|            5+10
/// Timeline          |#########|            5+10   nothing that was sent is forgotten
/// Overlap           |####|                 5+5    the other row was first
/// Claimed                |####|            10+5   what this row counts
/// </code>
/// The claimed sets of a rep's rows are disjoint: no second is counted twice.
/// </summary>
public sealed class ClaimedTime
{
    public ClaimedTime(IntervalSet timeline, IntervalSet overlap)
    {
        Timeline = timeline;
        Overlap = overlap;
    }

    public static ClaimedTime None { get; } = new ClaimedTime(IntervalSet.Empty, IntervalSet.Empty);

    public IntervalSet Timeline { get; }

    public IntervalSet Overlap { get; }

    public IntervalSet Claimed => Timeline.Subtract(Overlap);

    /// <summary>
    /// Takes in what a device sent. Seconds this row has already stay as they are, so sending again changes nothing;
    /// of the new ones, those that another row claims are contested and go to the overlap: first accepted wins.
    /// </summary>
    /// <param name="sent">The intervals of this write.</param>
    /// <param name="others">The rep's other Automatic rows of the date.</param>
    public ClaimedTime Add(IntervalSet sent, IEnumerable<ClaimedTime> others)
    {
        var fresh = sent.Subtract(Timeline);
        var claimedByOthers = IntervalSet.Of(others.SelectMany(other => other.Claimed.Intervals));
        return new ClaimedTime(Timeline.Union(fresh), Overlap.Union(fresh.Intersect(claimedByOthers)));
    }
}
