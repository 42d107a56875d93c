using System.Text.RegularExpressions;

namespace CaseTime.Packaging.Versions;

/// <summary>The one version of the product: the first line of CHANGELOG.md, "# major.minor.patch".</summary>
public static partial class ProductVersion
{
    /// <returns>Four parts, the last of them 0: as assemblies and solutions count.</returns>
    /// <exception cref="PackagingException">The file is missing or its first line is no version.</exception>
    public static Version Read(string changelog)
    {
        var first = File.Exists(changelog) ? File.ReadLines(changelog).FirstOrDefault() ?? "" : null;
        if (first is not null && FirstLine().Match(first) is { Success: true } match)
            return Version.Parse(match.Groups[1].Value + ".0");
        throw new PackagingException([new Finding(changelog, first is null ? 0 : 1, first is null ? "The change log is missing." : "The first line must be \"# major.minor.patch\".")]);
    }

    [GeneratedRegex(@"^# (\d+\.\d+\.\d+)\s*$")]
    private static partial Regex FirstLine();
}
