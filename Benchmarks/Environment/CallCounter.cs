using LocalDataverse.Pipeline;

namespace CaseTime.Benchmarks;

/// <summary>Counts what plugins do: how often they ran, how long, and how many calls of the organization service they made.</summary>
internal sealed class CallCounter : IExecutionObserver
{
    private long _calls;
    private long _runs;
    private long _ticks;

    public long Calls => Interlocked.Read(ref _calls);

    public long Runs => Interlocked.Read(ref _runs);

    /// <summary>Time in plugins with the calls nested in them.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void ServiceCall(Guid correlationId, string message, string table, int depth) => Interlocked.Increment(ref _calls);

    public void PluginRan(Guid correlationId, StepRegistration step, TimeSpan elapsed)
    {
        Interlocked.Increment(ref _runs);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
    }

    public void Reset()
    {
        Interlocked.Exchange(ref _calls, 0);
        Interlocked.Exchange(ref _runs, 0);
        Interlocked.Exchange(ref _ticks, 0);
    }
}
