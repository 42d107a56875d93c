using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Packing;

/// <summary>Writes the product version, and the identity of the built plugin assembly, into what is packed.</summary>
/// <param name="Version">Four parts, as solutions count.</param>
/// <param name="Assemblies">Full names of the built plugin assemblies, by simple name.</param>
internal sealed record VersionStamp(Version Version, IReadOnlyDictionary<string, string> Assemblies)
{
    public void Manifest(XElement root, bool managed)
    {
        var manifest = root.Element("SolutionManifest")!;
        manifest.SetElementValue("Version", Version.ToString(4));
        manifest.SetElementValue("Managed", managed ? "1" : "0");
        foreach (var name in manifest.Descendants("RootComponent").Where(component => (string?)component.Attribute("type") == "91").Attributes("schemaName"))
            name.Value = FullName(name.Value);
    }

    public void Customizations(XElement root)
    {
        foreach (var name in root.Descendants("PluginAssembly").Attributes("FullName")) name.Value = FullName(name.Value);
        foreach (var name in root.Descendants("PluginType").Attributes("AssemblyQualifiedName")) name.Value = Qualified(name.Value);
        foreach (var name in root.Descendants("SdkMessageProcessingStep").Elements("PluginTypeName")) name.Value = Qualified(name.Value);
    }

    /// <summary>A control's version has three parts.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Control(XElement manifest)
    {
        var version = manifest.Element("control")!.Attribute("version")!;
        if (version.Value == Version.ToString(3)) return false;
        version.Value = Version.ToString(3);
        return true;
    }

    public static VersionStamp For(SolutionModel model, Version version) => new(version,
        model.Components(ComponentKind.PluginAssembly)
            .Select(file => PluginAssemblyIdentity.Read(model.Source.Find(file.Path[..^".data.xml".Length])!.ReadBytes()))
            .ToDictionary(identity => identity.Name, identity => identity.FullName, StringComparer.Ordinal));

    private string FullName(string fullName) => Assemblies.GetValueOrDefault(AssemblyNames.SimpleName(fullName), fullName);

    private string Qualified(string qualified) => $"{AssemblyNames.ClassName(qualified)}, {FullName(AssemblyNames.AssemblyPart(qualified))}";
}
