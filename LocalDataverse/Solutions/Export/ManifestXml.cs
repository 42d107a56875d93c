using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Export;

/// <summary>solution.xml of an export.</summary>
internal static class ManifestXml
{
    private static readonly int[] s_roots =
    [
        ComponentType.Table, ComponentType.Choice, ComponentType.Role, ComponentType.WebResource, ComponentType.Control, ComponentType.PluginAssembly, ComponentType.Step,
        ComponentType.Form, ComponentType.View, ComponentType.Chart, ComponentType.SiteMap, ComponentType.App,
    ];

    public static XElement Write(RequestScope scope, Entity solution, bool managed, IReadOnlyList<(Component Component, int? Behavior)> components, IReadOnlyList<Dependency> missing)
    {
        var publisher = solution.GetAttributeValue<EntityReference>("publisherid") is { } reference ? scope.Rows.Find("publisher", reference.Id) : null;
        if (publisher is null)
            throw new DataverseException(SolutionErrorCode.Generic, $"The solution '{solution.GetAttributeValue<string>("uniquename")}' can't be exported: it has no publisher.");
        return new XElement("ImportExportXml",
            new XAttribute("version", "9.2.0.0"), new XAttribute("SolutionPackageVersion", "9.2"), new XAttribute("languagecode", Labels.English), new XAttribute("generatedBy", "CrmLive"),
            new XElement("SolutionManifest",
                new XElement("UniqueName", solution.GetAttributeValue<string>("uniquename")),
                Named("LocalizedNames", "LocalizedName", solution.GetAttributeValue<string>("friendlyname")),
                Named("Descriptions", "Description", solution.GetAttributeValue<string>("description")),
                new XElement("Version", solution.GetAttributeValue<string>("version") ?? "1.0.0.0"),
                new XElement("Managed", managed ? 1 : 0),
                new XElement("Publisher",
                    new XElement("UniqueName", publisher.GetAttributeValue<string>("uniquename")),
                    Named("LocalizedNames", "LocalizedName", publisher.GetAttributeValue<string>("friendlyname")),
                    Named("Descriptions", "Description", publisher.GetAttributeValue<string>("description")),
                    new XElement("CustomizationPrefix", publisher.GetAttributeValue<string>("customizationprefix")),
                    new XElement("CustomizationOptionValuePrefix", publisher.GetAttributeValue<int?>("customizationoptionvalueprefix") ?? 10000)),
                new XElement("RootComponents", Roots(scope, components)),
                new XElement("MissingDependencies", missing.Distinct().Select(dependency => Missing(scope, dependency)))));
    }

    private static IEnumerable<XElement> Roots(RequestScope scope, IReadOnlyList<(Component Component, int? Behavior)> components)
    {
        var roots = components.Where(listed => listed.Behavior is not null && s_roots.Contains(listed.Component.Key.Type)).ToList();
        var tables = roots.Where(root => root.Component.Key.Type == ComponentType.Table).Select(root => root.Component.Key.Name).ToHashSet(StringComparer.Ordinal);
        var shells = roots.Select(root => root.Component.Table).OfType<string>().Where(table => !tables.Contains(table)).Distinct(StringComparer.Ordinal);
        return shells.Select(table => Root(ComponentType.Table, table, null, 2))
            .Concat(roots.Select(root => root.Component.Key.Type switch
            {
                ComponentType.Table or ComponentType.Choice or ComponentType.WebResource or ComponentType.Control or ComponentType.SiteMap or ComponentType.App => Root(root.Component.Key.Type, root.Component.Key.Name, null, root.Behavior),
                ComponentType.PluginAssembly => Root(root.Component.Key.Type, FullName(scope, root.Component.ObjectId), root.Component.ObjectId, root.Behavior),
                _ => Root(root.Component.Key.Type, null, root.Component.ObjectId, root.Behavior),
            }));
    }

    private static XElement Root(int type, string? name, Guid? id, int? behavior) => new("RootComponent",
        new XAttribute("type", type),
        id is null ? null : new XAttribute("id", RowXml.Braced(id.Value)),
        name is null ? null : new XAttribute("schemaName", name),
        new XAttribute("behavior", behavior ?? 0));

    private static string FullName(RequestScope scope, Guid assembly)
    {
        var row = scope.Rows.Find("pluginassembly", assembly, ["name", "version", "culture", "publickeytoken"])!;
        return $"{row["name"]}, Version={row["version"]}, Culture={row["culture"]}, PublicKeyToken={row["publickeytoken"]}";
    }

    private static XElement Missing(RequestScope scope, Dependency dependency)
    {
        var solution = dependency.Required.Solution!;
        var version = SolutionRows.Find(scope, solution)?.GetAttributeValue<string>("version");
        return new XElement("MissingDependency",
            Reference(scope, "Required", dependency.Required, new XAttribute("solution", $"{solution} ({version})")),
            Reference(scope, "Dependent", dependency.Dependent, null));
    }

    private static XElement Reference(RequestScope scope, string name, Component component, XAttribute? solution)
    {
        var isMetadata = ComponentTables.Of(component.Key.Type) is null || ComponentTables.IsNamed(component.Key.Type);
        var schemaName = component.Key.Type == ComponentType.Column ? component.Key.Name.Split('.')[1] : component.Key.Name;
        return new XElement(name,
            new XAttribute("type", component.Key.Type),
            isMetadata ? new XAttribute("schemaName", schemaName) : new XAttribute("id", RowXml.Braced(component.ObjectId)),
            new XAttribute("displayName", component.Key.Type == ComponentType.Column ? schemaName : component.DisplayName),
            component.Table is null ? null : new XAttribute("parentSchemaName", component.Table),
            component.Table is null ? null : new XAttribute("parentDisplayName", scope.Metadata.FindTable(component.Table)?.DisplayName.In(Labels.English) ?? component.Table),
            solution);
    }

    private static XElement Named(string group, string item, string? text) => new(group,
        string.IsNullOrEmpty(text) ? null : new XElement(item, new XAttribute("description", text), new XAttribute("languagecode", Labels.English)));
}
