namespace LocalDataverse.Tests.Fuzz;

/// <summary>Chance that can be repeated: the same seed throws the same.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public int Between(int from, int to) => _random.Next(from, to + 1);

    /// <summary>True once in so many throws.</summary>
    public bool Once(int @in) => _random.Next(@in) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    /// <summary>One of the sound choices, seldom one of the others.</summary>
    public string Mostly(string[] sound, params string[] others) => Once(15) ? In(others) : In(sound);

    public T In<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public void Fill(byte[] bytes) => _random.NextBytes(bytes);

    public Guid Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
