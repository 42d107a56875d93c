using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CaseTime.Plugins.Time;

/// <summary>
/// An interval set as text, the format of casetime_timeline and casetime_overlap: the version, then each interval as offset and
/// length in seconds from the work date's 00:00 UTC, separated by one space.
/// <code>
/// v1 0+600 1200+45      the seconds [0, 600) and [1200, 1245)
/// v1                    no second
/// </code>
/// Reading accepts intervals in any order, overlapping, touching or empty; writing gives the normalised set.
/// </summary>
public static class TimelineText
{
    /// <summary>The longest normalised text a date can have: every other second of it.</summary>
    public const int MaxLength = 340047;

    private const string Version = "v1";
    private const int MaxDigits = 9;

    public static string Write(IntervalSet set)
    {
        var text = new StringBuilder(Version);
        foreach (var interval in set.Intervals)
        {
            text.Append(' ').Append(interval.Start.ToString(CultureInfo.InvariantCulture))
                .Append('+').Append(interval.Length.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>Reads <paramref name="text"/>; what is wrong with it stands in the result, never in an exception.</summary>
    public static TimelineReading Read(string? text)
    {
        if (text is null || text.Length == 0)
            return TimelineReading.Wrong(TimelineFault.Missing, 0);
        if (text.Length > MaxLength)
            return TimelineReading.Wrong(TimelineFault.TooLong, MaxLength);
        if (!text.StartsWith(Version, System.StringComparison.Ordinal) || (text.Length > Version.Length && text[Version.Length] != ' '))
            return TimelineReading.Wrong(TimelineFault.UnknownVersion, 0);

        var intervals = new List<Interval>();
        var position = Version.Length;
        while (position < text.Length)
        {
            var begin = position + 1;
            position = begin;
            if (text[begin - 1] != ' '
                || !ReadNumber(text, ref position, out var offset)
                || position >= text.Length || text[position++] != '+'
                || !ReadNumber(text, ref position, out var length))
                return TimelineReading.Wrong(TimelineFault.Malformed, begin);
            if (offset + length > WorkDate.Seconds)
                return TimelineReading.Wrong(TimelineFault.OutsideDate, begin);
            intervals.Add(new Interval(offset, offset + length));
        }

        return TimelineReading.Of(IntervalSet.Of(intervals));
    }

    /// <summary>One to nine digits, so that a number far outside the date is still read as one and no sum overflows.</summary>
    private static bool ReadNumber(string text, ref int position, out int number)
    {
        var begin = position;
        number = 0;
        while (position < text.Length && text[position] >= '0' && text[position] <= '9' && position - begin < MaxDigits)
            number = (number * 10) + (text[position++] - '0');
        return position > begin;
    }
}
