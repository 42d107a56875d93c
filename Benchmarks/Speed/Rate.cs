using System.Diagnostics;

namespace CaseTime.Benchmarks.Speed;

/// <summary>
/// Rounds of the same work, of which the best and the median are told: on a machine that others use as well, the best round is the one
/// that was disturbed least, and the processor time says what the work costs whoever else runs.
/// </summary>
internal static class Rate
{
    private const int Rounds = 7;

    /// <summary>Operations a second, and a second of processor time of this process.</summary>
    public static (double Median, double Best, double PerCpuSecond) PerSecond(int operations, Action work)
    {
        work();
        var before = Environment.CpuUsage.TotalTime;
        var seconds = Times(work);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return (operations / seconds[Rounds / 2], operations / seconds[0], operations * Rounds / processor);
    }

    /// <summary>Milliseconds of one run.</summary>
    public static (double Median, double Best) Milliseconds(Action work)
    {
        work();
        var seconds = Times(work);
        return (seconds[Rounds / 2] * 1000, seconds[0] * 1000);
    }

    private static double[] Times(Action work)
    {
        var seconds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            seconds[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds;
    }
}
