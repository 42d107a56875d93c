using System.Diagnostics;

namespace CaseTime.Benchmarks.Speed;

/// <summary>
/// Rounds of the same work, of which the best and the median are told: on a machine that others use as well, the best round is the one
/// that was disturbed least, and the processor time says what the work costs whoever else runs.
/// </summary>
internal static class Rate
{
    private const int Rounds = 7;

    /// <summary>The run time compiles what is used often once more, in the background of the first seconds.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>Operations a second, and a second of processor time of this process.</summary>
    public static (double Median, double Best, double PerCpuSecond) PerSecond(int operations, Action work)
    {
        Warm(work);
        var before = Environment.CpuUsage.TotalTime;
        var seconds = Times(work);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return (operations / seconds[Rounds / 2], operations / seconds[0], operations * Rounds / processor);
    }

    /// <summary>Milliseconds of one run.</summary>
    public static (double Median, double Best) Milliseconds(Action work)
    {
        Warm(work);
        var seconds = Times(work);
        return (seconds[Rounds / 2] * 1000, seconds[0] * 1000);
    }

    /// <summary>Milliseconds of a single run.</summary>
    public static double Once(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Warm(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        do
            work();
        while (Stopwatch.GetElapsedTime(started) < WarmUp);
    }

    private static double[] Times(Action work)
    {
        var seconds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            seconds[round] = Once(work) / 1000;
        Array.Sort(seconds);
        return seconds;
    }
}
