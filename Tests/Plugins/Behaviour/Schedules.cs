using CsCheck;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>What devices, people and supervisors do to the server, in an order that nobody planned. Representatives, cases and devices are numbered.</summary>
internal abstract record Act
{
    /// <summary>A device sends seconds of the day, as offset and length from the schedule's beginning.</summary>
    internal sealed record Send(int Rep, int Case, int Device, (int Start, int Length)[] Seconds) : Act;

    /// <summary>A device did not hear an answer and sends once more what one of the sends before held.</summary>
    internal sealed record Repeat(int Which) : Act;

    /// <summary>Somebody with every privilege writes a row's timeline anew, with nothing but one second in it.</summary>
    internal sealed record Overwrite(int Rep, int Case, int Device, int Second) : Act;

    internal sealed record Adjust(int Rep, int Case, int Seconds) : Act;

    internal sealed record Delete(int Rep, int Case, int Device) : Act;

    internal sealed record Resolve(int Case) : Act;

    internal sealed record Reactivate(int Case) : Act;

    internal sealed record Switch(bool On) : Act;

    internal sealed record Wait(int Seconds) : Act;
}

/// <summary>Random schedules: two representatives, two cases, two devices each, within ten minutes so that they meet.</summary>
internal static class Schedules
{
    private const int Span = 420;

    private static readonly Gen<int> Two = Gen.Int[0, 1];

    private static readonly Gen<(int Start, int Length)[]> Seconds = Gen.Select(Gen.Int[0, Span], Gen.Int[1, 90]).Array[1, 4];

    public static Gen<Act> Sending { get; } = Gen.Select(Two, Two, Two, Seconds, Act (rep, @case, device, seconds) => new Act.Send(rep, @case, device, seconds));

    private static readonly Gen<Act> Other = Gen.OneOf(
        Gen.Int[0, 20].Select(Act (which) => new Act.Repeat(which)),
        Gen.Select(Two, Two, Two, Gen.Int[0, Span], Act (rep, @case, device, second) => new Act.Overwrite(rep, @case, device, second)),
        Gen.Select(Two, Two, Gen.Int[-200, 100], Act (rep, @case, seconds) => new Act.Adjust(rep, @case, seconds)),
        Gen.Select(Two, Two, Two, Act (rep, @case, device) => new Act.Delete(rep, @case, device)),
        Two.Select(Act (@case) => new Act.Resolve(@case)),
        Two.Select(Act (@case) => new Act.Reactivate(@case)),
        Gen.Bool.Select(Act (on) => new Act.Switch(on)),
        Gen.Int[1, 120].Select(Act (seconds) => new Act.Wait(seconds)));

    /// <summary>Everything that can happen; every other act is a send.</summary>
    public static Gen<Act[]> Any { get; } = Gen.OneOf(Sending, Other).Array[4, 14];

    /// <summary>What one representative's devices send, and the order in which it arrives a second time.</summary>
    public static Gen<(Act.Send[] Sends, int[] Order)> Sends { get; } =
        from sends in Sending.Select(act => (Act.Send)act).Array[2, 6]
        from order in Gen.Shuffle(Enumerable.Range(0, sends.Length).ToArray())
        select (sends, order);
}
