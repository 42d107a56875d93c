using System.Text.RegularExpressions;
using LocalDataverse.Hosting;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>docs/scenarios.md names the tests that there are.</summary>
public sealed partial class ScenarioTableTests
{
    private const string NotShown = "not shown yet";

    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(Path.Combine(CloneBuild.Find()!.Root, "docs", "scenarios.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    private static readonly HashSet<string> Tests =
    [
        .. typeof(ScenarioTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
    ];

    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var named = Rows.SelectMany(row => Name().Matches(row[^1])).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, Tests));
    }

    [Fact]
    public void Every_row_names_a_test_or_says_that_none_shows_it_yet() =>
        Assert.All(Rows, row => Assert.True(row[^1] == NotShown || Name().IsMatch(row[^1]), row[0]));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
