namespace CaseTime.Packaging.Source;

/// <summary>The files of an unpacked solution, in ordinal order of their paths whatever the file system returns.</summary>
public sealed class SolutionSource
{
    private readonly SortedDictionary<string, SourceFile> _files;

    private SolutionSource(string root, SortedDictionary<string, SourceFile> files) => (Root, _files) = (root, files);

    /// <summary>Full path of the solution folder.</summary>
    public string Root { get; }

    public IEnumerable<SourceFile> Files => _files.Values;

    /// <exception cref="PackagingException">The folder does not exist.</exception>
    public static SolutionSource Open(string root)
    {
        if (!Directory.Exists(root))
            throw new PackagingException([new Finding(root, 0, "The solution folder does not exist.")]);

        var full = Path.GetFullPath(root);
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var physical in Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(full, physical).Replace('\\', '/');
            files[path] = new SourceFile(path, physical);
        }
        return new SolutionSource(full, files);
    }

    public SourceFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>All files below a folder, at any depth.</summary>
    public IEnumerable<SourceFile> Under(string folder) =>
        Files.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Puts a build output in its place; an existing file of that path is replaced.</summary>
    public void Place(string path, string physicalPath) => _files[path] = new SourceFile(path, physicalPath);
}
