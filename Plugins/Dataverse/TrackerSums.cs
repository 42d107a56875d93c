using System;
using System.Globalization;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Sums a case's time trackers in the database, as far as the service's user may read them.</summary>
internal static class TrackerSums
{
    /// <summary>Two service calls up to <see cref="TrackerSlices.Most"/> time trackers of the case, two more for each further so many.</summary>
    /// <param name="service">Whose rights hold.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="onlyOf">A rep whose time alone is summed; null for everybody's.</param>
    /// <param name="sum">Takes the result.</param>
    public static void AddTo(CaseSum sum, IOrganizationService service, Guid caseId, Guid? onlyOf)
    {
        foreach (var slice in TrackerSlices.Of(service, caseId))
        {
            foreach (var row in service.RetrieveMultiple(new FetchExpression(Fetch(caseId, onlyOf, slice))).Entities)
                Add(sum, row);
        }
    }

    private static string Fetch(Guid caseId, Guid? onlyOf, TrackerSlice slice) => string.Format(
        CultureInfo.InvariantCulture,
        """
        <fetch aggregate="true"><entity name="casetime_timetracker">
          <attribute name="casetime_durationseconds" alias="seconds" aggregate="sum" />
          <attribute name="modifiedon" alias="written" aggregate="max" />
          <attribute name="casetime_category" alias="category" groupby="true" />
          <attribute name="casetime_rep" alias="rep" groupby="true" />
          <attribute name="casetime_adjusts" alias="adjusts" groupby="true" />
          <attribute name="ownerid" alias="owner" groupby="true" />
          <filter>
            <condition attribute="casetime_regardingcase" operator="eq" value="{0}" />
            <condition attribute="casetime_category" operator="ne" value="{1}" />
            {2}{3}
          </filter>
        </entity></fetch>
        """,
        caseId, (int)TimeCategory.Final, slice.Conditions, onlyOf is { } rep ? Own(rep) : "");

    /// <summary>The same as <see cref="Add"/>: automatic time is its rep's and an adjustment whose time it adjusts, whoever owns the row by now.</summary>
    private static string Own(Guid rep) => string.Format(
        CultureInfo.InvariantCulture,
        """
        <filter type="or">
          <condition attribute="casetime_rep" operator="eq" value="{0}" />
          <condition attribute="casetime_adjusts" operator="eq" value="{0}" />
          <filter>
            <condition attribute="ownerid" operator="eq" value="{0}" />
            <condition attribute="casetime_category" operator="eq" value="{1}" />
          </filter>
        </filter>
        """,
        rep, (int)TimeCategory.Manual);

    private static void Add(CaseSum sum, Entity row)
    {
        switch ((TimeCategory?)Aliased.Option(row, "category"))
        {
            case TimeCategory.Automatic:
                Add(sum, row, TimeSource.Automatic, "rep");
                break;
            case TimeCategory.Adjustment:
                Add(sum, row, TimeSource.Adjustment, "adjusts");
                break;
            default:
                Add(sum, row, TimeSource.Manual, "owner");
                break;
        }

        sum.Saw(Aliased.Instant(row, "written"));
    }

    /// <param name="sum">Takes the result.</param>
    /// <param name="row">A group.</param>
    /// <param name="source">What its category says.</param>
    /// <param name="person">Alias of the column that says whose time it is; where that is empty it is the owner's.</param>
    private static void Add(CaseSum sum, Entity row, TimeSource source, string person)
    {
        var lookup = Aliased.Id(row, person) is null ? "owner" : person;
        var rep = Aliased.Id(row, lookup) ?? Guid.Empty;
        sum.Add(new TimePart(rep, source, Aliased.Number(row, "seconds")));
        sum.Name(rep, row, lookup);
    }
}
