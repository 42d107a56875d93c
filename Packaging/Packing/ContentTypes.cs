using System.Xml.Linq;

namespace CaseTime.Packaging.Packing;

/// <summary>[Content_Types].xml, the package part that names the type of every other one.</summary>
internal static class ContentTypes
{
    public const string Path = "[Content_Types].xml";

    private static readonly XNamespace s_namespace = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static XDocument For(IEnumerable<string> paths)
    {
        var types = new XElement(s_namespace + "Types");
        var extensions = new SortedSet<string>(StringComparer.Ordinal);
        var bare = new List<string>();
        foreach (var path in paths)
        {
            // Packed web resources have no extension; the package format wants each of them by name.
            if (System.IO.Path.GetExtension(path) is { Length: > 1 } extension) extensions.Add(extension[1..]);
            else bare.Add(path);
        }
        types.Add(extensions.Select(extension => new XElement(s_namespace + "Default",
            new XAttribute("Extension", extension), new XAttribute("ContentType", extension == "xml" ? "text/xml" : "application/octet-stream"))));
        types.Add(bare.Select(path => new XElement(s_namespace + "Override",
            new XAttribute("PartName", "/" + path), new XAttribute("ContentType", "application/octet-stream"))));
        return new XDocument(types);
    }
}
