namespace LocalDataverse.Pipeline;

/// <summary>What one request of a caller is doing now, for the one who waits for it.</summary>
internal sealed class RequestWatch
{
    /// <summary>The innermost step whose plugin runs; null while the platform itself works.</summary>
    public volatile StepRegistration? Running;

    /// <summary>The transaction under way.</summary>
    public volatile RequestScope? Scope;

    /// <summary>What plugins traced, to be kept once the request has ended either way.</summary>
    public List<TraceEntry> Traces { get; } = [];
}

/// <param name="Step">The step.</param>
/// <param name="Operation">What it ran for.</param>
/// <param name="Text">What it traced.</param>
/// <param name="Error">What it threw; null for none.</param>
/// <param name="Elapsed">How long it ran.</param>
internal sealed record TraceEntry(StepRegistration Step, Operation Operation, string Text, Exception? Error, TimeSpan Elapsed);
