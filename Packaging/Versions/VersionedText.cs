using System.Text;
using System.Text.RegularExpressions;

namespace CaseTime.Packaging.Versions;

/// <summary>The places in source files that repeat the product version.</summary>
public static partial class VersionedText
{
    /// <summary>A source file and the pattern whose first group is the version in it.</summary>
    /// <param name="Path">Full path.</param>
    /// <param name="Pattern">Group 1 is the version.</param>
    /// <param name="Parts">How many parts the version has there.</param>
    public sealed record Place(string Path, Regex Pattern, int Parts);

    /// <summary>A version as found.</summary>
    public sealed record Occurrence(string Path, int Line, string Version, string Expected);

    /// <summary>Every place of a repository. The control's own manifest is left out where there is none.</summary>
    public static IEnumerable<Place> Places(string repository)
    {
        var solution = Path.Combine(repository, "solution");
        yield return new Place(Path.Combine(solution, "Other", "Solution.xml"), SolutionVersion(), 4);
        yield return new Place(Path.Combine(solution, "Other", "Solution.xml"), AssemblyVersion(), 4);
        foreach (var folder in new[] { "PluginAssemblies", "SdkMessageProcessingSteps" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(solution, folder), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                yield return new Place(file, AssemblyVersion(), 4);
        }
        var manifest = Path.Combine(repository, "PcfHandlingTime", "HandlingTime", "ControlManifest.Input.xml");
        if (File.Exists(manifest)) yield return new Place(manifest, ControlVersion(), 3);
    }

    /// <summary>All versions in the sources, with the one that each of them should be.</summary>
    public static IEnumerable<Occurrence> Occurrences(string repository, Version version)
    {
        foreach (var place in Places(repository))
        {
            var text = Read(place.Path);
            foreach (Match match in place.Pattern.Matches(text))
                yield return new Occurrence(place.Path, 1 + text.AsSpan(0, match.Index).Count('\n'), match.Groups[1].Value, version.ToString(place.Parts));
        }
    }

    /// <summary>Writes the version into every place; files keep every other byte.</summary>
    /// <returns>The files that changed.</returns>
    public static IReadOnlyList<string> Stamp(string repository, Version version)
    {
        var changed = new List<string>();
        foreach (var place in Places(repository))
        {
            var text = Read(place.Path);
            var stamped = place.Pattern.Replace(text, match => match.Value.Replace(match.Groups[1].Value, version.ToString(place.Parts), StringComparison.Ordinal));
            if (stamped == text) continue;
            File.WriteAllBytes(place.Path, Encoding.UTF8.GetBytes(stamped));
            if (!changed.Contains(place.Path)) changed.Add(place.Path);
        }
        return changed;
    }

    /// <summary>Keeps a byte order mark as the first character, so that writing the text back keeps it too.</summary>
    private static string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path));

    [GeneratedRegex(@"<Version>([\d.]+)</Version>")]
    private static partial Regex SolutionVersion();

    [GeneratedRegex(@", Version=([\d.]+), Culture=")]
    private static partial Regex AssemblyVersion();

    [GeneratedRegex(@"<control\s[^>]*?\sversion=""([\d.]+)""")]
    private static partial Regex ControlVersion();
}
