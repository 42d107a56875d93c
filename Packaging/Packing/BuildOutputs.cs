using System.Xml;
using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Packing;

/// <summary>Puts the built plugin assemblies, controls and web resources where the solution source describes them.</summary>
public static class BuildOutputs
{
    /// <summary>A built DLL takes the place that the PluginAssembly of its simple name states as FileName.</summary>
    public static void PlacePlugin(SolutionModel model, string dll, Findings findings)
    {
        PluginAssemblyIdentity identity;
        try
        {
            identity = PluginAssemblyIdentity.Read(File.ReadAllBytes(dll));
        }
        catch (IOException exception)
        {
            findings.Add(dll, $"The plugin assembly can't be read: {exception.Message}");
            return;
        }
        catch (BadImageFormatException exception)
        {
            findings.Add(dll, $"The plugin assembly can't be read: {exception.Message}");
            return;
        }

        var description = model.Components(ComponentKind.PluginAssembly)
            .FirstOrDefault(file => AssemblyNames.SimpleName((string?)file.Root.Attribute("FullName") ?? "") == identity.Name);
        if (description is null)
            findings.Add(dll, $"The solution describes no plugin assembly named {identity.Name}.");
        else
            model.Source.Place(description.Path[..^".data.xml".Length], dll);
    }

    /// <summary>Built web resources, laid out in their folder by their names, take the places that the solution describes.</summary>
    public static void PlaceWebResources(SolutionModel model, string folder, Findings findings)
    {
        if (!Directory.Exists(folder))
        {
            findings.Add(folder, "The built web resources are missing; build them first (npm run build --workspace PcfHandlingTime).");
            return;
        }
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var target = $"{ComponentKind.WebResource.Folder}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}";
            if (model.Source.Find($"{target}.data.xml") is null)
                findings.Add(file, $"The solution describes no such web resource: {target}.data.xml is missing.");
            else
                model.Source.Place(target, file);
        }
    }

    /// <summary>
    /// A built control takes the place Controls/prefix_Namespace.Constructor. Only its manifest and the files that the manifest names are taken:
    /// licence texts and other by-products stay out.
    /// </summary>
    public static void PlaceControl(SolutionModel model, string folder, Findings findings)
    {
        var manifestPath = Path.Combine(folder, "ControlManifest.xml");
        if (!File.Exists(manifestPath))
        {
            findings.Add(manifestPath, "The built control is missing; build it first (npm run build --workspace PcfHandlingTime).");
            return;
        }

        XElement control;
        try
        {
            control = XDocument.Load(manifestPath).Root?.Element("control") ?? throw new XmlException("There is no control element.");
        }
        catch (XmlException exception)
        {
            findings.Add(manifestPath, exception.LineNumber, $"The control's manifest can't be read: {exception.Message}");
            return;
        }

        var name = $"{model.Prefix}_{(string?)control.Attribute("namespace")}.{(string?)control.Attribute("constructor")}";
        var target = $"{ComponentKind.Control.Folder}/{name}";
        if (model.Source.Find($"{target}/ControlManifest.xml.data.xml") is null)
        {
            findings.Add(manifestPath, $"The solution describes no control {name}: {target}/ControlManifest.xml.data.xml is missing.");
            return;
        }
        model.Source.Place($"{target}/ControlManifest.xml", manifestPath);
        foreach (var path in ControlManifest.Files(control))
        {
            var physical = Path.Combine(folder, path);
            if (File.Exists(physical)) model.Source.Place($"{target}/{path}", physical);
        }
    }
}
