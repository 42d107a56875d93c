using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Entity.xml: the placeholders that make SolutionPackager pick up the files beside it, and the columns.</summary>
internal static class TableCheck
{
    private static readonly string[] s_generatedLookups =
        ["createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby", "owningbusinessunit", "owningteam", "owninguser", "organizationid"];

    public static void Run(SolutionModel model, Findings findings)
    {
        var choices = model.Components(ComponentKind.Choice).Select(ComponentKindKey).ToHashSet(StringComparer.Ordinal);
        foreach (var table in model.Tables)
        {
            CheckPlaceholders(table, findings);
            var columns = new HashSet<string>(StringComparer.Ordinal);
            foreach (var column in table.Columns) CheckColumn(model, table, column, columns, choices, findings);
            if (table.Definition is null)
                findings.Add(table.Entity.Path, table.Entity.Root, "EntityInfo/entity is missing.");
            else if ((string?)table.Definition.Attribute("Name") != table.SchemaName)
                findings.Add(table.Entity.Path, table.Definition, $"entity/@Name must be {table.SchemaName}, as Name says.");
            if (table.IsWhole && !columns.Contains(table.LogicalName + "id"))
                findings.Add(table.Entity.Path, table.Definition, $"The primary key {table.LogicalName}id is missing.");
        }
    }

    private static string ComponentKindKey(XmlFile file) => ComponentKind.Choice.Key(file.Root)!;

    private static void CheckPlaceholders(TableSource table, Findings findings)
    {
        Check("FormXml", table.Forms.Count > 0);
        Check("SavedQueries", table.Views.Count > 0);
        Check("Visualizations", table.Charts.Count > 0);
        Check("RibbonDiffXml", table.Ribbon is not null);

        void Check(string placeholder, bool hasFiles)
        {
            var node = table.Entity.Root.Element(placeholder);
            if (hasFiles && node is null)
                findings.Add(table.Entity.Path, table.Entity.Root, $"The placeholder <{placeholder} /> is missing, so SolutionPackager would drop the files that belong there.");
            if (node is { HasElements: true })
                findings.Add(table.Entity.Path, node, $"{placeholder} must be empty here; its content comes from the files beside Entity.xml.");
        }
    }

    private static void CheckColumn(SolutionModel model, TableSource table, XElement column, HashSet<string> seen, HashSet<string> choices, Findings findings)
    {
        var path = table.Entity.Path;
        var name = (string?)column.Element("LogicalName") ?? "";
        var physical = (string?)column.Attribute("PhysicalName") ?? "";
        if (!string.Equals(physical, name, StringComparison.OrdinalIgnoreCase) || name.Length == 0)
            findings.Add(path, column, $"PhysicalName {physical} and LogicalName {name} do not agree.");
        if (!seen.Add(name))
            findings.Add(path, column, $"The column {name} is described twice.");
        if (!table.IsWhole && !name.StartsWith(model.Prefix + "_", StringComparison.Ordinal))
            findings.Add(path, column, $"The column {name} of a table of another solution lacks our prefix {model.Prefix}_.");

        var type = (string?)column.Element("Type");
        if (type is "lookup" && !s_generatedLookups.Contains(name)
            && !model.Relationships.Any(relationship => IsLookupOf(relationship, table.SchemaName, name)))
            findings.Add(path, column, $"No relationship names the lookup {name} as ReferencingAttributeName, so it would have no target table.");
        if (type is "picklist" && column.Element("OptionSetName") is { } choice && choice.Value.StartsWith(model.Prefix + "_", StringComparison.Ordinal) && !choices.Contains(choice.Value))
            findings.Add(path, choice, $"There is no global choice {choice.Value} in the folder OptionSets.");
    }

    private static bool IsLookupOf(XElement relationship, string table, string column) =>
        string.Equals((string?)relationship.Element("ReferencingEntityName"), table, StringComparison.OrdinalIgnoreCase)
        && string.Equals((string?)relationship.Element("ReferencingAttributeName"), column, StringComparison.OrdinalIgnoreCase);
}
