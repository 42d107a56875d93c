namespace LocalDataverse.Hosting;

/// <summary>The folder of one environment, held by one process at a time.</summary>
public sealed class DataDirectory : IDisposable
{
    private const string StampName = "imported.sha256";

    private readonly FileStream _hold;

    private DataDirectory(string path, FileStream hold)
    {
        FullPath = path;
        _hold = hold;
    }

    public string FullPath { get; }

    private string Database => Path.Combine(FullPath, Storage.Database.FileName);

    private string Stamp => Path.Combine(FullPath, StampName);

    /// <summary>Makes the folder where it is missing and keeps other processes out of it until disposed.</summary>
    /// <exception cref="StartupException">It cannot be made or written, or another process holds it.</exception>
    public static DataDirectory Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new StartupException("--data takes the path of a folder.");
        var fullPath = Path.GetFullPath(path);
        var lockFile = Path.Combine(fullPath, "in-use.lock");
        try
        {
            Directory.CreateDirectory(fullPath);
            return new DataDirectory(fullPath, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException($"The data folder {fullPath} can't be written; choose another one with --data.", exception);
        }
        catch (IOException exception) when (File.Exists(lockFile))
        {
            throw new StartupException($"The data folder {fullPath} is in use by another local Dataverse; stop that one or choose another folder with --data.", exception);
        }
        catch (IOException exception)
        {
            throw new StartupException($"The data folder {fullPath} can't be used: {exception.Message}", exception);
        }
    }

    /// <summary>Deletes the environment, and nothing else that may lie in the folder.</summary>
    /// <exception cref="StartupException">A file of it cannot be deleted.</exception>
    public void Reset()
    {
        foreach (var file in (string[])[Database, Database + "-wal", Database + "-shm", Stamp])
            try
            {
                File.Delete(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new StartupException($"--reset can't delete {file}: {exception.Message}", exception);
            }
    }

    /// <summary>The hash of the zip that was imported last; null for a new environment.</summary>
    public string? ReadImportedHash() => File.Exists(Stamp) && File.Exists(Database) ? File.ReadAllText(Stamp) : null;

    /// <summary>Written after the import is committed: a kill in between only imports the same zip once more.</summary>
    public void WriteImportedHash(string hash) => File.WriteAllText(Stamp, hash);

    public void Dispose() => _hold.Dispose();
}
