using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Views: their table, the columns of layout and fetch, one default per type.</summary>
internal static class ViewCheck
{
    private const string QuickFind = "4";

    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var table in model.Tables)
        {
            var defaults = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in table.Views)
            {
                var view = file.Root.Element("savedquery");
                if (file.Root.Name.LocalName != "savedqueries" || view is null)
                {
                    findings.Add(file.Path, file.Root, "A view file has the root element savedqueries with one savedquery.");
                    continue;
                }
                CheckView(model, table, file, view, findings);
                var type = (string?)view.Element("querytype") ?? "";
                if ((string?)view.Element("isdefault") == "1" && !defaults.Add(type))
                    findings.Add(file.Path, view.Element("isdefault"), $"The table {table.LogicalName} has two default views of type {type}.");
                if ((type == QuickFind) != ((string?)view.Element("isquickfindquery") == "1"))
                    findings.Add(file.Path, view, "querytype 4 and isquickfindquery 1 go together.");
            }
        }
    }

    private static void CheckView(SolutionModel model, TableSource table, XmlFile file, XElement view, Findings findings)
    {
        var entity = view.Element("fetchxml")?.Element("fetch")?.Element("entity");
        var row = view.Element("layoutxml")?.Element("grid")?.Element("row");
        if (entity is null || row is null)
        {
            findings.Add(file.Path, view, "A view needs layoutxml/grid/row and fetchxml/fetch/entity.");
            return;
        }
        if ((string?)entity.Attribute("name") != table.LogicalName)
            findings.Add(file.Path, entity, $"This view lies in the folder of {table.LogicalName}, but reads {(string?)entity.Attribute("name")}.");
        CheckEntity(model, file, entity, findings);

        foreach (var name in row.Elements("cell").Attributes("name").Append(row.Attribute("id")).Append(row.Parent!.Attribute("jump")).OfType<XAttribute>())
        {
            // A cell of a linked table is named alias.column; the fetch's own check covers it.
            if (!name.Value.Contains('.', StringComparison.Ordinal)) ColumnReferences.Check(model, table.LogicalName, name.Value, file.Path, name, findings);
        }
    }

    private static void CheckEntity(SolutionModel model, XmlFile file, XElement entity, Findings findings)
    {
        var table = (string?)entity.Attribute("name") ?? "";
        foreach (var attribute in entity.Elements("attribute").Attributes("name")
            .Concat(entity.Elements("order").Attributes("attribute"))
            .Concat(entity.Elements("filter").DescendantsAndSelf("condition").Attributes("attribute")))
        {
            ColumnReferences.Check(model, table, attribute.Value, file.Path, attribute, findings);
        }
        foreach (var link in entity.Elements("link-entity"))
        {
            if (link.Attribute("from") is { } from) ColumnReferences.Check(model, (string?)link.Attribute("name") ?? "", from.Value, file.Path, from, findings);
            if (link.Attribute("to") is { } to) ColumnReferences.Check(model, table, to.Value, file.Path, to, findings);
            CheckEntity(model, file, link, findings);
        }
    }
}
