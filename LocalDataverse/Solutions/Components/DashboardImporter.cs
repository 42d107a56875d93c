using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Dashboards: systemform rows of no table.</summary>
internal sealed class DashboardImporter : IComponentImporter
{
    private const int Dashboard = 0;

    public string Container => "Dashboards";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "Dashboard"))
            run.Import(ComponentType.Form, element.LocalizedName(), () => ImportDashboard(run, element));
    }

    private static void ImportDashboard(ImportRun run, XElement element)
    {
        var form = element.Element("FormXml")?.Element("forms")?.Element("form") ?? throw XmlReading.Invalid("the dashboard has no <form>");
        var xml = TableParts.Xml(form);
        run.PutRow(ComponentType.Form, new Entity("systemform", element.Id("FormId"))
        {
            ["name"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["objecttypecode"] = "none",
            ["type"] = new OptionSetValue(Dashboard),
            ["formactivationstate"] = new OptionSetValue(1),
            ["isdefault"] = element.Flag("IsDefault"),
            ["iscustomizable"] = element.Flag("IsCustomizable", ifMissing: true),
            ["canbedeleted"] = true,
            ["formxml"] = xml,
        });
    }
}
