using System.Text.Json;

namespace CaseTime.TypeScript.Tests;

/// <summary>One Vitest test. <paramref name="Status"/> is Vitest's word: passed, failed, skipped, todo ...</summary>
internal sealed record VitestTest(string Name, string Status, string Failure);

/// <summary>One test file. <paramref name="Message"/> tells why the file as a whole could not run, else empty.</summary>
internal sealed record VitestFile(string Path, string Message, IReadOnlyList<VitestTest> Tests);

/// <summary>What Vitest's JSON reporter wrote.</summary>
internal static class VitestReport
{
    /// <param name="json">The report.</param>
    /// <param name="workspaceFolder">The folder that file names are made relative to.</param>
    public static IReadOnlyList<VitestFile> Read(string json, string workspaceFolder)
    {
        using var report = JsonDocument.Parse(json);
        return [.. report.RootElement.GetProperty("testResults").EnumerateArray().Select(file => new VitestFile(
            Path.GetRelativePath(workspaceFolder, Text(file, "name")).Replace('\\', '/'),
            Text(file, "message"),
            [.. file.GetProperty("assertionResults").EnumerateArray().Select(ReadTest)]))];
    }

    private static VitestTest ReadTest(JsonElement test)
    {
        var failures = test.TryGetProperty("failureMessages", out var messages) && messages.ValueKind == JsonValueKind.Array
            ? messages.EnumerateArray().Select(message => message.GetString())
            : [];
        return new VitestTest(Text(test, "fullName"), Text(test, "status"), string.Join(Environment.NewLine, failures));
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
