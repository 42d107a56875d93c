using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Index and bodies name the same relationships, and each body's column exists.</summary>
internal static class RelationshipCheck
{
    private const string IndexPath = "Other/Relationships.xml";

    public static void Run(SolutionModel model, Findings findings)
    {
        var index = new HashSet<string>(StringComparer.Ordinal);
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in model.RelationshipFiles)
        {
            foreach (var body in file.Root.Elements("EntityRelationship"))
            {
                var name = (string?)body.Attribute("Name") ?? "";
                if (!bodies.Add(name)) findings.Add(file.Path, body, $"The relationship {name} is described twice.");
                CheckColumn(model, file, body, findings);
            }
        }
        foreach (var entry in model.RelationshipIndex?.Root.Elements("EntityRelationship") ?? [])
        {
            var name = (string?)entry.Attribute("Name") ?? "";
            if (!index.Add(name)) findings.Add(IndexPath, entry, $"The relationship {name} is listed twice.");
            if (!bodies.Contains(name)) findings.Add(IndexPath, entry, $"No file of Other/Relationships describes {name}; SolutionPackager would pack an empty relationship.");
        }
        foreach (var file in model.RelationshipFiles)
        {
            foreach (var body in file.Root.Elements("EntityRelationship").Where(body => !index.Contains((string?)body.Attribute("Name") ?? "")))
                findings.Add(file.Path, body, $"{IndexPath} does not list {(string?)body.Attribute("Name")}, so SolutionPackager would drop it.");
        }
    }

    private static void CheckColumn(SolutionModel model, XmlFile file, XElement body, Findings findings)
    {
        var column = body.Element("ReferencingAttributeName");
        if ((string?)body.Element("EntityRelationshipType") != "OneToMany" || column is null) return;
        var table = model.Table(((string?)body.Element("ReferencingEntityName"))?.ToLowerInvariant());
        if (table is not null && !table.HasColumn(column.Value.ToLowerInvariant()))
            findings.Add(file.Path, column, $"The table {table.LogicalName} has no column {column.Value}.");
    }
}
