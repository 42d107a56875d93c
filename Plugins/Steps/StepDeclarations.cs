using System;
using System.Collections.Generic;
using System.Linq;
using CaseTime.Plugins.Dataverse;

namespace CaseTime.Plugins.Steps;

/// <summary>
/// The steps and custom APIs of the assembly, declared once: dispatch refuses to run a class for anything else, and tests hold the XML of
/// solution/ against these lists.
/// </summary>
public static class StepDeclarations
{
    private static readonly string[] TimeTrackerColumnsInUse =
    {
        TimeTrackerColumns.Name, TimeTrackerColumns.Case, TimeTrackerColumns.Category, TimeTrackerColumns.Seconds, TimeTrackerColumns.Minutes,
        TimeTrackerColumns.LoggedSeconds, TimeTrackerColumns.Start, TimeTrackerColumns.End, TimeTrackerColumns.WorkDate, TimeTrackerColumns.Timeline, TimeTrackerColumns.Overlap,
        TimeTrackerColumns.OverlapSeconds, TimeTrackerColumns.Device, TimeTrackerColumns.ReasonCategory, TimeTrackerColumns.Reason,
        TimeTrackerColumns.Adjusts, TimeTrackerColumns.SecondsBefore, TimeTrackerColumns.SecondsAfter, TimeTrackerColumns.Rep,
        TimeTrackerColumns.Breakdown, TimeTrackerColumns.Cycle, TimeTrackerColumns.Owner, TimeTrackerColumns.State,
    };

    private static readonly string[] SettingColumnsInUse =
    {
        SettingColumns.Enabled, SettingColumns.UpdateInterval, SettingColumns.IdleMinutes, SettingColumns.OverlapOnce,
        SettingColumns.MaximumLogMinutes, SettingColumns.DisabledOn,
    };

    public static IReadOnlyList<StepDeclaration> All { get; } = new[]
    {
        Before<TimeTrackerCreate>("Create", Tables.TimeTracker),
        Before<TimeTrackerUpdate>("Update", Tables.TimeTracker, filter: TimeTrackerColumnsInUse, preImage: TimeTrackerColumnsInUse),
        Before<TimeTrackerDelete>("Delete", Tables.TimeTracker, preImage: TimeTrackerColumnsInUse),
        Before<ResolutionFill>("Create", Tables.CaseResolution),
        After<ResolutionTotals>("Create", Tables.CaseResolution),
        Later<ResolutionLateSums>("Create", Tables.CaseResolution),
        Before<CaseCreate>("Create", Tables.Case),
        Before<CaseUpdate>("Update", Tables.Case, filter: CaseTotalsRow.Columns.ToArray(), preImage: CaseTotalsRow.Columns.ToArray()),
        After<CaseStateChange>(
            "Update", Tables.Case,
            filter: new[] { CaseColumns.State },
            preImage: new[] { CaseColumns.State, CaseColumns.Status, CaseColumns.Title, CaseColumns.Number }),
        After<CaseMerge>("Merge", Tables.Case),
        Later<CaseLateSums>("Update", Tables.Case, filter: new[] { CaseColumns.State }),
        Before<SettingCreate>("Create", Tables.Setting),
        Before<SettingUpdate>("Update", Tables.Setting, filter: SettingColumnsInUse, preImage: SettingColumnsInUse),
        Before<SettingDelete>("Delete", Tables.Setting),
    };

    /// <summary>The messages that the solution brings; each has its class for the main operation, and no step.</summary>
    public static IReadOnlyList<CustomApiDeclaration> CustomApis { get; } = new[] { GetHandlingTime.Declaration, RecalculateHandlingTime.Declaration };

    /// <exception cref="InvalidOperationException">The class is registered for something it does not declare.</exception>
    public static StepDeclaration Find(Type handler, string message, string table, int stage, int mode) =>
        All.Concat(CustomApis.Select(api => api.Step)).FirstOrDefault(step => step.Handler == handler && step.Message == message && step.Table == table && step.Stage == stage && step.Mode == mode)
        ?? throw new InvalidOperationException(
            handler.Name + " is registered for " + message + " of " + table + ", stage " + stage + ", mode " + mode + ", which it does not declare.");

    private static StepDeclaration Before<T>(string message, string table, string[]? filter = null, string[]? preImage = null) =>
        Declare<T>(message, table, StepDeclaration.PreOperation, StepDeclaration.Synchronous, filter, preImage);

    private static StepDeclaration After<T>(string message, string table, string[]? filter = null, string[]? preImage = null) =>
        Declare<T>(message, table, StepDeclaration.PostOperation, StepDeclaration.Synchronous, filter, preImage);

    private static StepDeclaration Later<T>(string message, string table, string[]? filter = null) =>
        Declare<T>(message, table, StepDeclaration.PostOperation, StepDeclaration.Asynchronous, filter, null);

    private static StepDeclaration Declare<T>(string message, string table, int stage, int mode, string[]? filter, string[]? preImage) =>
        new StepDeclaration(typeof(T), message, table, stage, mode)
        {
            FilteringColumns = filter ?? Array.Empty<string>(),
            PreImageColumns = preImage ?? Array.Empty<string>(),
        };
}
