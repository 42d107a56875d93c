using Microsoft.Extensions.Logging;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Keeps the last fault that the Web API logged, so that a failed test can say more than the caller was told.</summary>
internal sealed class FaultLog<T> : ILogger<T>
{
    public Exception? Last { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Last = exception ?? Last;
}
