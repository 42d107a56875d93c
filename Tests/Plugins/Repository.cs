namespace CaseTime.Plugins.Tests;

/// <summary>Files of the repository that the tests look at.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Solution => Path.Combine(Root, "solution");

    /// <summary>The DLL that is shipped, of the configuration that the tests were built in.</summary>
    public static string PluginAssembly
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Path.Combine(Root, "artifacts", "bin", "CaseTime.Plugins", configuration + "_net462", "CaseTime.Plugins.dll");
        }
    }

    /// <summary>What an environment imports; made by `dotnet build CaseTime.sln`.</summary>
    public static string ManagedZip => Path.Combine(Root, "artifacts", "CaseTime_managed.zip");

    /// <summary>The built browser side of the local Dataverse; made by the same build.</summary>
    public static string Shell => Path.Combine(Root, "artifacts", "shell");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"CaseTime.sln lies above none of the folders of {AppContext.BaseDirectory}.");
    }
}
