using System.Globalization;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Every component has its RootComponent, every RootComponent its component, and tables the behaviour that fits their file.</summary>
internal static class RootComponentCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        var listed = new HashSet<(int Type, string Key)>();
        var behaviours = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var root in model.SolutionManifest.Element("RootComponents")?.Elements("RootComponent") ?? [])
        {
            var kind = ComponentKind.All.FirstOrDefault(kind => kind.RootType.ToString(CultureInfo.InvariantCulture) == (string?)root.Attribute("type"));
            if (kind is null)
            {
                findings.Add(model.Manifest.Path, root, $"Components of type {(string?)root.Attribute("type")} are not listed as RootComponent, or are not supported here.");
                continue;
            }
            var key = kind.KeyIsId ? ComponentKind.Id((string?)root.Attribute("id")) : (string?)root.Attribute("schemaName");
            if (key is null || !listed.Add((kind.RootType, key)))
            {
                findings.Add(model.Manifest.Path, root, key is null
                    ? $"This RootComponent names its component by {(kind.KeyIsId ? "id" : "schemaName")}, which is missing."
                    : $"The RootComponent {key} is listed twice.");
                continue;
            }
            if (kind == ComponentKind.Table) behaviours[key] = (string?)root.Attribute("behavior");
            if (!model.Components(kind).Any(component => kind.Key(component.Root) == key))
                findings.Add(model.Manifest.Path, root, $"There is no component {key} in the folder {kind.Folder} for this RootComponent.");
        }

        foreach (var kind in ComponentKind.All)
        {
            foreach (var component in model.Components(kind))
            {
                var key = kind.Key(component.Root)!;
                if (!listed.Contains((kind.RootType, key)))
                    findings.Add(component.Path, component.Root, $"Other/Solution.xml has no RootComponent of type {kind.RootType} for {key}.");
            }
        }

        foreach (var table in model.Tables)
        {
            if (!behaviours.TryGetValue(table.LogicalName, out var behaviour)) continue;
            if (!table.IsWhole && behaviour != "2")
                findings.Add(table.Entity.Path, table.Definition, "A table of which only columns are described needs behavior 2 in Other/Solution.xml; else the import overwrites the table's properties.");
            if (table.IsWhole && behaviour != "0")
                findings.Add(table.Entity.Path, table.Definition, "A table of our own needs behavior 0 in Other/Solution.xml.");
        }
    }
}
