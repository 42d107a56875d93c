using System.Collections.Concurrent;

namespace LocalDataverse.Pipeline;

/// <summary>Threads that run one request's work each and are used again; one that never comes back is not missed by the others.</summary>
internal sealed class WorkerThread
{
    private static readonly ConcurrentBag<WorkerThread> Idle = [];
    private readonly object _given = new();
    private Work? _work;

    private WorkerThread() => new Thread(Loop) { IsBackground = true, Name = "Dataverse request" }.Start();

    public static Work Start(Action action)
    {
        var work = new Work(action);
        if (!Idle.TryTake(out var worker))
            worker = new WorkerThread();
        worker.Give(work);
        return work;
    }

    private void Give(Work work)
    {
        lock (_given)
        {
            _work = work;
            Monitor.Pulse(_given);
        }
    }

    private void Loop()
    {
        while (true)
        {
            Take().Run();
            Idle.Add(this);
        }
    }

    private Work Take()
    {
        lock (_given)
        {
            while (_work is null)
                Monitor.Wait(_given);
            var work = _work;
            _work = null;
            return work;
        }
    }

    /// <summary>One request's work and how it ended.</summary>
    internal sealed class Work(Action action)
    {
        private readonly object _ending = new();
        private bool _hasEnded;

        public Exception? Failure { get; private set; }

        /// <returns>Whether it ended within the limit.</returns>
        public bool Wait(TimeSpan limit)
        {
            lock (_ending)
                return _hasEnded || Monitor.Wait(_ending, limit) || _hasEnded;
        }

        public void Run()
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                Failure = error;
            }

            lock (_ending)
            {
                _hasEnded = true;
                Monitor.PulseAll(_ending);
            }
        }
    }
}
