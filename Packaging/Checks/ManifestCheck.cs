using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Other/Solution.xml: the attributes that decide how the rest is read.</summary>
internal static class ManifestCheck
{
    /// <summary>From this schema version on, a form without a _managed file goes into the managed zip too; below it, it vanishes.</summary>
    private static readonly Version s_lowestVersion = new(9, 1, 0, 22716);

    public static void Run(SolutionModel model, Findings findings)
    {
        var file = model.Manifest;
        var version = file.Root.Attribute("version");
        if (!Version.TryParse((string?)version, out var parsed) || parsed < s_lowestVersion)
            findings.Add(file.Path, (System.Xml.Linq.XObject?)version ?? file.Root, $"@version must be {s_lowestVersion} or higher: below it SolutionPackager drops every form from the managed zip.");

        var package = file.Root.Attribute("SolutionPackageVersion");
        if ((string?)package != "9.2")
            findings.Add(file.Path, (System.Xml.Linq.XObject?)package ?? file.Root, "@SolutionPackageVersion must be 9.2: with older ones plugin assemblies do not match their root components.");

        var managed = model.SolutionManifest.Element("Managed");
        if ((string?)managed != "2")
            findings.Add(file.Path, managed ?? model.SolutionManifest, "Managed must be 2 (both), or one of the two zips can't be packed.");

        var number = model.SolutionManifest.Element("Version");
        if (!Version.TryParse((string?)number, out var solutionVersion) || solutionVersion.Revision < 0)
            findings.Add(file.Path, number ?? model.SolutionManifest, "Version must have four parts.");

        foreach (var required in new[] { "UniqueName", "LocalizedNames", "Descriptions", "Publisher", "RootComponents", "MissingDependencies" })
        {
            if (model.SolutionManifest.Element(required) is null)
                findings.Add(file.Path, model.SolutionManifest, $"{required} is missing.");
        }
        if (model.Prefix.Length == 0)
            findings.Add(file.Path, model.SolutionManifest.Element("Publisher"), "The publisher has no CustomizationPrefix.");
    }
}
