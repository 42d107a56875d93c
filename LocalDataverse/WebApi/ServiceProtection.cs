using System.Collections.Concurrent;
using System.Globalization;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi;

/// <summary>
/// Dataverse's service protection, for trying clients against it: so many requests and so much execution time a user within five sliding
/// minutes, and so many at once. What goes beyond is answered 429 with the seconds to wait.
/// </summary>
/// <param name="time">The environment's clock.</param>
/// <param name="requests">Requests a user in five minutes; Dataverse's own limit is 6,000.</param>
public sealed class ServiceProtection(TimeProvider time, int requests = ServiceProtection.Requests)
{
    public const int Requests = 6_000;
    private const int AtOnce = 52;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Execution = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<Guid, Usage> _users = new();

    /// <summary>Begins a request of a user; ends it when disposed.</summary>
    /// <exception cref="ThrottledException">One of the limits is reached.</exception>
    public IDisposable Enter(Guid user) => _users.GetOrAdd(user, _ => new Usage(this)).Enter();

    /// <summary>One user's last five minutes.</summary>
    private sealed class Usage(ServiceProtection protection)
    {
        private readonly Queue<(DateTimeOffset At, TimeSpan Took)> _past = new();
        private readonly Lock _lock = new();
        private TimeSpan _took;
        private int _running;

        public IDisposable Enter()
        {
            lock (_lock)
            {
                var now = protection.Now;
                while (_past.TryPeek(out var oldest) && oldest.At + Window <= now)
                    _took -= _past.Dequeue().Took;
                if (_past.Count + _running >= protection.Limit)
                    throw new ThrottledException(ThrottledException.TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"Number of requests exceeded the limit of {protection.Limit} over time window of {Window.TotalSeconds:N0} seconds."), Wait(now));
                if (_took >= Execution)
                    throw new ThrottledException(ThrottledException.TooMuchTime, string.Create(CultureInfo.InvariantCulture, $"Combined execution time of incoming requests exceeded limit of {Execution.TotalMilliseconds} milliseconds over time window of {Window.TotalSeconds:N0} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later."), Wait(now));
                if (_running >= AtOnce)
                    throw new ThrottledException(ThrottledException.TooManyAtOnce, string.Create(CultureInfo.InvariantCulture, $"Number of concurrent requests exceeded the limit of {AtOnce}."), TimeSpan.FromSeconds(1));
                _running++;
            }

            return new Running(this, protection.Now);
        }

        /// <summary>Until the oldest request leaves the window; where all are still under way, a second.</summary>
        private TimeSpan Wait(DateTimeOffset now) => _past.TryPeek(out var oldest) ? oldest.At + Window - now : TimeSpan.FromSeconds(1);

        private void Leave(DateTimeOffset began)
        {
            lock (_lock)
            {
                _running--;
                _past.Enqueue((began, protection.Now - began));
                _took += protection.Now - began;
            }
        }

        private sealed class Running(Usage usage, DateTimeOffset began) : IDisposable
        {
            public void Dispose() => usage.Leave(began);
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private int Limit { get; } = requests;
}
