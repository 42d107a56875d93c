using System.Globalization;

namespace LocalDataverse.Query.Rows;

/// <summary>Minutes as Dataverse shows a column of the format Duration: minutes below an hour, hours below a day, else days.</summary>
internal static class DurationText
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    public static string Of(int minutes, CultureInfo culture)
    {
        var size = Math.Abs((long)minutes);
        return size < Hour ? Text(minutes, "minute", culture)
            : size < Day ? Text((decimal)minutes / Hour, "hour", culture)
            : Text((decimal)minutes / Day, "day", culture);
    }

    private static string Text(decimal amount, string unit, CultureInfo culture)
    {
        var rounded = Math.Round(amount, 2, MidpointRounding.AwayFromZero);
        return rounded.ToString("0.##", culture) + " " + unit + (Math.Abs(rounded) == 1 ? "" : "s");
    }
}
