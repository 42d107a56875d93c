using System.Text.RegularExpressions;
using LocalDataverse.Hosting;

namespace LocalDataverse.Tests.Conformance;

/// <summary>docs/conformance.md states behaviours of Dataverse in sentences, each with the test that shows it here: no sentence without a test that is there.</summary>
public sealed partial class ConformanceTableTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(Path.Combine(CloneBuild.Find()!.Root, "docs", "conformance.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
            .Select(line => line.Split(" | ", StringSplitOptions.TrimEntries)),
    ];

    private static readonly HashSet<string> Tests =
    [
        .. typeof(ConformanceTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
    ];

    [Fact]
    public void Every_sentence_names_tests_that_exist()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, row => Assert.All(Named(row), name => Assert.Contains(name, Tests)));
    }

    [Fact]
    public void No_sentence_stands_twice() => Assert.Equal(Rows.Length, Rows.Select(row => row[0]).Distinct().Count());

    private static List<string> Named(string[] row)
    {
        var names = Name().Matches(row[^1]).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        return names;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
