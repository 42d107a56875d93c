using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Pipeline;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Export;

/// <summary>Component rows as elements of customizations.xml: forms, dashboards, views, charts, web resources, roles.</summary>
/// <param name="scope">The transaction.</param>
/// <param name="version">IntroducedVersion of what has none.</param>
internal sealed class RowXml(RequestScope scope, string version)
{
    private static readonly XNamespace s_none = XNamespace.None;

    /// <summary>The value of forms/@type.</summary>
    public static string FormGroup(Entity form) => form.GetAttributeValue<OptionSetValue>("type")?.Value switch
    {
        2 => "main",
        6 => "quick",
        7 => "quickCreate",
        11 => "card",
        var other => throw new DataverseException(SolutionErrorCode.Generic, $"The form '{form.GetAttributeValue<string>("name")}' can't be exported: forms of the type {other} are not supported here."),
    };

    public XElement Form(Entity form) => new("systemform",
        new XElement("formid", Braced(form.Id)),
        new XElement("IntroducedVersion", version),
        new XElement("FormPresentation", form.GetAttributeValue<int?>("formpresentation") ?? 1),
        new XElement("FormActivationState", form.GetAttributeValue<OptionSetValue>("formactivationstate")?.Value ?? 1),
        Parsed(form, "formxml"),
        Customizable(form),
        Flag(form, "CanBeDeleted", "canbedeleted"),
        Names(form));

    public XElement Dashboard(Entity form) => new("Dashboard",
        Names(form),
        new XElement("FormId", Braced(form.Id)),
        Customizable(form),
        Flag(form, "IsDefault", "isdefault", ifMissing: false),
        new XElement("FormXml", new XElement("forms", new XAttribute("type", "dashboard"), Parsed(form, "formxml"))),
        new XElement("IntroducedVersion", version));

    public XElement View(Entity view) => new("savedquery",
        Customizable(view),
        Flag(view, "CanBeDeleted", "canbedeleted"),
        Flag(view, "isquickfindquery", "isquickfindquery", ifMissing: false),
        new XElement("isprivate", 0),
        Flag(view, "isdefault", "isdefault", ifMissing: false),
        new XElement("savedqueryid", Braced(view.Id)),
        view.Contains("layoutxml") ? new XElement("layoutxml", Parsed(view, "layoutxml")) : null,
        new XElement("querytype", view.GetAttributeValue<int?>("querytype") ?? 0),
        new XElement("fetchxml", Parsed(view, "fetchxml")),
        new XElement("IntroducedVersion", version),
        Names(view));

    public XElement Chart(Entity chart) => new("visualization",
        new XElement("savedqueryvisualizationid", Braced(chart.Id)),
        new XElement("datadescription", Parsed(chart, "datadescription")),
        new XElement("presentationdescription", Parsed(chart, "presentationdescription")),
        Flag(chart, "isdefault", "isdefault", ifMissing: false),
        new XElement("IntroducedVersion", version),
        Names(chart));

    public XElement WebResource(Entity resource, string file) => new("WebResource",
        new XElement("WebResourceId", Braced(resource.Id)),
        new XElement("Name", resource.GetAttributeValue<string>("name")),
        new XElement("DisplayName", resource.GetAttributeValue<string>("displayname")),
        Optional("Description", resource.GetAttributeValue<string>("description")),
        Optional("LanguageCode", resource.GetAttributeValue<int?>("languagecode")?.ToString(CultureInfo.InvariantCulture)),
        new XElement("WebResourceType", resource.GetAttributeValue<OptionSetValue>("webresourcetype")?.Value),
        new XElement("IntroducedVersion", version),
        Optional("DependencyXml", resource.GetAttributeValue<string>("dependencyxml")),
        Customizable(resource),
        Flag(resource, "IsHidden", "ishidden", ifMissing: false),
        new XElement("FileName", "/" + file));

    public XElement Role(Entity role) => new("Role",
        new XAttribute("id", Braced(role.Id)),
        new XAttribute("name", role.GetAttributeValue<string>("name") ?? ""),
        new XElement("IsCustomizable", 1),
        new XElement("RolePrivileges", scope.Rows.Where("roleprivileges", "roleid", role.Id, "privilegeid", "privilegedepthmask")
            .Select(grant => (
                Name: scope.Rows.Find("privilege", grant.GetAttributeValue<EntityReference>("privilegeid")!.Id, ["name"])!.GetAttributeValue<string>("name")!,
                Level: ((PrivilegeDepth)grant.GetAttributeValue<int>("privilegedepthmask")).ToString()))
            .OrderBy(grant => grant.Name, StringComparer.Ordinal)
            .Select(grant => new XElement("RolePrivilege", new XAttribute("name", grant.Name), new XAttribute("level", grant.Level)))));

    public static string Braced(Guid id) => id.ToString("B");

    /// <exception cref="DataverseException">The column is not well-formed XML.</exception>
    public static XElement Parsed(Entity row, string column, string nameColumn = "name")
    {
        try
        {
            return ForeignXml.Parse(row.GetAttributeValue<string>(column) ?? "");
        }
        catch (System.Xml.XmlException fault)
        {
            throw new DataverseException(SolutionErrorCode.NotWellFormed, $"'{row.GetAttributeValue<string>(nameColumn)}' can't be exported: its {column} is not well-formed XML ({fault.Message})", fault);
        }
    }

    /// <summary>The names in all languages, as they came in; else the name in the base language.</summary>
    public static XElement Names(Entity row, string nameColumn = "name") => row.GetAttributeValue<string>("localizednames") is { Length: > 0 } names ? XElement.Parse(names)
        : new XElement("LocalizedNames", new XElement("LocalizedName", new XAttribute("description", row.GetAttributeValue<string>(nameColumn) ?? ""), new XAttribute("languagecode", Metadata.Labels.English)));

    private static XElement Customizable(Entity row) => Flag(row, "IsCustomizable", "iscustomizable");

    private static XElement Flag(Entity row, string element, string column, bool ifMissing = true) => new(element, row.GetAttributeValue<bool?>(column) ?? ifMissing ? 1 : 0);

    private static XElement? Optional(string element, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(s_none + element, text);
}
