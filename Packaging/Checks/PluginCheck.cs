using System.Xml.Linq;
using CaseTime.Packaging.Packing;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Plugin assemblies: the DLL lies where its description says, is strong-named, and has every class that is registered.</summary>
internal static class PluginCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var assembly in model.Components(ComponentKind.PluginAssembly))
        {
            var dll = assembly.Path[..^".data.xml".Length];
            if ((string?)assembly.Root.Element("FileName") != "/" + dll)
                findings.Add(assembly.Path, assembly.Root.Element("FileName") ?? assembly.Root, $"FileName must be /{dll}, where this file lies.");
            if (model.Source.Find(dll) is not { } file)
            {
                findings.Add(assembly.Path, assembly.Root, $"The plugin assembly {dll} is missing; build it and pass it with --plugin.");
                continue;
            }
            try
            {
                CheckIdentity(assembly, PluginAssemblyIdentity.Read(file.ReadBytes()), findings);
            }
            catch (BadImageFormatException exception)
            {
                findings.Add(dll, $"The plugin assembly can't be read: {exception.Message}");
            }
        }
    }

    private static void CheckIdentity(XmlFile assembly, PluginAssemblyIdentity identity, Findings findings)
    {
        var fullName = (string?)assembly.Root.Attribute("FullName") ?? "";
        if (identity.PublicKeyToken is null)
            findings.Add(assembly.Path, assembly.Root, "The DLL is not strong-named; Dataverse registers strong-named assemblies only.");
        if (AssemblyNames.SimpleName(fullName) != identity.Name || AssemblyNames.TokenOf(fullName) != identity.PublicKeyToken)
            findings.Add(assembly.Path, assembly.Root.Attribute("FullName"), $"FullName is {fullName}, but the DLL is {identity.FullName}.");

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.Root.Descendants("PluginType"))
        {
            var name = (string?)type.Attribute("Name") ?? "";
            if (!names.Add(name)) findings.Add(assembly.Path, type, $"The plugin type {name} is registered twice.");
            if (!identity.PublicClasses.Contains(name)) findings.Add(assembly.Path, type, $"The DLL has no public class {name}.");
            if ((string?)type.Attribute("AssemblyQualifiedName") != $"{name}, {fullName}")
                findings.Add(assembly.Path, type.Attribute("AssemblyQualifiedName") ?? (XObject)type, $"AssemblyQualifiedName must be \"{name}, {fullName}\".");
        }
    }
}
