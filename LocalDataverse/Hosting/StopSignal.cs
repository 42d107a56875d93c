using System.Runtime.InteropServices;

namespace LocalDataverse.Hosting;

/// <summary>Ctrl+C, or the SIGTERM of a process manager: asks for a clean stop instead of ending the process.</summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignal()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Completes when a signal has come.</summary>
    public async Task WaitAsync()
    {
        var came = new TaskCompletionSource();
        await using var registration = Token.Register(came.SetResult);
        await came.Task;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }
}
