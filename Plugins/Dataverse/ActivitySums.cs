using System;
using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>
/// Sums a case's activities in any state but cancelled, and what of them lies in automatic time of the same rep. They are read one by
/// one, since each has its own time span; the case resolution is an activity itself and is left out by the outer join.
/// </summary>
internal static class ActivitySums
{
    private const int Cancelled = 2;
    private const string Resolution = "resolution";
    private const string Id = "activityid";
    private const string Owner = "ownerid";
    private const string Minutes = "actualdurationminutes";
    private const string Start = "actualstart";
    private const string End = "actualend";
    private const string Written = "modifiedon";

    /// <summary>One service call for each 5,000 activities, and one for each 5,000 Automatic rows of the dates that timed ones lie on.</summary>
    /// <param name="service">Whose rights hold.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="onlyOf">A rep whose activities alone are summed; null for everybody's.</param>
    /// <param name="pending">Automatic time that is not stored yet; null for none.</param>
    /// <param name="sum">Takes the result.</param>
    public static void AddTo(CaseSum sum, IOrganizationService service, Guid caseId, Guid? onlyOf, DayClaim? pending)
    {
        var activities = new List<TimedActivity>();
        foreach (var row in Pages.All(service, Query(caseId, onlyOf)))
        {
            var activity = Activity(row);
            if (activity.Seconds == 0)
                continue;
            activities.Add(activity);
            sum.Name(activity.Owner, row, Owner);
            sum.Saw(row.GetAttributeValue<DateTime?>(Written));
        }

        foreach (var ofOwner in activities.GroupBy(activity => activity.Owner))
            sum.Add(new TimePart(ofOwner.Key, TimeSource.Activity, ofOwner.Sum(activity => activity.Seconds)));
        var timed = activities.Where(activity => activity.IsTimed).ToList();
        if (timed.Count == 0)
            return;
        var claims = DayClaims.Of(service, caseId, timed);
        if (pending != null)
            claims.Add(pending);
        foreach (var part in ActivityOverlap.Of(timed, claims))
            sum.Add(part);
    }

    private static QueryExpression Query(Guid caseId, Guid? onlyOf)
    {
        var query = new QueryExpression(Tables.Activity) { ColumnSet = new ColumnSet(Owner, Minutes, Start, End, Written) };
        query.Criteria.AddCondition("regardingobjectid", ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition("statecode", ConditionOperator.NotEqual, Cancelled);
        if (onlyOf is { } rep)
            query.Criteria.AddCondition(Owner, ConditionOperator.Equal, rep);
        query.AddLink(Tables.CaseResolution, Id, Id, JoinOperator.LeftOuter).EntityAlias = Resolution;
        query.Criteria.AddCondition(Resolution, Id, ConditionOperator.Null);
        query.AddOrder(Id, OrderType.Ascending);
        return query;
    }

    private static TimedActivity Activity(Entity row) => new TimedActivity(
        row.GetAttributeValue<EntityReference>(Owner)?.Id ?? Guid.Empty,
        (long)row.GetAttributeValue<int>(Minutes) * Durations.SecondsPerMinute,
        row.GetAttributeValue<DateTime?>(Start),
        row.GetAttributeValue<DateTime?>(End));
}
