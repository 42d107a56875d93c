using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Charts (savedqueryvisualization).</summary>
internal sealed class ChartImporter : IComponentImporter
{
    public string Container => "Entities";

    public void Import(ImportRun run)
    {
        foreach (var (table, element) in TableParts.Of(run, "Visualizations", "visualization"))
            run.Import(ComponentType.Chart, $"{table}: {element.LocalizedName()}", () => ImportChart(run, table, element));
    }

    private static void ImportChart(ImportRun run, string table, XElement element) =>
        run.PutRow(ComponentType.Chart, new Entity("savedqueryvisualization", element.Id("savedqueryvisualizationid"))
        {
            ["name"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["primaryentitytypecode"] = table,
            ["isdefault"] = element.Flag("isdefault"),
            ["datadescription"] = Inner(element, "datadescription"),
            ["presentationdescription"] = Inner(element, "presentationdescription"),
        });

    private static string Inner(XElement element, string name) =>
        TableParts.Xml(element.Element(name)?.Elements().FirstOrDefault() ?? throw XmlReading.Invalid($"the chart has no {name}"));
}
