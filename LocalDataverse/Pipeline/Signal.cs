using System.Diagnostics;

namespace LocalDataverse.Pipeline;

/// <summary>One thread tells another that something has happened, once.</summary>
/// <remarks>
/// To wake a sleeping thread takes longer than a small request does. So the one that waits looks for a moment before it goes to sleep, where
/// nobody else wants its processor: while one request is under way at most, and as long as looking mostly finds what it looks for.
/// </remarks>
internal sealed class Signal
{
    /// <summary>Longer than most requests of one row.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(300);

    /// <summary>Requests until it is tried again where too many looked in vain: the processors have other work.</summary>
    private const int Rest = 1_000;

    /// <summary>Looks that have to succeed for one that may fail.</summary>
    private const int PriceOfAMiss = 8;
    private const int MostTrust = 4 * PriceOfAMiss;

    private static int s_underWay;
    private static int s_trust = PriceOfAMiss;
    private static int s_resting;

    private readonly object _changing = new();
    private volatile bool _isSet;

    /// <summary>A request begins.</summary>
    public static void Begin()
    {
        Interlocked.Increment(ref s_underWay);
        if (Volatile.Read(ref s_resting) > 0)
            Interlocked.Decrement(ref s_resting);
    }

    /// <summary>A request is over.</summary>
    public static void End() => Interlocked.Decrement(ref s_underWay);

    public void Set()
    {
        lock (_changing)
        {
            _isSet = true;
            Monitor.PulseAll(_changing);
        }
    }

    /// <param name="limit">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>Whether it was set within the limit.</returns>
    public bool Wait(TimeSpan limit)
    {
        Look();
        lock (_changing)
            return _isSet || Monitor.Wait(_changing, limit) || _isSet;
    }

    private void Look()
    {
        if (Environment.ProcessorCount == 1 || Volatile.Read(ref s_resting) > 0)
            return;
        var started = Stopwatch.GetTimestamp();
        while (!_isSet)
        {
            if (Volatile.Read(ref s_underWay) > 1)
                return;
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                Missed();
                return;
            }

            Thread.SpinWait(20);
            // The other side may be waiting for this very processor.
            Thread.Yield();
        }

        // Counted without a lock: a lost count only tries a little more or less often.
        s_trust = Math.Min(s_trust + 1, MostTrust);
    }

    private static void Missed()
    {
        s_trust -= PriceOfAMiss;
        if (s_trust > 0)
            return;
        s_trust = PriceOfAMiss;
        Volatile.Write(ref s_resting, Rest);
    }
}
