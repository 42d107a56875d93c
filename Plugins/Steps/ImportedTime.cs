using System;
using System.Collections.Generic;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// Rows that an administrator brings along from the preview feature, with importsequencenumber and overriddencreatedon set: on cases in any
/// state, for anybody, while handling time is off, Final rows too. Automatic rows have a fixed duration and no timeline; nothing is ever
/// added to them, and no second of theirs is contested. What a log has to say it says here as well.
/// </summary>
internal static class ImportedTime
{
    /// <summary>casetime_device of imported Automatic rows.</summary>
    public const string Device = "msdyn";

    private static readonly string[] ColumnsOfCountedTime = { TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap, TimeTrackerColumns.OverlapSeconds };

    private static readonly string[] ColumnsOfLogs = { TimeTrackerColumns.LoggedSeconds };

    private static readonly string[] ColumnsOfAdjustments = { TimeTrackerColumns.Adjusts, TimeTrackerColumns.SecondsBefore, TimeTrackerColumns.SecondsAfter };

    private static readonly string[] ColumnsOfFinals = { TimeTrackerColumns.Breakdown, TimeTrackerColumns.Cycle };

    private static readonly string[] ColumnsOfReps = { TimeTrackerColumns.Rep, TimeTrackerColumns.Device };

    /// <summary>The administrator's privilege is asked for only where the two columns are set: one service call.</summary>
    public static bool Is(StepContext context, TimeTrackerRow row) => row.ClaimsImport && context.Privileges.MayWriteSettings(context.CallerId);

    public static void Create(StepContext context, TimeTrackerRow row)
    {
        switch (row.Category)
        {
            case TimeCategory.Manual:
                ManualLog.Import(context, row);
                break;
            case TimeCategory.Automatic:
                Automatic(context, row);
                break;
            case TimeCategory.Final:
                Final(context, row);
                break;
            case TimeCategory.Adjustment:
                // The preview has none, and a correction of somebody's time needs its rules.
                Adjustment.Create(context, row);
                break;
            default:
                throw TimeTrackerCreate.UnknownCategory(context, row);
        }
    }

    private static void Automatic(StepContext context, TimeTrackerRow row)
    {
        Ignore(row, ColumnsOfLogs, ColumnsOfCountedTime, ColumnsOfAdjustments, ColumnsOfFinals, ColumnsOfReps);
        context.Demand(OwnTime.CheckPerson(row.OwnerIsUser));
        context.Demand(DurationPositive.Check(row.GivenSeconds));
        row.SetRep(row.OwnerId ?? context.CallerId);
        row.SetDevice(Device);
        Complete(context, row, (int)row.GivenSeconds!.Value);
    }

    private static void Final(StepContext context, TimeTrackerRow row)
    {
        Ignore(row, ColumnsOfLogs, ColumnsOfCountedTime, ColumnsOfAdjustments, ColumnsOfReps);
        if (Breakdown.Read(row.SentBreakdown) is null)
            row.Ignore(new[] { TimeTrackerColumns.Breakdown });
        var caseId = Complete(context, row, (int)Math.Max(0, row.GivenSeconds ?? 0));
        row.Cycle ??= (context.Finals.Latest(caseId)?.Cycle ?? 0) + 1;
    }

    /// <summary>Start, end and date: from the start, else from the end, else from when the row was created where it comes from.</summary>
    /// <returns>The case.</returns>
    private static Guid Complete(StepContext context, TimeTrackerRow row, int seconds)
    {
        var facts = LoggableCase.ReadableCase(context, row.CaseId);
        var start = row.SentStart ?? Values.Shift(row.SentEnd ?? row.CreatedOnBefore ?? context.Now, -seconds);
        var end = row.SentEnd ?? Values.Shift(start, seconds);
        context.Demand(NotInFuture.Check(start, end, context.Now));
        var date = row.SentWorkDate ?? new WorkDate(start);
        row.SetDuration(seconds);
        row.SetSpan(start, end);
        row.SetWorkDate(date);
        row.SetName(row.Category!.Value, date, facts.Name);
        return facts.Id;
    }

    private static void Ignore(TimeTrackerRow row, params IEnumerable<string>[] groups)
    {
        foreach (var columns in groups)
            row.Ignore(columns);
    }
}
