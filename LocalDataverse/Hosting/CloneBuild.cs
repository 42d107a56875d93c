using System.Security.Cryptography;
using System.Text;

namespace LocalDataverse.Hosting;

/// <summary>What a start needs that is built from the repository: the managed zip and the shell's browser side.</summary>
public sealed class CloneBuild
{
    private static readonly string[] SourceDirectories = ["solution", "Plugins", "PcfHandlingTime", "LocalDataverse/Shell/Client", "Packaging", "Sdk"];
    private static readonly string[] SourceFiles = ["CHANGELOG.md", "package.json", "package-lock.json"];
    private static readonly string[] SkippedDirectories = ["node_modules", "out", "generated", "obj", "bin"];

    private readonly string _stamp;

    public CloneBuild(string root)
    {
        Root = root;
        _stamp = Path.Combine(root, "artifacts", "build.stamp");
    }

    /// <summary>The folder that holds the .sln file.</summary>
    public string Root { get; }

    public string Project => Path.Combine(Root, "Packaging", "CaseTime.Packaging.csproj");

    public string ManagedZip => Path.Combine(Root, "artifacts", "CaseTime_managed.zip");

    public string ShellDirectory => Path.Combine(Root, "artifacts", "shell");

    /// <summary>Everything the build said, for the case that it fails.</summary>
    public string Log => Path.Combine(Root, "artifacts", "build.log");

    /// <summary>The clone the running program was built from; null when it was published elsewhere.</summary>
    public static CloneBuild? Find() => Find(AppContext.BaseDirectory);

    public static CloneBuild? Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "CaseTime.sln")))
                return new CloneBuild(directory.FullName);
        return null;
    }

    /// <summary>Why a build is needed, as the second half of a sentence; null when everything is there and up to date.</summary>
    public string? FindReason()
    {
        var outputs = Outputs();
        if (outputs.Count == 0)
            return "this clone has not been built yet";
        var sources = Sources();
        // A build leaves files alone whose content did not change, so their age alone proves nothing: the stamp has the last word.
        var oldestOutput = outputs.Min(file => file.LastWriteTimeUtc);
        if (ReadStamp() is { } stamp)
            return stamp == Fingerprint(sources) ? null : "its sources have changed";
        return sources.Any(file => file.LastWriteTimeUtc > oldestOutput) ? "its sources are newer" : null;
    }

    /// <summary>Notes that the outputs now match the sources.</summary>
    public void MarkBuilt() => File.WriteAllText(_stamp, Fingerprint(Sources()));

    private string? ReadStamp()
    {
        var stamp = new FileInfo(_stamp);
        // Outputs that someone built by hand after the stamp are judged by their age.
        return stamp.Exists && Outputs().All(file => file.LastWriteTimeUtc <= stamp.LastWriteTimeUtc) ? File.ReadAllText(_stamp) : null;
    }

    private List<FileInfo> Outputs()
    {
        var zip = new FileInfo(ManagedZip);
        var shell = new DirectoryInfo(ShellDirectory);
        var shellFiles = shell.Exists ? shell.GetFiles() : [];
        return zip.Exists && shellFiles.Length > 0 ? [zip, .. shellFiles] : [];
    }

    private List<FileInfo> Sources()
    {
        var files = new List<FileInfo>();
        foreach (var directory in SourceDirectories)
            Collect(new DirectoryInfo(Path.Combine(Root, directory)), files);
        files.AddRange(SourceFiles.Select(name => new FileInfo(Path.Combine(Root, name))).Where(file => file.Exists));
        return files;
    }

    private static void Collect(DirectoryInfo directory, List<FileInfo> files)
    {
        if (!directory.Exists)
            return;
        foreach (var entry in directory.EnumerateFileSystemInfos())
            if (entry is FileInfo file)
                files.Add(file);
            else if (entry is DirectoryInfo child && !SkippedDirectories.Contains(child.Name))
                Collect(child, files);
    }

    private string Fingerprint(List<FileInfo> sources)
    {
        var text = new StringBuilder();
        foreach (var file in sources.OrderBy(file => file.FullName, StringComparer.Ordinal))
            text.Append(Path.GetRelativePath(Root, file.FullName)).Append('|').Append(file.Length).Append('|').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
