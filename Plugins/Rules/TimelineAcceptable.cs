using System;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Rules;

/// <summary>CT1009: an Automatic row says which seconds of which date it holds, in the timeline format, soon enough, under its own id.</summary>
public static class TimelineAcceptable
{
    public const string Code = "CT1009";

    /// <summary>Days after which seconds are no longer taken; the rep can log them by hand.</summary>
    public const int MaximumAgeDays = 31;

    /// <summary>Characters of casetime_device.</summary>
    public const int MaximumDeviceLength = 64;

    private static readonly ColumnName Timeline = new ColumnName("casetime_timeline");

    /// <summary>Ids that follow from a name are those of Automatic and Final rows: no other row may occupy one.</summary>
    /// <param name="id">The id given; empty where it is left to the platform.</param>
    public static Refusal? CheckFreeId(Guid id) => RowId.IsOfName(id) ? new Refusal(Code, "reserved") : null;

    /// <summary>The text, and that no interval begins more than <see cref="MaximumAgeDays"/> days ago.</summary>
    public static Refusal? Check(TimelineReading reading, WorkDate date, DateTime now)
    {
        switch (reading.Fault)
        {
            case TimelineFault.None:
                return reading.Set.Start is { } start && date.At(start) < now.AddDays(-MaximumAgeDays)
                    ? new Refusal(Code, "tooold", Timeline, MaximumAgeDays)
                    : null;
            case TimelineFault.Missing:
                return new Refusal(Code, "missing", Timeline);
            case TimelineFault.TooLong:
                return new Refusal(Code, "toolong", Timeline, TimelineText.MaxLength);
            case TimelineFault.UnknownVersion:
                return new Refusal(Code, "version", Timeline);
            case TimelineFault.OutsideDate:
                return new Refusal(Code, "outside", Timeline, reading.Position + 1, WorkDate.Seconds);
            default:
                return new Refusal(Code, "malformed", Timeline, reading.Position + 1);
        }
    }

    /// <summary>The columns that the id follows from.</summary>
    public static Refusal? CheckKey(WorkDate? date, string? device)
    {
        if (date is null)
            return new Refusal(Code, "nodate", new ColumnName("casetime_workdate"));
        return device is null || device.Length == 0 || device.Length > MaximumDeviceLength
            ? new Refusal(Code, "nodevice", new ColumnName("casetime_device"), MaximumDeviceLength)
            : null;
    }

    /// <summary>Not all that is sent was deleted.</summary>
    /// <param name="sent">Seconds of this write.</param>
    /// <param name="fresh">Those of them that no deletion took away.</param>
    public static Refusal? CheckDeleted(IntervalSet sent, IntervalSet fresh) => fresh.IsEmpty && !sent.IsEmpty ? new Refusal(Code, "deleted", Timeline) : null;

    /// <summary>Nobody occupies a colleague's row: the id is the one that follows from case, rep, date and device.</summary>
    public static Refusal? CheckId(Guid given, Guid computed) => given == computed ? null : new Refusal(Code, "id");
}
