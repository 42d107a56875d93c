using System.Xml.Linq;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Site maps of apps: areas, groups and entries.</summary>
internal sealed class SiteMapImporter : IComponentImporter
{
    public string Container => "AppModuleSiteMaps";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "AppModuleSiteMap"))
            run.Import(ComponentType.SiteMap, element.Text("SiteMapUniqueName"), () => ImportSiteMap(run, element, element.Text("SiteMapUniqueName")));
    }

    private static void ImportSiteMap(ImportRun run, XElement element, string name)
    {
        var map = element.Element("SiteMap") ?? throw XmlReading.Invalid("the site map has no <SiteMap>");
        var xml = TableParts.Xml(map);
        var finder = new ComponentFinder(run.Scope);
        foreach (var key in XmlReferences.Of(xml, null).Where(key => finder.Find(key) is null))
            throw new DataverseException(SolutionErrorCode.MissingComponent, $"an entry names the {ComponentType.NameOf(key.Type)} '{key.Name}', which does not exist");

        run.PutRow(ComponentType.SiteMap, new Entity("sitemap", NameBasedGuid.Of("sitemap", name))
        {
            ["sitemapname"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["sitemapnameunique"] = name,
            ["isappaware"] = true,
            ["enablecollapsiblegroups"] = element.Flag("EnableCollapsibleGroups"),
            ["showhome"] = element.Flag("ShowHome", ifMissing: true),
            ["showpinned"] = element.Flag("ShowPinned", ifMissing: true),
            ["showrecents"] = element.Flag("ShowRecents", ifMissing: true),
            ["sitemapxml"] = xml,
        }, name);
    }
}
