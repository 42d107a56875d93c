namespace LocalDataverse.Pipeline;

/// <summary>When a zone's clock is changed each year, as Windows tells it.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Occurrence">Which such weekday of the month; 5 is the last.</param>
/// <param name="Weekday">The day of the week.</param>
/// <param name="Time">What the clock shows right before the change.</param>
internal sealed record ClockChange(int Month, int Occurrence, DayOfWeek Weekday, TimeSpan Time);

/// <summary>A zone's time of a year, as Windows tells it.</summary>
/// <param name="Bias">Minutes behind UTC.</param>
/// <param name="DaylightBias">Minutes to add to it while daylight saving holds; 0 where it never does.</param>
/// <param name="ToDaylight">Null: the clock is never changed.</param>
/// <param name="ToStandard">Likewise.</param>
internal sealed record ZoneRule(int Bias, int DaylightBias, ClockChange? ToDaylight, ClockChange? ToStandard)
{
    private const int Last = 5;

    /// <summary>
    /// Read off the zone's behaviour: its own rules are of another form on each operating system. The next years tell whether a change
    /// on the fourth such weekday falls on the last one.
    /// </summary>
    public static ZoneRule Of(TimeZoneInfo zone, int year)
    {
        var bias = -(int)zone.BaseUtcOffset.TotalMinutes;
        var years = Enumerable.Range(year, Last + 1).Select(each => ChangesOf(zone, each)).ToList();
        var changes = years[0];
        if (changes.Count != 2)
            return new ZoneRule(bias, 0, null, null);
        var toDaylight = changes.FindIndex(change => change.After > change.Before);
        var saving = (int)(changes[toDaylight].After - changes[toDaylight].Before).TotalMinutes;
        return new ZoneRule(bias, -saving, Rule(toDaylight), Rule(1 - toDaylight));

        ClockChange Rule(int index)
        {
            var wall = Wall(changes[index]);
            var alike = years.Where(each => each.Count == 2).Select(each => Wall(each[index])).ToList();
            var occurrence = alike.TrueForAll(IsLast) ? Last : ((wall.Day - 1) / 7) + 1;
            return new ClockChange(wall.Month, occurrence, wall.DayOfWeek, wall.TimeOfDay);
        }
    }

    private static List<Change> ChangesOf(TimeZoneInfo zone, int year)
    {
        var changes = new List<Change>();
        var end = new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc); day < end; day = day.AddDays(1))
        {
            var (before, after) = (zone.GetUtcOffset(day), zone.GetUtcOffset(day.AddDays(1)));
            if (before == after)
                continue;
            // No zone changes its clock within a minute.
            var minute = Enumerable.Range(1, 24 * 60).Select(minutes => day.AddMinutes(minutes)).First(instant => zone.GetUtcOffset(instant) != before);
            changes.Add(new Change(minute, before, after));
        }

        return changes;
    }

    private static DateTime Wall(Change change) => DateTime.SpecifyKind(change.Instant + change.Before, DateTimeKind.Unspecified);

    private static bool IsLast(DateTime day) => day.Day + 7 > DateTime.DaysInMonth(day.Year, day.Month);

    private readonly record struct Change(DateTime Instant, TimeSpan Before, TimeSpan After);
}
