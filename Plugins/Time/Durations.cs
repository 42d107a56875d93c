namespace CaseTime.Plugins.Time;

/// <summary>Seconds are the truth; minutes are for views and charts.</summary>
public static class Durations
{
    public const int SecondsPerMinute = 60;

    /// <summary>Minutes, rounded half up: 29 s are 0 min, 30 s are 1 min, -90 s are -1 min.</summary>
    public static int MinutesOf(int seconds)
    {
        var shifted = (long)seconds + (SecondsPerMinute / 2);
        var minutes = shifted / SecondsPerMinute;
        return (int)(shifted % SecondsPerMinute < 0 ? minutes - 1 : minutes);
    }
}
