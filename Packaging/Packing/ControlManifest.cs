using System.Xml.Linq;

namespace CaseTime.Packaging.Packing;

/// <summary>The built manifest of a code component.</summary>
public static class ControlManifest
{
    /// <summary>Paths, relative to the manifest, of every file that the control consists of beside the manifest.</summary>
    /// <param name="control">The control element.</param>
    public static IEnumerable<string> Files(XElement control) =>
        (control.Element("resources")?.Elements() ?? [])
            .Where(resource => resource.Name.LocalName is "code" or "css" or "resx" or "img" or "html")
            .Select(resource => (string?)resource.Attribute("path"))
            .OfType<string>();
}
