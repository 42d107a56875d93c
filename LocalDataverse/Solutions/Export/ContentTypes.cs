using System.Xml.Linq;

namespace LocalDataverse.Solutions.Export;

/// <summary>[Content_Types].xml: the package's list of file endings.</summary>
internal static class ContentTypes
{
    private static readonly XNamespace s_types = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static XElement Of(IEnumerable<string> files) => new(s_types + "Types",
        files.Select(file => Path.GetExtension(file).TrimStart('.')).Append("xml").Where(ending => ending.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .Select(ending => new XElement(s_types + "Default", new XAttribute("Extension", ending), new XAttribute("ContentType", ending == "xml" ? "text/xml" : "application/octet-stream"))),
        files.Where(file => Path.GetExtension(file).Length == 0)
            .Select(file => new XElement(s_types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet-stream"))));
}
