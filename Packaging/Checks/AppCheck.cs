using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Apps and site maps: what they show is in the solution, and every entry leads somewhere.</summary>
internal static class AppCheck
{
    private const string Resource = "$webresource:";

    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var map in model.Components(ComponentKind.SiteMap)) CheckSiteMap(model, map, findings);
        foreach (var app in model.Components(ComponentKind.App)) CheckApp(model, app, findings);
    }

    private static void CheckSiteMap(SolutionModel model, XmlFile file, Findings findings)
    {
        if (file.Root.Element("SiteMap") is not { } map)
        {
            findings.Add(file.Path, file.Root, "The element SiteMap is missing.");
            return;
        }
        var resources = Keys(model, ComponentKind.WebResource);
        var dashboards = Keys(model, ComponentKind.Dashboard);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in map.Descendants().Where(element => element.Name.LocalName is "Area" or "Group" or "SubArea"))
        {
            if (part.Attribute("Id") is not { Value.Length: > 0 } id)
                findings.Add(file.Path, part, $"This {part.Name.LocalName} has no Id.");
            else if (!ids.Add(id.Value))
                findings.Add(file.Path, part, $"The Id {id.Value} is used twice.");
        }
        foreach (var entry in map.Descendants("SubArea"))
        {
            if (entry.Attribute("Entity") is null && entry.Attribute("Url") is null)
                findings.Add(file.Path, entry, "This SubArea leads nowhere: it has no Entity and no Url.");
            foreach (var table in entry.Attributes("Entity").Concat(entry.Elements("Privilege").Attributes("Entity")).Where(table => IsOurs(model, table.Value) && model.Table(table.Value) is null))
                findings.Add(file.Path, table, $"The solution describes no table {table.Value}.");
            if (entry.Attribute("DefaultDashboard") is { } dashboard && !dashboards.Contains(ComponentKind.Id(dashboard.Value)))
                findings.Add(file.Path, dashboard, $"The solution has no dashboard {dashboard.Value}.");
            foreach (var attribute in entry.Attributes().Where(attribute => attribute.Value.StartsWith(Resource, StringComparison.Ordinal)))
            {
                var name = attribute.Value[Resource.Length..];
                if (IsOurs(model, name) && !resources.Contains(name))
                    findings.Add(file.Path, attribute, $"The solution has no web resource {name}.");
            }
        }
    }

    private static void CheckApp(SolutionModel model, XmlFile file, Findings findings)
    {
        var icons = model.Components(ComponentKind.WebResource).Select(resource => ComponentKind.Id((string?)resource.Root.Element("WebResourceId"))).ToHashSet(StringComparer.Ordinal);
        if (file.Root.Element("WebResourceId") is { } icon && !icons.Contains(ComponentKind.Id(icon.Value)))
            findings.Add(file.Path, icon, $"The solution has no web resource with the id {icon.Value} for the app's icon.");

        var parts = file.Root.Element("AppModuleComponents")?.Elements("AppModuleComponent").ToList() ?? [];
        if (!parts.Any(part => (string?)part.Attribute("type") == "62"))
            findings.Add(file.Path, file.Root, "The app shows no site map.");
        foreach (var part in parts) CheckPart(model, file, part, findings);

        var roles = Keys(model, ComponentKind.Role);
        var mapped = file.Root.Element("AppModuleRoleMaps")?.Elements("Role").ToList() ?? [];
        if (mapped.Count == 0)
            findings.Add(file.Path, file.Root, "No role may open the app.");
        foreach (var role in mapped.Where(role => !roles.Contains(ComponentKind.Id((string?)role.Attribute("id")))))
            findings.Add(file.Path, role, $"The solution has no role {(string?)role.Attribute("id")}.");
    }

    private static void CheckPart(SolutionModel model, XmlFile file, XElement part, Findings findings)
    {
        var (name, id) = ((string?)part.Attribute("schemaName"), ComponentKind.Id((string?)part.Attribute("id")));
        var isThere = (string?)part.Attribute("type") switch
        {
            "1" => model.Table(name) is not null,
            "26" => HasPart(model, table => table.Views, "savedqueryid", id),
            "59" => HasPart(model, table => table.Charts, "savedqueryvisualizationid", id),
            "60" => Keys(model, ComponentKind.Dashboard).Contains(id) || HasPart(model, table => table.Forms.Select(form => form.File), "formid", id),
            "62" => Keys(model, ComponentKind.SiteMap).Contains(name),
            _ => false,
        };
        if (!isThere)
            findings.Add(file.Path, part, $"The solution has no component {name ?? id} of type {(string?)part.Attribute("type")} that the app could show.");
    }

    private static bool HasPart(SolutionModel model, Func<TableSource, IEnumerable<XmlFile>> files, string element, string? id) =>
        model.Tables.SelectMany(files).Any(file => file.Root.DescendantsAndSelf().Elements(element).Any(found => ComponentKind.Id(found.Value) == id));

    private static HashSet<string?> Keys(SolutionModel model, ComponentKind kind) => model.Components(kind).Select(component => kind.Key(component.Root)).ToHashSet(StringComparer.Ordinal);

    private static bool IsOurs(SolutionModel model, string name) => name.StartsWith(model.Prefix + "_", StringComparison.Ordinal);
}
