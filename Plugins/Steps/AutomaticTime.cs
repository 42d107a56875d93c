using System;
using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Time counted by a device. What is sent is added to the row, never put in its place; what another row of the rep claimed first is kept
/// as overlap and not counted. Three service calls: the rep's clock lock, the rep's rows of the date, case and settings; more only where
/// the row is not the caller's, or the case is closed.
/// </summary>
internal static class AutomaticTime
{
    private static readonly string[] ColumnsOfOtherCategories =
    {
        TimeTrackerColumns.LoggedSeconds, TimeTrackerColumns.Adjusts, TimeTrackerColumns.SecondsBefore, TimeTrackerColumns.SecondsAfter,
        TimeTrackerColumns.Breakdown, TimeTrackerColumns.Cycle,
    };

    /// <summary>What the server works out: the caller's values for them do not count.</summary>
    private static readonly string[] Derived =
    {
        TimeTrackerColumns.Name, TimeTrackerColumns.Seconds, TimeTrackerColumns.Minutes, TimeTrackerColumns.Start, TimeTrackerColumns.End,
        TimeTrackerColumns.Overlap, TimeTrackerColumns.OverlapSeconds,
    };

    /// <summary>Merges that are followed: cases merged into cases that were merged themselves.</summary>
    private const int LongestMergeChain = 10;

    private static readonly string[] Fixed = { TimeTrackerColumns.WorkDate, TimeTrackerColumns.Device, TimeTrackerColumns.Rep };

    public static void Create(StepContext context, TimeTrackerRow row)
    {
        row.Ignore(ColumnsOfOtherCategories);
        context.Demand(OwnTime.CheckPerson(row.OwnerIsUser));
        context.Demand(CaseReadable.Check(row.CaseId != null));
        context.Demand(TimelineAcceptable.CheckKey(row.SentWorkDate, row.Device));
        var caseId = row.CaseId!.Value;
        var rep = row.OwnerId ?? context.CallerId;
        var date = row.SentWorkDate!.Value;
        var id = RowId.OfAutomatic(caseId, rep, date, row.Device!);
        context.Demand(TimelineAcceptable.CheckId(row.Id == Guid.Empty ? id : row.Id, id));
        row.Id = id;
        row.SetRep(rep);
        row.SetWorkDate(date);
        Accept(context, row, caseId, rep, date, isNew: true);
    }

    public static void Update(StepContext context, TimeTrackerRow row, IReadOnlyCollection<string> content)
    {
        row.Ignore(ColumnsOfOtherCategories);
        context.Demand(FixedColumns.Check(content, Fixed));
        if (content.Contains(TimeTrackerColumns.Case))
            KeepCase(context, row);
        var handedOver = row.Changed.Contains(TimeTrackerColumns.Owner);
        if (handedOver)
            DemandAdministrator(context);
        if (string.IsNullOrEmpty(row.SentTimeline))
        {
            row.Ignore(Derived);
            row.Ignore(new[] { TimeTrackerColumns.Timeline });
            if (!handedOver)
                Ownership.DemandOwn(context, row);
            return;
        }

        var timeline = new[] { TimeTrackerColumns.Timeline };
        if (row.IsImportedTime)
            context.Demand(FixedColumns.Check(timeline, timeline));
        if (row.StoredCaseId is not { } caseId || row.StoredRepId is not { } rep || row.StoredWorkDate is not { } date)
            throw new InvalidOperationException("The Automatic row " + row.Id + " lacks its case, rep or work date.");
        Accept(context, row, caseId, rep, date, isNew: false);
    }

    private static void Accept(StepContext context, TimeTrackerRow row, Guid caseId, Guid rep, WorkDate date, bool isNew)
    {
        context.Demand(OwnTime.Check(rep == context.CallerId, () => context.Privileges.MayWriteAllTime(context.CallerId)));
        var reading = TimelineText.Read(row.SentTimeline);
        context.Demand(TimelineAcceptable.Check(reading, date, context.Now));
        var due = reading.Set.Before(date.OffsetOf(context.Now.AddSeconds(NotInFuture.AutomaticTolerance)));
        context.Demand(NotInFuture.CheckTimeline(reading.Set, due));

        context.Clock.Take(rep, context.Now);
        var day = context.TimeTrackers.DayOf(rep, date);
        var facts = LoggableCase.ReadableCase(context, caseId);
        if (isNew)
        {
            facts = Surviving(context, facts);
            row.CaseId = facts.Id;
        }

        var before = isNew ? ClaimedTime.None : Own(day, row.Id);
        var fresh = NotDeleted(due, day.Deletions.EndOf(row.Id), date);
        context.Demand(TimelineAcceptable.CheckDeleted(due, fresh));
        var after = before.Add(Timely(fresh, facts, date), day.Rows.Where(other => other.Id != row.Id).Select(other => other.Time));
        var seconds = after.Claimed.Seconds;
        row.SetTime(after);
        row.SetDuration(seconds);
        row.SetSpan(Instant(date, after.Timeline.Start), Instant(date, after.Timeline.End));
        row.SetName(TimeCategory.Automatic, date, facts.Name);

        var added = after.Claimed.Subtract(before.Claimed);
        if (!facts.IsActive && !added.IsEmpty)
            LateTime.Correct(context, facts, new DayClaim(rep, date, added));
    }

    /// <summary>
    /// Late seconds are kept: of a closed case those before it was closed, of a feature that is off those before it was switched off.
    /// A case closed before handling time was installed has no such instant, and cuts nothing; a feature never switched on counts nothing.
    /// </summary>
    private static IntervalSet Timely(IntervalSet due, CaseFacts facts, WorkDate date)
    {
        if (!facts.IsActive && facts.ClosedOn is { } closedOn)
            due = due.Before(date.OffsetOf(closedOn));
        if (!facts.Settings.Enabled)
            due = facts.Settings.DisabledOn is { } disabledOn ? due.Before(date.OffsetOf(disabledOn)) : IntervalSet.Empty;
        return due;
    }

    /// <summary>Time that arrives for a case after it was merged goes to the case it was merged into. Rows there already were moved with it.</summary>
    private static CaseFacts Surviving(StepContext context, CaseFacts facts)
    {
        for (var step = 0; step < LongestMergeChain && facts.IsMerged && facts.MasterId is { } master; step++)
            facts = LoggableCase.ReadableCase(context, master);
        return facts;
    }

    /// <summary>
    /// A device goes on sending the case that its row was made for, also after that case was merged into another one and the row with it.
    /// The row's id tells that case from any other; the row stays where it is.
    /// </summary>
    private static void KeepCase(StepContext context, TimeTrackerRow row)
    {
        var column = new[] { TimeTrackerColumns.Case };
        if (row.CaseId is { } sent && row.StoredRepId is { } rep && row.StoredWorkDate is { } date && row.Device is { } device
            && RowId.OfAutomatic(sent, rep, date, device) == row.Id)
            row.Ignore(column);
        else
            context.Demand(FixedColumns.Check(column, column));
    }

    /// <summary>
    /// A row that was deleted does not come back with the seconds it had: what lies before its end is cut, what its device counted since
    /// makes it anew.
    /// </summary>
    private static IntervalSet NotDeleted(IntervalSet due, DateTime? deletedUpTo, WorkDate date) =>
        deletedUpTo is { } end ? due.Subtract(IntervalSet.Span(0, date.OffsetOf(end))) : due;

    /// <summary>Read under the lock: the pre-image was read before it and may be old by now.</summary>
    private static ClaimedTime Own(RepDay day, Guid id) => day.Find(id)?.Time
        ?? throw new InvalidOperationException("The Automatic row " + id + " is not among its rep's rows of its date.");

    /// <summary>A rep cannot give counted time away, nor a supervisor; an administrator can, and the time stays the rep's (casetime_rep).</summary>
    private static void DemandAdministrator(StepContext context)
    {
        if (!context.Privileges.MayWriteSettings(context.CallerId))
            context.Demand(FixedColumns.Check(new[] { TimeTrackerColumns.Owner }, new[] { TimeTrackerColumns.Owner }));
    }

    private static DateTime? Instant(WorkDate date, int? offset) => offset is { } seconds ? date.At(seconds) : (DateTime?)null;
}
