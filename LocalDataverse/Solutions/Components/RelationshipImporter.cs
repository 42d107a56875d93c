using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions.Components;

/// <summary>One-to-many relationships. Lookups get their targets here.</summary>
internal sealed class RelationshipImporter : IComponentImporter
{
    private static readonly string[] s_otherCascades = ["CascadeAssign", "CascadeReparent", "CascadeShare", "CascadeUnshare"];

    public string Container => "EntityRelationships";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "EntityRelationship"))
        {
            var name = element.Attributed("Name");
            run.Import(ComponentType.Relationship, name, () =>
            {
                run.Metadata.PutRelationship(Read(run, element, name));
                run.Include(ComponentType.Relationship, name);
            });
        }
        RefuseLookupsWithoutTarget(run);
    }

    private static RelationshipMetadata Read(ImportRun run, XElement element, string name)
    {
        if (element.OptionalText("EntityRelationshipType") is not "OneToMany")
            throw new DataverseException(SolutionErrorCode.InvalidFile, $"relationships of the type {element.OptionalText("EntityRelationshipType") ?? "(none)"} are not supported here");
        foreach (var cascade in s_otherCascades)
        {
            if ((element.OptionalText(cascade) ?? "NoCascade") != "NoCascade")
                throw new DataverseException(SolutionErrorCode.InvalidFile, $"{cascade} {element.Text(cascade)} is not supported here");
        }
        var parent = element.Text("ReferencedEntityName").ToLowerInvariant();
        var referenced = run.Metadata.Catalog.FindTable(parent)
            ?? throw new DataverseException(SolutionErrorCode.MissingDependencies, $"the table '{parent}' is not in the target system");
        var column = element.Text("ReferencingAttributeName");
        var roles = element.Element("EntityRelationshipRoles")?.Elements("EntityRelationshipRole").ToList() ?? [];
        return new RelationshipMetadata
        {
            SchemaName = name,
            ReferencedTable = parent,
            ReferencedColumn = referenced.PrimaryIdColumn,
            ReferencingTable = element.Text("ReferencingEntityName").ToLowerInvariant(),
            ReferencingColumn = column.ToLowerInvariant(),
            ReferencingNavigationProperty = Navigation(roles, "1") ?? column.ToLowerInvariant(),
            ReferencedNavigationProperty = Navigation(roles, "0") ?? name,
            CascadeDelete = element.Text("CascadeDelete") switch
            {
                "NoCascade" => CascadeDelete.NoCascade,
                "RemoveLink" => CascadeDelete.RemoveLink,
                "Restrict" => CascadeDelete.Restrict,
                "Cascade" => CascadeDelete.Cascade,
                var other => throw XmlReading.Invalid($"CascadeDelete {other} is unknown"),
            },
            Solution = run.Owner,
        };
    }

    private static string? Navigation(List<XElement> roles, string type) =>
        roles.FirstOrDefault(role => role.OptionalText("RelationshipRoleType") == type)?.OptionalText("NavigationPropertyName");

    private static void RefuseLookupsWithoutTarget(ImportRun run)
    {
        foreach (var table in run.Imported.Where(component => component.Type == ComponentType.Table).Select(component => run.Metadata.Catalog.Table(component.Key)).ToList())
        {
            if (table.Columns.Values.FirstOrDefault(column => column.IsLookup && column.Targets.Count == 0) is { } orphan)
                throw new DataverseException(SolutionErrorCode.InvalidFile, $"The column '{table.LogicalName}.{orphan.LogicalName}' can't be imported: no relationship of the solution says which table it points to.");
        }
    }
}
