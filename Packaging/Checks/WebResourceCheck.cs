using System.Globalization;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Web resources: file and description lie together, and name, type and packed file name agree.</summary>
internal static class WebResourceCheck
{
    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "1",
        [".htm"] = "1",
        [".css"] = "2",
        [".js"] = "3",
        [".xml"] = "4",
        [".png"] = "5",
        [".jpg"] = "6",
        [".gif"] = "7",
        [".xsl"] = "9",
        [".ico"] = "10",
        [".svg"] = "11",
        [".resx"] = "12",
    };

    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var file in model.Components(ComponentKind.WebResource))
        {
            var path = file.Path[..^".data.xml".Length];
            var name = path[(ComponentKind.WebResource.Folder.Length + 1)..];
            if (model.Source.Find(path) is null)
                findings.Add(file.Path, file.Root, $"The web resource {path} itself is missing.");
            if (ComponentKind.WebResource.Key(file.Root) != name)
                findings.Add(file.Path, file.Root.Element("Name"), $"Name must be {name}, where this file lies.");
            if ((string?)file.Root.Element("FileName") != PackedName(file))
                findings.Add(file.Path, file.Root.Element("FileName") ?? file.Root, $"FileName must be {PackedName(file)}.");
            if (s_types.GetValueOrDefault(Path.GetExtension(name)) is { } type && (string?)file.Root.Element("WebResourceType") != type)
                findings.Add(file.Path, file.Root.Element("WebResourceType") ?? file.Root, $"WebResourceType of {Path.GetExtension(name)} is {type}.");
            if (name.EndsWith(".resx", StringComparison.Ordinal) && !int.TryParse((string?)file.Root.Element("LanguageCode"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                findings.Add(file.Path, file.Root, "A resx needs a LanguageCode.");
        }
    }

    /// <summary>The name of the file inside the zip: the resource's name without separators, and its id.</summary>
    private static string PackedName(XmlFile file)
    {
        var name = ComponentKind.WebResource.Key(file.Root)!.Replace("/", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var id = ComponentKind.Id((string?)file.Root.Element("WebResourceId")) ?? "";
        return $"/WebResources/{name}{id.ToUpperInvariant()}";
    }
}
