namespace CaseTime.Plugins.Tests;

/// <summary>A clock that only tests move.</summary>
internal sealed class MovableTime : TimeProvider
{
    private DateTimeOffset _now = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
