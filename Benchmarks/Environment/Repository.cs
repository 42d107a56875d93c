namespace CaseTime.Benchmarks;

/// <summary>Where the clone and its build outputs lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Artifact(params string[] path) => Path.Combine([Root, "artifacts", .. path]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The benchmarks run from a clone of the repository: CaseTime.sln was not found above " + AppContext.BaseDirectory);
    }
}
