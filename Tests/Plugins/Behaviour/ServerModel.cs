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
    private readonly Dictionary<RowKey, int> _deletedUpTo = [];
    private readonly Dictionary<(int Rep, int Case), int> _adjusted = [];
    private readonly int?[] _closedAt = new int?[2];
    private int? _offAt;

    public IEnumerable<(RowKey Key, Row Row)> Rows => _rows.Select(pair => (pair.Key, pair.Value));

    public bool IsActive(int @case) => _closedAt[@case] is null;

    public bool IsOn => _offAt is null;

    /// <summary>Why the server takes nothing of it: wholly in the future, or wholly deleted; null where it takes some.</summary>
    public string? Refusal(RowKey key, IEnumerable<int> seconds, int now)
    {
        var due = seconds.Where(second => second < now + Tolerance).ToList();
        return due.Count == 0 ? "CT1003" : due.All(second => second < DeletedUpTo(key)) ? "CT1009" : null;
    }

    /// <summary>Union with what is there; seconds that another row of the representative claimed first stay with that row.</summary>
    public void Send(RowKey key, IEnumerable<int> seconds, int now)
    {
        var row = _rows.TryGetValue(key, out var known) ? known : _rows[key] = new Row([], []);
        var limit = Math.Min(now + Tolerance, Math.Min(_closedAt[key.Case] ?? int.MaxValue, _offAt ?? int.MaxValue));
        foreach (var second in seconds.Where(second => second >= DeletedUpTo(key) && second < limit && row.Timeline.Add(second)).ToList())
            if (!_rows.Any(other => other.Key != key && other.Key.Rep == key.Rep && other.Value.Claimed.Contains(second)))
                row.Claimed.Add(second);
    }

    public bool Has(RowKey key) => _rows.ContainsKey(key);

    /// <summary>Its seconds go; nobody inherits them, and they do not come back.</summary>
    public void Delete(RowKey key)
    {
        if (_rows.Remove(key, out var row) && row.Timeline.Count > 0)
            _deletedUpTo[key] = Math.Max(DeletedUpTo(key), row.Timeline.Max() + 1);
    }

    public void Adjust(int rep, int @case, int seconds) => _adjusted[(rep, @case)] = _adjusted.GetValueOrDefault((rep, @case)) + seconds;

    public void Close(int @case, int now) => _closedAt[@case] ??= now;

    public void Reopen(int @case) => _closedAt[@case] = null;

    public void Switch(bool on, int now) => _offAt = on ? null : _offAt ?? now;

    /// <summary>Automatic time of a representative on a case with its corrections; below zero only after a deletion.</summary>
    public int Automatic(int rep, int @case) =>
        _rows.Where(pair => pair.Key.Rep == rep && pair.Key.Case == @case).Sum(pair => pair.Value.Claimed.Count) + _adjusted.GetValueOrDefault((rep, @case));

    /// <summary>Floored at zero for each representative.</summary>
    public int Total(int @case) => Enumerable.Range(0, 2).Sum(rep => Math.Max(0, Automatic(rep, @case)));

    private int DeletedUpTo(RowKey key) => _deletedUpTo.GetValueOrDefault(key);

    internal sealed record RowKey(int Rep, int Case, int Device);

    internal sealed record Row(HashSet<int> Timeline, HashSet<int> Claimed);
}
