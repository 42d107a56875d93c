using System;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Time logged by hand, created or changed. Start and duration make the end; a start that is not given follows from the end, else from now.
/// One service call, and one more where owner and caller differ.
/// </summary>
internal static class ManualLog
{
    private static readonly string[] ColumnsOfOtherCategories =
    {
        TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap, TimeTrackerColumns.OverlapSeconds, TimeTrackerColumns.Device,
        TimeTrackerColumns.Rep, TimeTrackerColumns.Adjusts, TimeTrackerColumns.SecondsBefore, TimeTrackerColumns.SecondsAfter,
        TimeTrackerColumns.Breakdown, TimeTrackerColumns.Cycle,
    };

    public static void Write(StepContext context, TimeTrackerRow row)
    {
        row.Ignore(ColumnsOfOtherCategories);
        var given = row.GivenSeconds;
        context.Demand(DurationPositive.Check(given));
        context.Demand(TextLength.CheckReason(row.Reason));
        Ownership.DemandOwn(context, row);
        Complete(context, row, given!.Value, LoggableCase.Find(context, row.CaseId));
    }

    /// <summary>What the platform's import may write: as <see cref="Write"/>, on any case, for anybody, and while handling time is off.</summary>
    public static void Import(StepContext context, TimeTrackerRow row)
    {
        row.Ignore(ColumnsOfOtherCategories);
        var given = row.GivenSeconds;
        context.Demand(DurationPositive.Check(given));
        context.Demand(TextLength.CheckReason(row.Reason));
        Complete(context, row, given!.Value, LoggableCase.ReadableCase(context, row.CaseId));
    }

    private static void Complete(StepContext context, TimeTrackerRow row, long given, CaseFacts facts)
    {
        context.Demand(DurationWithinMaximum.Check(given, facts.Settings.MaximumLogMinutes));
        var seconds = (int)given;
        var start = row.SentStart is { } sent ? DueStart(row, sent, seconds, context.Now) : StartOf(row, seconds, context.Now);
        var end = Values.Shift(start, seconds);
        context.Demand(EndFitsStart.Check(row.SentEnd, end));
        context.Demand(NotInFuture.Check(start, end, context.Now));

        var date = new WorkDate(start);
        row.SetDuration(seconds);
        row.SetLogged(seconds);
        row.SetSpan(start, end);
        row.SetWorkDate(date);
        row.SetName(TimeCategory.Manual, date, facts.Name);
    }

    /// <summary>A start alone comes from a page that knows server time to some seconds only; what ends just now must not be refused for that.</summary>
    private static DateTime DueStart(TimeTrackerRow row, DateTime sent, int seconds, DateTime now)
    {
        var latest = Values.Shift(now, -seconds);
        return row.SentEnd == null && sent > latest && sent <= Values.Shift(latest, NotInFuture.LogTolerance) ? latest : sent;
    }

    /// <summary>A stored log keeps its start; made longer than there was time since then, it begins earlier instead of ending in the future.</summary>
    private static DateTime StartOf(TimeTrackerRow row, int seconds, DateTime now)
    {
        var latest = Values.Shift(row.SentEnd ?? now, -seconds);
        return row.StoredStart is { } stored && (row.SentEnd != null || stored < latest) ? stored : latest;
    }
}
