using System;
using System.Globalization;

namespace CaseTime.Plugins.Time;

/// <summary>A half-open span [Start, End) of whole seconds, as offsets from the work date's 00:00 UTC.</summary>
public readonly struct Interval : IEquatable<Interval>
{
    /// <param name="start">First second that counts.</param>
    /// <param name="end">First second that no longer counts; equal to <paramref name="start"/> for an empty interval.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end lies before the start: no interval has a negative length.</exception>
    public Interval(int start, int end)
    {
        if (end < start)
            throw new ArgumentOutOfRangeException(nameof(end), end, "An interval does not end before it starts.");
        Start = start;
        End = end;
    }

    public int Start { get; }

    public int End { get; }

    /// <summary>Seconds.</summary>
    public int Length => End - Start;

    public static bool operator ==(Interval left, Interval right) => left.Equals(right);

    public static bool operator !=(Interval left, Interval right) => !left.Equals(right);

    public bool Equals(Interval other) => Start == other.Start && End == other.End;

    public override bool Equals(object? obj) => obj is Interval other && Equals(other);

    public override int GetHashCode() => (Start * 397) ^ End;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "[{0}, {1})", Start, End);
}
