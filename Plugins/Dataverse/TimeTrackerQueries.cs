using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Reads stored time trackers as SYSTEM: the rules hold over rows that the caller may not read.</summary>
public sealed class TimeTrackerQueries
{
    private readonly IOrganizationService _system;

    internal TimeTrackerQueries(IOrganizationService system) => _system = system;

    /// <summary>One service call: all Automatic rows of a rep's date, on every case and device.</summary>
    public IReadOnlyList<AutomaticRow> AutomaticOf(Guid repId, WorkDate date)
    {
        var query = new QueryExpression(Tables.TimeTracker) { ColumnSet = new ColumnSet(TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap) };
        query.Criteria.AddCondition(TimeTrackerColumns.Rep, ConditionOperator.Equal, repId);
        query.Criteria.AddCondition(TimeTrackerColumns.WorkDate, ConditionOperator.Equal, DateTime.SpecifyKind(date.Midnight, DateTimeKind.Unspecified));
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.Equal, (int)TimeCategory.Automatic);
        return _system.RetrieveMultiple(query).Entities
            .Select(row => new AutomaticRow(row.Id, TimeOf(row)))
            .ToList();
    }

    /// <summary>One service call: a rep's automatic seconds on a case with all adjustments.</summary>
    public long AdjustedAutomaticSeconds(Guid repId, Guid caseId)
    {
        var fetch = string.Format(
            CultureInfo.InvariantCulture,
            """
            <fetch aggregate="true"><entity name="casetime_timetracker">
              <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
              <filter>
                <condition attribute="casetime_regardingcase" operator="eq" value="{0}" />
                <filter type="or">
                  <filter>
                    <condition attribute="casetime_category" operator="eq" value="{2}" />
                    <condition attribute="casetime_rep" operator="eq" value="{1}" />
                  </filter>
                  <filter>
                    <condition attribute="casetime_category" operator="eq" value="{3}" />
                    <condition attribute="casetime_adjusts" operator="eq" value="{1}" />
                  </filter>
                </filter>
              </filter>
            </entity></fetch>
            """,
            caseId, repId, (int)TimeCategory.Automatic, (int)TimeCategory.Adjustment);
        var sums = _system.RetrieveMultiple(new FetchExpression(fetch)).Entities;
        return sums.Sum(row => Aliased.Number(row, "seconds"));
    }

    /// <summary>Timeline and overlap of a stored Automatic row.</summary>
    internal static ClaimedTime TimeOf(Entity row) => new ClaimedTime(Set(row, TimeTrackerColumns.Timeline), Set(row, TimeTrackerColumns.Overlap));

    private static IntervalSet Set(Entity row, string column) =>
        row.GetAttributeValue<string>(column) is { Length: > 0 } text ? TimelineText.Read(text).Set : IntervalSet.Empty;
}
