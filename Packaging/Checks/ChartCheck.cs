using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Charts: their table, the columns they sum and group by, and that axis and number are of their query.</summary>
internal static class ChartCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var table in model.Tables)
        {
            foreach (var file in table.Charts) CheckChart(model, table, file, findings);
        }
    }

    private static void CheckChart(SolutionModel model, TableSource table, XmlFile file, Findings findings)
    {
        var definition = file.Root.Element("datadescription")?.Element("datadefinition");
        if (file.Root.Name.LocalName != "visualization" || definition?.Element("fetchcollection")?.Element("fetch")?.Element("entity") is not { } entity)
        {
            findings.Add(file.Path, file.Root, "A chart file has the root element visualization with datadescription/datadefinition/fetchcollection/fetch/entity.");
            return;
        }
        if ((string?)entity.Attribute("name") != table.LogicalName)
            findings.Add(file.Path, entity, $"The chart reads {(string?)entity.Attribute("name")}, but lies with the table {table.LogicalName}.");
        foreach (var column in entity.Elements("attribute").Attributes("name"))
            ColumnReferences.Check(model, table.LogicalName, column.Value, file.Path, column, findings);

        var aliases = entity.Elements("attribute").Select(column => (string?)column.Attribute("alias")).ToHashSet(StringComparer.Ordinal);
        foreach (var alias in definition.Descendants().Where(element => element.Name.LocalName is "category" or "measure" or "order").Attributes("alias").Where(alias => !aliases.Contains(alias.Value)))
            findings.Add(file.Path, alias, $"The chart's query has no column with the alias {alias.Value}.");
        if (!definition.Descendants("measure").Any())
            findings.Add(file.Path, definition, "The chart shows no number: it has no measure.");
        if (file.Root.Element("presentationdescription")?.Element("Chart") is null)
            findings.Add(file.Path, file.Root, "presentationdescription/Chart is missing.");
    }
}
