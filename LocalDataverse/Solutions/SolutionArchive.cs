using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace LocalDataverse.Solutions;

/// <summary>The zip of a solution, read into memory. It remembers which files were asked for, so that none is left over unnoticed.</summary>
public sealed class SolutionArchive
{
    /// <summary>Bytes of all files together once unpacked; far above any real solution, and a bound for a hostile one.</summary>
    public const long MaximumSize = 256L * 1024 * 1024;

    private readonly Dictionary<string, byte[]> _files;
    private readonly HashSet<string> _unread;

    private SolutionArchive(Dictionary<string, byte[]> files)
    {
        _files = files;
        _unread = new HashSet<string>(files.Keys, StringComparer.OrdinalIgnoreCase);
        _unread.Remove("[Content_Types].xml");
    }

    /// <summary>Files that nothing has read.</summary>
    public IEnumerable<string> Unread => _unread.Order(StringComparer.Ordinal);

    /// <exception cref="DataverseException">The bytes are no zip, a damaged one, or one too large.</exception>
    public static SolutionArchive Open(byte[] bytes)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var total = 0L;
            foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0))
            {
                total += entry.Length;
                if (total > MaximumSize)
                    throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution file is invalid: its content exceeds {MaximumSize:N0} bytes.");
                using var stream = entry.Open();
                var content = new byte[entry.Length];
                stream.ReadExactly(content);
                files[Path(entry.FullName)] = content;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution file is invalid: it is not a zip archive, or a damaged one. ({exception.Message})", exception);
        }
        return new SolutionArchive(files);
    }

    /// <summary>Nothing is written to disk here, but an export hands the names on to whoever unpacks it.</summary>
    /// <exception cref="DataverseException">The name leaves the folder that the zip is unpacked to.</exception>
    private static string Path(string name)
    {
        var path = name.Replace('\\', '/');
        return path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Any(segment => segment is "." or "..")
            ? throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution file is invalid: the entry \"{name}\" leaves the folder that the zip is unpacked to.")
            : path;
    }

    /// <summary>A file at the top that must be there, parsed.</summary>
    /// <exception cref="DataverseException">It is missing or not well-formed.</exception>
    public XElement Xml(string path)
    {
        if (Find(path) is not { } bytes)
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"The solution file is invalid: the compressed file must contain {path} at its root.");
        return Parse(path, bytes);
    }

    /// <exception cref="DataverseException">The bytes are no well-formed XML.</exception>
    public static XElement Parse(string path, byte[] bytes)
    {
        try
        {
            return ForeignXml.Parse(bytes);
        }
        catch (XmlException exception)
        {
            throw new DataverseException(SolutionErrorCode.NotWellFormed, $"Invalid customization file. {path} is not well formed: {exception.Message}", exception);
        }
    }

    /// <param name="path">As FileName elements give it, with or without a leading slash.</param>
    /// <returns>Null when there is no such file.</returns>
    public byte[]? Find(string path)
    {
        var name = path.TrimStart('/');
        _unread.Remove(name);
        return _files.GetValueOrDefault(name);
    }

    /// <summary>Names of the files below a folder, relative to it.</summary>
    public IEnumerable<string> Under(string folder)
    {
        var prefix = folder.Trim('/') + "/";
        return _files.Keys.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal);
    }
}
