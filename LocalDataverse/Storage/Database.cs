using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Storage;

/// <summary>
/// The SQLite file of one environment: many readers, each with a snapshot of its own, and one writer at a time.
/// WAL with synchronous NORMAL: a commit reaches the operating system before it is acknowledged, so that it survives a kill of
/// the process at any instant; only a power cut can take the last commits (never the file's consistency) with it. FULL
/// waits for the disk at every commit, which a development host need not pay unless asked to. A temporary environment does not sync at all.
/// </summary>
public sealed class Database : IDisposable
{
    public const string FileName = "organization.db";

    /// <summary>So much of the file is read where the operating system has it, without a copy: a scan of a large table exceeds any cache of a connection's own.</summary>
    private const int MappedBytes = 512 * 1024 * 1024;
    private readonly string _connectionString;
    private readonly bool _temporary;
    private readonly string _synchronous;
    private readonly string _directory;
    private readonly FileStream _ownership;
    private readonly ConcurrentBag<StorageSession> _readers = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeSpan _patience;
    private StorageSession? _writer;
    private volatile bool _disposed;

    /// <param name="directory">Made where it is missing; null for a temporary environment that is deleted with this object.</param>
    /// <param name="patience">How long a write waits for the one before it.</param>
    /// <param name="survivesPowerCut">Whether each commit waits for the disk.</param>
    /// <exception cref="IOException">The directory can't be written, or another process has it open.</exception>
    public Database(string? directory, TimeSpan patience, bool survivesPowerCut = false)
    {
        _temporary = directory is null;
        _synchronous = survivesPowerCut ? "FULL" : _temporary ? "OFF" : "NORMAL";
        _patience = patience;
        _directory = directory ?? Directory.CreateTempSubdirectory("local-dataverse-").FullName;
        Directory.CreateDirectory(_directory);
        _ownership = new FileStream(Path.Combine(_directory, "organization.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, FileName), Pooling = false, DefaultTimeout = (int)patience.TotalSeconds }.ToString();
    }

    /// <summary>The connection of the one who writes; held until <see cref="EndWrite"/>. No transaction is begun.</summary>
    /// <exception cref="DataverseException">Another request has been writing for too long.</exception>
    public StorageSession BeginWrite()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_writing.Wait(_patience))
            throw new DataverseException(ErrorCode.SqlTimeout, "Sql error: Execution Timeout Expired. Another operation has kept the environment's write lock for too long.");
        try
        {
            return _writer ??= Open();
        }
        catch
        {
            _writing.Release();
            throw;
        }
    }

    /// <param name="session">What BeginWrite gave.</param>
    /// <param name="discard">Its connection may still be in use by code that was given up on: the next writer gets a new one.</param>
    public void EndWrite(StorageSession session, bool discard = false)
    {
        if (discard && ReferenceEquals(_writer, session))
            _writer = null;
        _writing.Release();
    }

    public StorageSession RentReader()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.TryTake(out var reader) ? reader : Open();
    }

    public void ReturnReader(StorageSession reader)
    {
        if (_disposed)
            reader.Dispose();
        else
            _readers.Add(reader);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _writer?.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writing.Dispose();
        _ownership.Dispose();
        if (_temporary)
            Directory.Delete(_directory, recursive: true);
    }

    private StorageSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {_synchronous};
            PRAGMA cache_size = -32768;
            PRAGMA mmap_size = {MappedBytes};
            PRAGMA temp_store = MEMORY;
            PRAGMA wal_autocheckpoint = 4000;
            """;
        command.ExecuteNonQuery();
        return new StorageSession(connection);
    }
}
