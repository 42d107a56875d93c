namespace CaseTime.Deploy.Tests;

/// <summary>What the script needs of a clone, in a folder of its own, so that a test may change it.</summary>
internal sealed class Clone : IDisposable
{
    private static readonly string[] s_needed = ["pac-deploy.ps1", "CHANGELOG.md", "solution", "artifacts/control", "artifacts/webresources", "artifacts/CaseTime_managed.zip", "artifacts/CaseTime_unmanaged.zip", "artifacts/bin/CaseTime.Plugins/debug_net462/CaseTime.Plugins.dll"];

    public Clone()
    {
        foreach (var needed in s_needed) Copy(Path.Combine(Repository, needed), PathOf(needed));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("casetime-deploy").FullName;

    public string Script => PathOf("pac-deploy.ps1");

    /// <summary>As solutions write it, with four parts.</summary>
    public string Version => File.ReadAllLines(PathOf("CHANGELOG.md"))[0][2..] + ".0";

    public static string Repository { get; } = FindRepository();

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(from))
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("These tests run inside a clone of the repository.");
    }
}
