using System.Text.Json;

namespace CaseTime.TypeScript.Tests;

/// <summary>The folders of this repository and the npm workspaces in it.</summary>
internal static class Repository
{
    /// <summary>The folder of CaseTime.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Workspaces with Vitest tests, as package.json names them.</summary>
    public static IReadOnlyList<string> TestedWorkspaces()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "package.json")));
        return [.. package.RootElement.GetProperty("workspaces").EnumerateArray()
            .Select(workspace => workspace.GetString()!)
            .Where(workspace => TestFiles(workspace).Any())];
    }

    /// <summary>The test files of a workspace, relative to it, with forward slashes.</summary>
    public static IEnumerable<string> TestFiles(string workspace)
    {
        var folder = Path.Combine(Root, workspace);
        var tests = Path.Combine(folder, "tests");
        if (!Directory.Exists(tests)) return [];
        return Directory.EnumerateFiles(tests, "*.test.ts*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaseTime.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"CaseTime.sln lies above none of the folders of {AppContext.BaseDirectory}.");
    }
}
