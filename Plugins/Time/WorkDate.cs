using System;
using System.Globalization;

namespace CaseTime.Plugins.Time;

/// <summary>A UTC calendar date: the date that the seconds of one Automatic row lie on.</summary>
public readonly struct WorkDate : IEquatable<WorkDate>
{
    /// <summary>Seconds of a date; UTC dates know no daylight saving and, like Dataverse, no leap second.</summary>
    public const int Seconds = 24 * 60 * 60;

    private readonly DateTime _midnight;

    /// <param name="instant">Any instant of the date; its time of day is dropped, its kind is taken for UTC.</param>
    public WorkDate(DateTime instant) => _midnight = DateTime.SpecifyKind(instant.Date, DateTimeKind.Utc);

    /// <summary>00:00 UTC.</summary>
    public DateTime Midnight => _midnight;

    public static bool operator ==(WorkDate left, WorkDate right) => left.Equals(right);

    public static bool operator !=(WorkDate left, WorkDate right) => !left.Equals(right);

    /// <summary>The instant <paramref name="offset"/> seconds after 00:00 UTC.</summary>
    public DateTime At(int offset) => _midnight.AddSeconds(offset);

    /// <summary>
    /// Whole seconds from 00:00 UTC to <paramref name="instant"/>, a begun second not counted; 0 for instants before the date,
    /// <see cref="Seconds"/> for instants after it.
    /// </summary>
    public int OffsetOf(DateTime instant)
    {
        var seconds = Math.Floor((instant - _midnight).TotalSeconds);
        return (int)Math.Max(0, Math.Min(Seconds, seconds));
    }

    public bool Equals(WorkDate other) => _midnight == other._midnight;

    public override bool Equals(object? obj) => obj is WorkDate other && Equals(other);

    public override int GetHashCode() => _midnight.GetHashCode();

    /// <summary>yyyy-mm-dd.</summary>
    public override string ToString() => _midnight.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
