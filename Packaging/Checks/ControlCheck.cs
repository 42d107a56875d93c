using System.Xml.Linq;
using CaseTime.Packaging.Packing;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Code components: manifest, bundle and strings are all there, nothing else is, and the name is the one that the manifest makes.</summary>
internal static class ControlCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var file in model.Components(ComponentKind.Control)) CheckControl(model, file, findings);

        var described = model.Components(ComponentKind.Control).Select(file => file.File.Segments[1]).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in model.Source.Under(ComponentKind.Control.Folder).Select(file => file.Segments[1]).Distinct().Where(folder => !described.Contains(folder)))
            findings.Add($"{ComponentKind.Control.Folder}/{folder}", "ControlManifest.xml.data.xml is missing.");
    }

    private static void CheckControl(SolutionModel model, XmlFile file, Findings findings)
    {
        var name = ComponentKind.Control.Key(file.Root)!;
        var folder = $"{ComponentKind.Control.Folder}/{name}";
        if (file.File.Folder != folder)
            findings.Add(file.Path, file.Root.Element("Name"), $"The control {name} must lie in {folder}.");
        if (!name.StartsWith(model.Prefix + "_", StringComparison.Ordinal))
            findings.Add(file.Path, file.Root.Element("Name"), $"The control's name must start with the publisher's prefix {model.Prefix}_.");
        if ((string?)file.Root.Element("FileName") != $"/{folder}/ControlManifest.xml")
            findings.Add(file.Path, file.Root.Element("FileName") ?? file.Root, $"FileName must be /{folder}/ControlManifest.xml.");
        if (model.Source.Find($"{file.File.Folder}/ControlManifest.xml") is not { } manifestFile)
        {
            findings.Add(file.Path, file.Root, "The built ControlManifest.xml is missing; build the control and pass its folder with --control.");
            return;
        }
        if (XmlFile.Load(manifestFile, findings) is not { } manifest) return;
        if (manifest.Root.Element("control") is not { } control)
        {
            findings.Add(manifest.Path, manifest.Root, "The manifest has no control element.");
            return;
        }
        CheckManifest(model, file, manifest, control, name, findings);
    }

    private static void CheckManifest(SolutionModel model, XmlFile file, XmlFile manifest, XElement control, string name, Findings findings)
    {
        var expected = $"{model.Prefix}_{(string?)control.Attribute("namespace")}.{(string?)control.Attribute("constructor")}";
        if (name != expected)
            findings.Add(manifest.Path, control, $"Namespace and constructor make the name {expected}, but the solution calls the control {name}.");
        if (control.Attribute("version") is null)
            findings.Add(manifest.Path, control, "The control has no version.");

        var named = ControlManifest.Files(control).ToHashSet(StringComparer.Ordinal);
        if (!named.Any(path => path.EndsWith(".js", StringComparison.Ordinal)))
            findings.Add(manifest.Path, control, "The manifest names no code; this is the manifest of the sources, not of the build.");
        foreach (var path in named.Where(path => model.Source.Find($"{file.File.Folder}/{path}") is null))
            findings.Add(manifest.Path, control, $"The manifest names {path}, which is missing.");
        foreach (var stray in model.Source.Under(file.File.Folder).Select(found => found.Path[(file.File.Folder.Length + 1)..])
            .Where(path => path is not ("ControlManifest.xml" or "ControlManifest.xml.data.xml") && !named.Contains(path)))
            findings.Add($"{file.File.Folder}/{stray}", "The control's manifest does not name this file.");
    }
}
