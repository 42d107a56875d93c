using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Reads stored time trackers as SYSTEM: the rules hold over rows that the caller may not read.</summary>
public sealed class TimeTrackerQueries
{
    /// <summary>Rows moved at once.</summary>
    public const int Batch = 500;

    private const string Row = "row";
    private readonly IOrganizationService _system;

    internal TimeTrackerQueries(IOrganizationService system) => _system = system;

    /// <summary>
    /// One service call: all Automatic rows of a rep's date, on every case and device, and the rep's deletions. It begins at the rep's clock,
    /// whose id is the rep's and which <see cref="ClockLock"/> has made sure of; the join is outer, since the date may have no row yet.
    /// </summary>
    public RepDay DayOf(Guid repId, WorkDate date)
    {
        var query = new QueryExpression(Tables.Clock) { ColumnSet = new ColumnSet(ClockLock.DeletionsColumn) };
        query.Criteria.AddCondition(ClockLock.Id, ConditionOperator.Equal, repId);
        var rows = query.AddLink(Tables.TimeTracker, ClockLock.Id, TimeTrackerColumns.Rep, JoinOperator.LeftOuter);
        rows.EntityAlias = Row;
        rows.Columns = new ColumnSet(TimeTrackerColumns.Id, TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap);
        rows.LinkCriteria.AddCondition(TimeTrackerColumns.WorkDate, ConditionOperator.Equal, DateTime.SpecifyKind(date.Midnight, DateTimeKind.Unspecified));
        rows.LinkCriteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.Equal, (int)TimeCategory.Automatic);
        var found = _system.RetrieveMultiple(query).Entities;
        return new RepDay(
            found.Select(Linked).OfType<AutomaticRow>().ToList(),
            Deletions.Read(found.Select(row => row.GetAttributeValue<string>(ClockLock.DeletionsColumn)).FirstOrDefault()));
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

    /// <summary>
    /// Gives a case's time to another one, Final rows excepted. Two service calls for each <see cref="Batch"/> rows: they leave the query
    /// as they are moved, so it always reads its first page.
    /// </summary>
    public void Move(Guid fromCase, Guid toCase)
    {
        var query = new QueryExpression(Tables.TimeTracker) { ColumnSet = new ColumnSet(false), TopCount = Batch };
        query.Criteria.AddCondition(TimeTrackerColumns.Case, ConditionOperator.Equal, fromCase);
        query.Criteria.AddCondition(TimeTrackerColumns.Category, ConditionOperator.NotEqual, (int)TimeCategory.Final);
        DataCollection<Entity> rows;
        do
        {
            rows = _system.RetrieveMultiple(query).Entities;
            if (rows.Count > 0)
                _system.Execute(new UpdateMultipleRequest { Targets = Moved(rows, toCase) });
        }
        while (rows.Count == Batch);
    }

    private static EntityCollection Moved(IEnumerable<Entity> rows, Guid toCase)
    {
        var moved = rows.Select(row =>
        {
            var change = new Entity(Tables.TimeTracker, row.Id);
            change[TimeTrackerColumns.Case] = new EntityReference(Tables.Case, toCase);
            return change;
        });
        return new EntityCollection(moved.ToList()) { EntityName = Tables.TimeTracker };
    }

    /// <summary>Timeline and overlap of a stored Automatic row.</summary>
    internal static ClaimedTime TimeOf(Entity row) =>
        TimeOf(row.GetAttributeValue<string>(TimeTrackerColumns.Timeline), row.GetAttributeValue<string>(TimeTrackerColumns.Overlap));

    /// <returns>Null for the one row of a join that found nothing.</returns>
    private static AutomaticRow? Linked(Entity found) => Aliased.Id(found, Row + "." + TimeTrackerColumns.Id) is { } id
        ? new AutomaticRow(id, TimeOf(Text(found, TimeTrackerColumns.Timeline), Text(found, TimeTrackerColumns.Overlap)))
        : null;

    private static ClaimedTime TimeOf(string? timeline, string? overlap) => new ClaimedTime(Set(timeline), Set(overlap));

    private static IntervalSet Set(string? text) => string.IsNullOrEmpty(text) ? IntervalSet.Empty : TimelineText.Read(text).Set;

    private static string? Text(Entity row, string column) => row.GetAttributeValue<AliasedValue>(Row + "." + column)?.Value as string;
}
