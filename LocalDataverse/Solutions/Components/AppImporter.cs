using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Model-driven apps: what they show (appmodulecomponent) and whom (appmoduleroles).</summary>
internal sealed class AppImporter : IComponentImporter
{
    public string Container => "AppModules";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "AppModule"))
            run.Import(ComponentType.App, element.Text("UniqueName"), () => ImportApp(run, element, element.Text("UniqueName")));
    }

    private static void ImportApp(ImportRun run, XElement element, string name)
    {
        if (element.DescendantsAndSelf().Attributes("solutionaction").Any())
            throw new DataverseException(SolutionErrorCode.InvalidFile, "apps that are the difference to another solution's app (solutionaction) are not supported here");
        var id = NameBasedGuid.Of("appmodule", name);
        run.PutRow(ComponentType.App, new Entity("appmodule", id)
        {
            ["name"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["description"] = element.Element("Descriptions").Labels("Description").In(Labels.English),
            ["uniquename"] = name,
            ["clienttype"] = element.OptionalNumber("ClientType"),
            ["formfactor"] = element.OptionalNumber("FormFactor"),
            ["navigationtype"] = new OptionSetValue(element.OptionalNumber("NavigationType") ?? 0),
            ["webresourceid"] = Icon(element),
        }, name);
        Replace(run, id, "appmodulecomponent", (element.Element("AppModuleComponents")?.Elements("AppModuleComponent") ?? []).Select(part => Part(run, id, part)));
        Replace(run, id, "appmoduleroles", (element.Element("AppModuleRoleMaps")?.Elements("Role") ?? []).Select(role => Role(run, id, role)));
    }

    private static Guid? Icon(XElement element) =>
        element.OptionalText("WebResourceId") is { } text && XmlReading.ParseId(text, "WebResourceId") is var icon && icon != DefaultAppIcon.Id ? icon : null;

    private static Entity Part(ImportRun run, Guid app, XElement part)
    {
        var type = XmlReading.ParseNumber(part.Attributed("type"), "AppModuleComponent/@type");
        var name = (string?)part.Attribute("schemaName");
        var key = name is null ? ComponentKey.OfRow(type, XmlReading.ParseId(part.Attributed("id"), "AppModuleComponent/@id"))
            : new ComponentKey(type, type == ComponentType.Table ? name.ToLowerInvariant() : name);
        var component = new ComponentFinder(run.Scope).Find(key)
            ?? throw new DataverseException(SolutionErrorCode.MissingComponent, $"it shows the {ComponentType.NameOf(type)} '{key.Name}', which does not exist");
        return new Entity("appmodulecomponent", NameBasedGuid.Of("appmodulecomponent", string.Create(CultureInfo.InvariantCulture, $"{app}|{type}|{key.Name}")))
        {
            ["appmoduleid"] = new EntityReference("appmodule", app),
            ["componenttype"] = type,
            ["objectid"] = component.ObjectId,
            ["schemaname"] = name is null ? null : key.Name,
        };
    }

    private static Entity Role(ImportRun run, Guid app, XElement element)
    {
        var id = RoleTemplates.RoleOf(XmlReading.ParseId(element.Attributed("id"), "Role/@id"));
        if (!run.Scope.Rows.Exists("role", id))
            throw new DataverseException(SolutionErrorCode.Role, $"it is for the role {id}, which does not exist");
        return new Entity("appmoduleroles", NameBasedGuid.Of("appmoduleroles", $"{app}|{id}"))
        {
            ["appmoduleid"] = new EntityReference("appmodule", app),
            ["roleid"] = new EntityReference("role", id),
        };
    }

    /// <summary>The rows of a table that belong to the app are those given and no others.</summary>
    private static void Replace(ImportRun run, Guid app, string table, IEnumerable<Entity> rows)
    {
        var current = new HashSet<Guid>();
        foreach (var row in rows)
        {
            current.Add(row.Id);
            run.PutPart(row);
        }

        foreach (var former in run.Scope.Rows.Where(table, "appmoduleid", new EntityReference("appmodule", app), "appmoduleid").Where(row => !current.Contains(row.Id)))
            run.Scope.Rows.Delete(table, former.Id);
    }
}
