using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Sums all handling time of a case as SYSTEM, since totals count rows that the resolver may not read.</summary>
public sealed class CaseSums
{
    private readonly IOrganizationService _system;

    internal CaseSums(IOrganizationService system) => _system = system;

    /// <summary>Three service calls up to <see cref="TrackerSlices.Most"/> time trackers of the case, two more for each further so many.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="pending">Time of this transaction that is not stored yet.</param>
    public CaseTotals Of(Guid caseId, params TimePart[] pending) =>
        CaseTotals.Of(Trackers(caseId).Concat(Activities(caseId)).Concat(pending));

    private List<TimePart> Trackers(Guid caseId) => TrackerSlices.Of(_system, caseId).SelectMany(slice => Trackers(caseId, slice)).ToList();

    private IEnumerable<TimePart> Trackers(Guid caseId, TrackerSlice slice)
    {
        var fetch = string.Format(
            CultureInfo.InvariantCulture,
            """
            <fetch aggregate="true"><entity name="casetime_timetracker">
              <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
              <attribute name="casetime_category" alias="category" groupby="true" />
              <attribute name="casetime_rep" alias="rep" groupby="true" />
              <attribute name="casetime_adjusts" alias="adjusts" groupby="true" />
              <attribute name="ownerid" alias="owner" groupby="true" />
              <filter>
                <condition attribute="casetime_regardingcase" operator="eq" value="{0}" />
                <condition attribute="casetime_category" operator="ne" value="{1}" />
                {2}
              </filter>
            </entity></fetch>
            """,
            caseId, (int)TimeCategory.Final, slice.Conditions);
        return Rows(fetch).Select(TrackerPart);
    }

    private static TimePart TrackerPart(Entity row)
    {
        var owner = Aliased.Id(row, "owner") ?? Guid.Empty;
        var seconds = Aliased.Number(row, "seconds");
        switch ((TimeCategory?)Aliased.Option(row, "category"))
        {
            case TimeCategory.Automatic:
                return new TimePart(Aliased.Id(row, "rep") ?? owner, TimeSource.Automatic, seconds);
            case TimeCategory.Adjustment:
                return new TimePart(Aliased.Id(row, "adjusts") ?? owner, TimeSource.Adjustment, seconds);
            default:
                return new TimePart(owner, TimeSource.Manual, seconds);
        }
    }

    /// <summary>Activities in any state but cancelled (2). The case resolution is an activity itself and is left out by the outer join.</summary>
    private List<TimePart> Activities(Guid caseId)
    {
        var fetch = string.Format(
            CultureInfo.InvariantCulture,
            """
            <fetch aggregate="true"><entity name="activitypointer">
              <attribute name="actualdurationminutes" alias="minutes" aggregate="sum" />
              <attribute name="ownerid" alias="owner" groupby="true" />
              <filter>
                <condition attribute="regardingobjectid" operator="eq" value="{0}" />
                <condition attribute="statecode" operator="ne" value="2" />
                <condition entityname="resolution" attribute="activityid" operator="null" />
              </filter>
              <link-entity name="incidentresolution" from="activityid" to="activityid" link-type="outer" alias="resolution" />
            </entity></fetch>
            """,
            caseId);
        return Rows(fetch)
            .Select(row => new TimePart(Aliased.Id(row, "owner") ?? Guid.Empty, TimeSource.Activity, Aliased.Number(row, "minutes") * Durations.SecondsPerMinute))
            .Where(part => part.Seconds != 0)
            .ToList();
    }

    private DataCollection<Entity> Rows(string fetch) => _system.RetrieveMultiple(new FetchExpression(fetch)).Entities;
}
