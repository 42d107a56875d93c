using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Views (savedquery).</summary>
internal sealed class ViewImporter : IComponentImporter
{
    public string Container => "Entities";

    public void Import(ImportRun run)
    {
        foreach (var (table, element) in TableParts.Of(run, "SavedQueries", "savedquery"))
            run.Import(ComponentType.View, $"{table}: {element.LocalizedName()}", () => ImportView(run, table, element));
    }

    private static void ImportView(ImportRun run, string table, XElement element)
    {
        var fetch = element.Element("fetchxml")?.Elements().FirstOrDefault() ?? throw XmlReading.Invalid("the view has no fetchxml");
        var layout = element.Element("layoutxml")?.Elements().FirstOrDefault();
        if ((string?)fetch.Element("entity")?.Attribute("name") != table)
            throw XmlReading.Invalid($"the view's fetchxml does not read the table '{table}'");
        run.PutRow(ComponentType.View, new Entity("savedquery", element.Id("savedqueryid"))
        {
            ["name"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["returnedtypecode"] = table,
            ["querytype"] = element.Number("querytype"),
            ["isdefault"] = element.Flag("isdefault"),
            ["isquickfindquery"] = element.Flag("isquickfindquery"),
            ["isuserdefined"] = false,
            ["canbedeleted"] = element.Flag("CanBeDeleted", ifMissing: true),
            ["iscustomizable"] = element.Flag("IsCustomizable", ifMissing: true),
            ["description"] = element.Element("Descriptions").Labels("Description").In(Metadata.Labels.English),
            ["fetchxml"] = TableParts.Xml(fetch),
            ["layoutxml"] = layout is null ? null : TableParts.Xml(layout),
        });
    }
}
