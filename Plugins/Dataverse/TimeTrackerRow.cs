using System;
using System.Globalization;
using System.Linq;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>A casetime_timetracker row that is being written or deleted. Times are UTC on whole seconds.</summary>
public sealed class TimeTrackerRow : Row
{
    private const int MaximumName = 200;

    internal TimeTrackerRow(Entity target, Entity? stored)
        : base(target, stored)
    {
    }

    public Guid Id
    {
        get => GivenId(TimeTrackerColumns.Id);
        set => SetId(TimeTrackerColumns.Id, value);
    }

    public TimeCategory? Category
    {
        get => (TimeCategory?)Effective<OptionSetValue>(TimeTrackerColumns.Category)?.Value;
        set => Set(TimeTrackerColumns.Category, value is null ? null : new OptionSetValue((int)value));
    }

    public TimeCategory? StoredCategory => (TimeCategory?)Stored<OptionSetValue>(TimeTrackerColumns.Category)?.Value;

    public Guid? CaseId
    {
        get => Effective<EntityReference>(TimeTrackerColumns.Case)?.Id;
        set => Set(TimeTrackerColumns.Case, value is null ? null : new EntityReference(Tables.Case, value.Value));
    }

    public Guid? StoredCaseId => Stored<EntityReference>(TimeTrackerColumns.Case)?.Id;

    /// <summary>The owner given, a user or a team; null leaves a new row to its creator.</summary>
    public Guid? OwnerId
    {
        get => Effective<EntityReference>(TimeTrackerColumns.Owner)?.Id;
        set => Set(TimeTrackerColumns.Owner, value is null ? null : new EntityReference(Tables.User, value.Value));
    }

    public Guid? StoredOwnerId => Stored<EntityReference>(TimeTrackerColumns.Owner)?.Id;

    public bool OwnerIsUser => Effective<EntityReference>(TimeTrackerColumns.Owner) is not { } owner || owner.LogicalName == Tables.User;

    /// <summary>The duration that the caller wants: the seconds where they are new, else the minutes where those are; null for none.</summary>
    public long? GivenSeconds
    {
        get
        {
            var changed = Changed.ToList();
            var seconds = Effective<int?>(TimeTrackerColumns.Seconds);
            return changed.Contains(TimeTrackerColumns.Minutes) && (seconds is null || !changed.Contains(TimeTrackerColumns.Seconds))
                ? (long?)Sent<int?>(TimeTrackerColumns.Minutes) * Durations.SecondsPerMinute
                : seconds;
        }
    }

    public DateTime? SentStart => Instant(Sent<DateTime?>(TimeTrackerColumns.Start));

    public DateTime? StoredStart => Instant(Stored<DateTime?>(TimeTrackerColumns.Start));

    public DateTime? SentEnd => Instant(Sent<DateTime?>(TimeTrackerColumns.End));

    public WorkDate? SentWorkDate => Date(Sent<DateTime?>(TimeTrackerColumns.WorkDate));

    public WorkDate? StoredWorkDate => Date(Stored<DateTime?>(TimeTrackerColumns.WorkDate));

    public string? SentTimeline => Sent<string>(TimeTrackerColumns.Timeline);

    public string? Device => Effective<string>(TimeTrackerColumns.Device);

    public string? Reason => Effective<string>(TimeTrackerColumns.Reason);

    public Guid? AdjustsId
    {
        get => Effective<EntityReference>(TimeTrackerColumns.Adjusts)?.Id;
        set => Set(TimeTrackerColumns.Adjusts, value is null ? null : new EntityReference(Tables.User, value.Value));
    }

    /// <summary>Whether the row has no timeline to unite anything with: it came with a fixed duration.</summary>
    public bool IsImportedTime => string.IsNullOrEmpty(Stored<string>(TimeTrackerColumns.Timeline));

    /// <summary>The columns by which an import tells its rows from others.</summary>
    public bool ClaimsImport => Sent<int?>(TimeTrackerColumns.ImportSequence) != null && Sent<DateTime?>(TimeTrackerColumns.OverriddenCreatedOn) != null;

    /// <summary>When an imported row was created where it comes from, UTC.</summary>
    public DateTime? CreatedOnBefore => Instant(Sent<DateTime?>(TimeTrackerColumns.OverriddenCreatedOn));

    public int? Cycle
    {
        get => Sent<int?>(TimeTrackerColumns.Cycle);
        set => Set(TimeTrackerColumns.Cycle, value);
    }

    /// <summary>Of a Final.</summary>
    public string? SentBreakdown => Sent<string>(TimeTrackerColumns.Breakdown);

    public void SetDevice(string device) => Set(TimeTrackerColumns.Device, device);

    public Guid? StoredRepId => Stored<EntityReference>(TimeTrackerColumns.Rep)?.Id;

    public void SetRep(Guid repId) => Set(TimeTrackerColumns.Rep, new EntityReference(Tables.User, repId));

    public void SetDuration(int seconds)
    {
        Set(TimeTrackerColumns.Seconds, seconds);
        Set(TimeTrackerColumns.Minutes, Durations.MinutesOf(seconds));
    }

    /// <summary>
    /// Of a log: its duration once more, in a column that is audited. Counted time changes the other durations with each of its writes, so
    /// these are not: an audit row a write would take more room than the time itself.
    /// </summary>
    public void SetLogged(int seconds) => Set(TimeTrackerColumns.LoggedSeconds, seconds);

    /// <summary>Adjustment: the rep's automatic seconds on the case before and after it, as they are shown, never below zero.</summary>
    public void SetCorrection(long before, long after)
    {
        Set(TimeTrackerColumns.SecondsBefore, (int)Math.Max(0, Math.Min(int.MaxValue, before)));
        Set(TimeTrackerColumns.SecondsAfter, (int)Math.Max(0, Math.Min(int.MaxValue, after)));
    }

    public void SetSpan(DateTime? start, DateTime? end)
    {
        Set(TimeTrackerColumns.Start, start);
        Set(TimeTrackerColumns.End, end);
    }

    /// <summary>A date-only column carries no kind: it is the same date for everybody.</summary>
    public void SetWorkDate(WorkDate date) =>
        Set(TimeTrackerColumns.WorkDate, DateTime.SpecifyKind(date.Midnight, DateTimeKind.Unspecified));

    public void SetTime(ClaimedTime time)
    {
        Set(TimeTrackerColumns.Timeline, TimelineText.Write(time.Timeline));
        Set(TimeTrackerColumns.Overlap, time.Overlap.IsEmpty ? null : TimelineText.Write(time.Overlap));
        Set(TimeTrackerColumns.OverlapSeconds, time.Overlap.Seconds);
    }

    /// <summary>"Automatic 2025-03-01 - Printer on fire": category, UTC date, case.</summary>
    public void SetName(TimeCategory category, WorkDate date, string caseName)
    {
        var name = string.Format(CultureInfo.InvariantCulture, "{0} {1} - {2}", category, date, caseName);
        Set(TimeTrackerColumns.Name, name.Length <= MaximumName ? name : name.Substring(0, MaximumName));
    }

    private static DateTime? Instant(DateTime? value) => value is null ? (DateTime?)null : Values.WholeSecond(value.Value);

    private static WorkDate? Date(DateTime? value) => value is null ? (WorkDate?)null : new WorkDate(value.Value);
}
