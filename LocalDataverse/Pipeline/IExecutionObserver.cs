namespace LocalDataverse.Pipeline;

/// <summary>Sees what plugins do while a request runs. Called on the thread that works; must be quick and thread-safe.</summary>
public interface IExecutionObserver
{
    /// <summary>A plugin called its organization service.</summary>
    /// <param name="correlationId">The same for a request and everything nested in it.</param>
    /// <param name="message">The message sent.</param>
    /// <param name="table">The table it is about; empty for none.</param>
    /// <param name="depth">Depth of the new operation, 2 or more.</param>
    void ServiceCall(Guid correlationId, string message, string table, int depth);

    /// <summary>A plugin returned or failed.</summary>
    /// <param name="correlationId">As above.</param>
    /// <param name="step">What ran.</param>
    /// <param name="elapsed">How long, with the calls nested in it.</param>
    void PluginRan(Guid correlationId, StepRegistration step, TimeSpan elapsed);
}
