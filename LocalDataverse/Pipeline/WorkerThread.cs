using System.Collections.Concurrent;

namespace LocalDataverse.Pipeline;

/// <summary>Threads that run one request's work each and are used again; one that never comes back is not missed by the others.</summary>
internal sealed class WorkerThread
{
    /// <summary>The one that was busy last comes first: it may still be looking for work.</summary>
    private static readonly ConcurrentStack<WorkerThread> Idle = [];
    private volatile Handover _next = new();

    private WorkerThread() => new Thread(Loop) { IsBackground = true, Name = "Dataverse request" }.Start();

    public static Work Start(Action action)
    {
        Signal.Begin();
        var work = new Work(action);
        if (!Idle.TryPop(out var worker))
            worker = new WorkerThread();
        worker._next.Give(work);
        return work;
    }

    private void Loop()
    {
        while (true)
        {
            var work = _next.Take();
            _next = new Handover();
            work.Run(this);
        }
    }

    private sealed class Handover
    {
        private readonly Signal _given = new();
        private Work? _work;

        public void Give(Work work)
        {
            _work = work;
            _given.Set();
        }

        public Work Take()
        {
            _given.Wait(Timeout.InfiniteTimeSpan);
            return _work!;
        }
    }

    /// <summary>One request's work and how it ended.</summary>
    internal sealed class Work(Action action)
    {
        private readonly Signal _ended = new();

        public Exception? Failure { get; private set; }

        /// <returns>Whether it ended within the limit.</returns>
        public bool Wait(TimeSpan limit) => _ended.Wait(limit);

        public void Run(WorkerThread worker)
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                Failure = error;
            }

            Signal.End();
            // Before the caller goes on, so that its next request finds this thread.
            Idle.Push(worker);
            _ended.Set();
        }
    }
}
