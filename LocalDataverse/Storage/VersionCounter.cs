namespace LocalDataverse.Storage;

/// <summary>
/// The version number of each write, ascending over the whole environment. Used by the one writer only.
/// A thousand numbers at a time are reserved on disk, so that a restart goes on above all that were given out.
/// </summary>
internal sealed class VersionCounter
{
    private const int Block = 1000;
    private const string Name = "versionnumber";
    private long _next;
    private long _reserved;

    public long Next(StorageSession session)
    {
        if (_next == _reserved)
            Reserve(session);
        return ++_next;
    }

    /// <summary>A reservation made in a transaction that rolled back is gone: the next write makes it again.</summary>
    public void RolledBack() => _reserved = _next;

    private void Reserve(StorageSession session)
    {
        var stored = (long?)session.Scalar("""SELECT value FROM "_counter" WHERE name = @p0""", Name) ?? 0;
        _next = Math.Max(_next, stored);
        _reserved = _next + Block;
        session.Execute("""INSERT INTO "_counter" (name, value) VALUES (@p0, @p1) ON CONFLICT (name) DO UPDATE SET value = excluded.value""", Name, _reserved);
    }
}
