using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Export;

/// <summary>Apps and their site maps as elements of customizations.xml.</summary>
internal static class AppXml
{
    public static XElement SiteMap(Entity map) => new("AppModuleSiteMap",
        new XElement("SiteMapUniqueName", map.GetAttributeValue<string>("sitemapnameunique")),
        Flag(map, "EnableCollapsibleGroups", "enablecollapsiblegroups"),
        Flag(map, "ShowHome", "showhome"),
        Flag(map, "ShowPinned", "showpinned"),
        Flag(map, "ShowRecents", "showrecents"),
        RowXml.Parsed(map, "sitemapxml", "sitemapname"),
        RowXml.Names(map, "sitemapname"));

    public static XElement App(RequestScope scope, Entity app) => new("AppModule",
        new XElement("UniqueName", app.GetAttributeValue<string>("uniquename")),
        new XElement("WebResourceId", app.GetAttributeValue<Guid?>("webresourceid") ?? DefaultAppIcon.Id),
        new XElement("statecode", 0),
        new XElement("statuscode", 1),
        new XElement("FormFactor", app.GetAttributeValue<int?>("formfactor") ?? 1),
        new XElement("ClientType", app.GetAttributeValue<int?>("clienttype") ?? 4),
        new XElement("NavigationType", app.GetAttributeValue<OptionSetValue>("navigationtype")?.Value ?? 0),
        new XElement("AppModuleComponents", scope.Rows.Where("appmodulecomponent", "appmoduleid", app.ToEntityReference())
            .OrderBy(part => part.GetAttributeValue<int>("componenttype")).ThenBy(part => part.Id).Select(Part)),
        new XElement("AppModuleRoleMaps", scope.Rows.Where("appmoduleroles", "appmoduleid", app.ToEntityReference())
            .Select(map => RoleTemplates.IdInSolutions(map.GetAttributeValue<EntityReference>("roleid")!.Id)).Order().Select(role => new XElement("Role", new XAttribute("id", RowXml.Braced(role))))),
        RowXml.Names(app, "name"),
        app.GetAttributeValue<string>("description") is not { Length: > 0 } description ? null
            : new XElement("Descriptions", new XElement("Description", new XAttribute("description", description), new XAttribute("languagecode", Metadata.Labels.English))));

    private static XElement Part(Entity part)
    {
        var type = part.GetAttributeValue<int>("componenttype");
        return new XElement("AppModuleComponent",
            new XAttribute("type", type.ToString(CultureInfo.InvariantCulture)),
            part.GetAttributeValue<string>("schemaname") is { Length: > 0 } name
                ? new XAttribute("schemaName", name)
                : new XAttribute("id", RowXml.Braced(part.GetAttributeValue<Guid>("objectid"))));
    }

    private static XElement Flag(Entity row, string element, string column) => new(element, row.GetAttributeValue<bool?>(column) == true ? "True" : "False");
}
