using System;
using System.Collections.Generic;
using System.Linq;

namespace CaseTime.Plugins.Time;

/// <summary>
/// Activities of a rep that took place while the rep's automatic time on the same case ran: their seconds are in the plain sum twice.
/// <code>
///               0    10   20   30   40   50
/// automatic     |###################|              40 s
/// call 1             |####|                        10 s   10 in automatic time
/// call 2                  |##############|         30 s   20 in automatic time
/// effort                                           80 s   the plain sum
/// overlap                                          30 s
/// wall clock                                       50 s
/// </code>
/// Each activity overlaps by at most what it counts. Calls that also overlap each other overlap automatic time one by one: each of their
/// seconds in it is already counted there.
/// </summary>
public static class ActivityOverlap
{
    /// <summary>A part for each rep whose activities overlap automatic time.</summary>
    /// <param name="activities">The case's activities.</param>
    /// <param name="claims">Automatic time on the case.</param>
    public static IEnumerable<TimePart> Of(IEnumerable<TimedActivity> activities, IEnumerable<DayClaim> claims)
    {
        var byRep = claims.ToLookup(claim => claim.Rep);
        foreach (var ofRep in activities.Where(activity => activity.IsTimed).GroupBy(activity => activity.Owner))
        {
            var days = byRep[ofRep.Key].ToList();
            var each = ofRep.Sum(activity => Math.Min(activity.Seconds, days.Sum(day => (long)day.Claimed.Intersect(activity.On(day.Date)).Seconds)));
            if (each == 0)
                continue;
            var covered = days.Sum(day => (long)day.Claimed.Intersect(IntervalSet.Of(ofRep.SelectMany(activity => activity.On(day.Date).Intervals))).Seconds);
            yield return new TimePart(ofRep.Key, TimeSource.Overlap, each);
            yield return new TimePart(ofRep.Key, TimeSource.Covered, Math.Min(covered, each));
        }
    }
}
