using System;
using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Reads the automatic time on a case that activities may overlap.</summary>
internal static class DayClaims
{
    /// <param name="service">Whose rights hold.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="timed">Timed activities, at least one: only their owners' rows, from the first date to the last, are read.</param>
    public static List<DayClaim> Of(IOrganizationService service, Guid caseId, IReadOnlyCollection<TimedActivity> timed)
    {
        var query = new QueryExpression(Tables.TimeTracker)
        {
            ColumnSet = new ColumnSet(TimeTrackerColumns.Rep, TimeTrackerColumns.WorkDate, TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap),
        };
        query.Criteria.AddCondition(TimeTrackerColumns.Case, ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.Equal, (int)TimeCategory.Automatic);
        query.Criteria.AddCondition(TimeTrackerColumns.Rep, ConditionOperator.In, timed.Select(activity => activity.Owner).Distinct().Cast<object>().ToArray());
        query.Criteria.AddCondition(TimeTrackerColumns.WorkDate, ConditionOperator.GreaterEqual, Date(timed.Min(activity => activity.Start!.Value)));
        query.Criteria.AddCondition(TimeTrackerColumns.WorkDate, ConditionOperator.LessEqual, Date(timed.Max(activity => activity.End!.Value)));
        query.AddOrder(TimeTrackerColumns.Id, OrderType.Ascending);
        return Pages.All(service, query).Select(Claim).ToList();
    }

    private static DayClaim Claim(Entity row) => new DayClaim(
        row.GetAttributeValue<EntityReference>(TimeTrackerColumns.Rep)!.Id,
        new WorkDate(row.GetAttributeValue<DateTime>(TimeTrackerColumns.WorkDate)),
        TimeTrackerQueries.TimeOf(row).Claimed);

    private static DateTime Date(DateTime instant) => DateTime.SpecifyKind(instant.Date, DateTimeKind.Unspecified);
}
