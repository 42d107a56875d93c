using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>
/// Cuts a case's time trackers into slices that an aggregate may take in. The platform refuses an aggregate over more rows, and a call
/// that failed has doomed the transaction, so the end of a slice is asked for first: its last row in the order of row versions, which no
/// two rows share. A row written meanwhile gets a newer version and is counted late; the asynchronous step sums once more.
/// </summary>
internal static class TrackerSlices
{
    /// <summary>Rows in a slice: the platform's limit for an aggregate, and for paging without a cookie.</summary>
    public const int Most = 50_000;

    private const string Version = "versionnumber";

    /// <summary>One service call a slice, made as the slices are read.</summary>
    public static IEnumerable<TrackerSlice> Of(IOrganizationService system, Guid caseId)
    {
        long? after = null;
        long? last;
        do
        {
            last = LastOfFullSlice(system, caseId, after);
            yield return new TrackerSlice(after, last);
            after = last;
        }
        while (last != null);
    }

    /// <returns>The version of the last row of a full slice; null where all rows that are left fit into one.</returns>
    private static long? LastOfFullSlice(IOrganizationService system, Guid caseId, long? after)
    {
        var query = new QueryExpression(Tables.TimeTracker) { ColumnSet = new ColumnSet(Version) };
        query.Criteria.AddCondition(TimeTrackerColumns.Case, ConditionOperator.Equal, caseId);
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.NotEqual, (int)TimeCategory.Final);
        if (after is { } version)
            query.Criteria.AddCondition(Version, ConditionOperator.GreaterThan, version);
        query.AddOrder(Version, OrderType.Ascending);
        query.PageInfo = new PagingInfo { PageNumber = Most, Count = 1 };
        var page = system.RetrieveMultiple(query);
        return page.MoreRecords && page.Entities.Count > 0 ? page.Entities[0].GetAttributeValue<long>(Version) : (long?)null;
    }
}
