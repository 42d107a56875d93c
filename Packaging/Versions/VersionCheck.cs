using System.IO.Compression;
using System.Xml.Linq;
using CaseTime.Packaging.Packing;

namespace CaseTime.Packaging.Versions;

/// <summary>Compares every place that states a version with the change log: sources, the built DLL and control, and the zips.</summary>
public static class VersionCheck
{
    /// <param name="repository">The repository's root.</param>
    /// <param name="plugins">Built plugin DLLs.</param>
    /// <param name="controls">Folders of built controls.</param>
    /// <param name="zips">Packed solutions.</param>
    /// <returns>The differences; empty when all agree.</returns>
    /// <exception cref="PackagingException">The change log states no version.</exception>
    public static IReadOnlyList<Finding> Run(string repository, IEnumerable<string> plugins, IEnumerable<string> controls, IEnumerable<string> zips)
    {
        var version = ProductVersion.Read(Path.Combine(repository, "CHANGELOG.md"));
        var findings = new Findings();
        foreach (var found in VersionedText.Occurrences(repository, version).Where(found => found.Version != found.Expected))
            findings.Add(found.Path, found.Line, $"The version is {found.Version}, but the change log says {found.Expected}; run set-version.");

        foreach (var plugin in plugins.Where(plugin => Exists(plugin, findings)))
            Compare(plugin, PluginAssemblyIdentity.Read(File.ReadAllBytes(plugin)).Version.ToString(), version.ToString(4), findings);
        foreach (var manifest in controls.Select(folder => Path.Combine(folder, "ControlManifest.xml")).Where(manifest => Exists(manifest, findings)))
            Compare(manifest, ControlVersion(XDocument.Load(manifest)), version.ToString(3), findings);
        foreach (var zip in zips.Where(zip => Exists(zip, findings))) CheckZip(zip, version, findings);
        return findings.All;
    }

    private static void CheckZip(string path, Version version, Findings findings)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            var where = $"{path}/{entry.FullName}";
            if (entry.FullName == "solution.xml")
                Compare(where, (string?)Load(entry).Root!.Element("SolutionManifest")!.Element("Version"), version.ToString(4), findings);
            else if (entry.FullName == "customizations.xml")
                foreach (var name in Load(entry).Descendants("PluginAssembly").Attributes("FullName")) Compare(where, AssemblyNames.VersionOf(name.Value), version.ToString(4), findings);
            else if (entry.Name == "ControlManifest.xml")
                Compare(where, ControlVersion(Load(entry)), version.ToString(3), findings);
            else if (entry.Name.EndsWith(".dll", StringComparison.Ordinal))
                Compare(where, PluginAssemblyIdentity.Read(Bytes(entry)).Version.ToString(), version.ToString(4), findings);
        }
    }

    private static bool Exists(string path, Findings findings)
    {
        if (File.Exists(path)) return true;
        findings.Add(path, "The file is missing; build first.");
        return false;
    }

    private static void Compare(string where, string? found, string expected, Findings findings)
    {
        if (found != expected) findings.Add(where, $"The version is {found ?? "missing"}, but the change log says {expected}.");
    }

    private static string? ControlVersion(XDocument manifest) => (string?)manifest.Root!.Element("control")?.Attribute("version");

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
