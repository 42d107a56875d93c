namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>
/// What the server must hold after a schedule, second by second: as plain as the specification's sentences, and sharing no code with the
/// plugins. Seconds are offsets from 00:00 UTC of the one date.
/// </summary>
internal sealed class ServerModel
{
    /// <summary>Seconds beyond the server's now that it still takes.</summary>
    private const int Tolerance = 120;

    private readonly Dictionary<RowKey, Row> _rows = [];
    private readonly Dictionary<(int Rep, int Case), int> _adjusted = [];
    private readonly int?[] _closedAt = new int?[2];
    private int? _offAt;

    public IEnumerable<(RowKey Key, Row Row)> Rows => _rows.Select(pair => (pair.Key, pair.Value));

    public bool IsActive(int @case) => _closedAt[@case] is null;

    public bool IsOn => _offAt is null;

    /// <summary>Whether the server takes any of it: a set wholly in the future is refused.</summary>
    public static bool Takes(IEnumerable<int> seconds, int now) => seconds.Any(second => second < now + Tolerance);

    /// <summary>Union with what is there; seconds that another row of the representative claimed first stay with that row.</summary>
    public void Send(RowKey key, IEnumerable<int> seconds, int now)
    {
        var row = _rows.TryGetValue(key, out var known) ? known : _rows[key] = new Row([], []);
        var limit = Math.Min(now + Tolerance, Math.Min(_closedAt[key.Case] ?? int.MaxValue, _offAt ?? int.MaxValue));
        foreach (var second in seconds.Where(second => second < limit && row.Timeline.Add(second)).ToList())
            if (!_rows.Any(other => other.Key != key && other.Key.Rep == key.Rep && other.Value.Claimed.Contains(second)))
                row.Claimed.Add(second);
    }

    public bool Has(RowKey key) => _rows.ContainsKey(key);

    /// <summary>Its seconds go; nobody inherits them.</summary>
    public void Delete(RowKey key) => _rows.Remove(key);

    public void Adjust(int rep, int @case, int seconds) => _adjusted[(rep, @case)] = _adjusted.GetValueOrDefault((rep, @case)) + seconds;

    public void Close(int @case, int now) => _closedAt[@case] ??= now;

    public void Reopen(int @case) => _closedAt[@case] = null;

    public void Switch(bool on, int now) => _offAt = on ? null : _offAt ?? now;

    /// <summary>Automatic time of a representative on a case with its corrections; below zero only after a deletion.</summary>
    public int Automatic(int rep, int @case) =>
        _rows.Where(pair => pair.Key.Rep == rep && pair.Key.Case == @case).Sum(pair => pair.Value.Claimed.Count) + _adjusted.GetValueOrDefault((rep, @case));

    /// <summary>Floored at zero for each representative.</summary>
    public int Total(int @case) => Enumerable.Range(0, 2).Sum(rep => Math.Max(0, Automatic(rep, @case)));

    internal sealed record RowKey(int Rep, int Case, int Device);

    internal sealed record Row(HashSet<int> Timeline, HashSet<int> Claimed);
}
