using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Forms and dashboards: the columns, views, relationships, controls and libraries they name.</summary>
internal static class FormCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var table in model.Tables)
        {
            foreach (var form in table.Forms)
            {
                CheckFile(table, form.File);
                if (form.Managed is { } managed) CheckFile(table, managed);
            }
        }
        foreach (var dashboard in model.Components(ComponentKind.Dashboard)) CheckReferences(model, dashboard, findings);

        void CheckFile(TableSource table, XmlFile file)
        {
            if (file.Root.Name.LocalName != "forms" || file.Root.Element("systemform")?.Element("form") is not { } form)
            {
                findings.Add(file.Path, file.Root, "A form file has the root element forms with systemform/form.");
                return;
            }
            foreach (var column in form.Descendants("control").Attributes("datafieldname"))
                ColumnReferences.Check(model, table.LogicalName, column.Value, file.Path, column, findings);
            CheckReferences(model, file, findings);
        }
    }

    private static void CheckReferences(SolutionModel model, XmlFile file, Findings findings)
    {
        var controls = model.Components(ComponentKind.Control).Select(control => ComponentKind.Control.Key(control.Root)).ToHashSet(StringComparer.Ordinal);
        var resources = model.Components(ComponentKind.WebResource).Select(resource => ComponentKind.WebResource.Key(resource.Root)).ToHashSet(StringComparer.Ordinal);
        var hosts = file.Root.Descendants("control").Attributes("uniqueid").Select(id => ComponentKind.Id(id.Value)).ToHashSet(StringComparer.Ordinal);

        foreach (var name in file.Root.Descendants("customControl").Attributes("name").Where(name => IsOurs(model, name.Value) && !controls.Contains(name.Value)))
            findings.Add(file.Path, name, $"The solution has no control {name.Value}.");
        foreach (var host in file.Root.Descendants("controlDescription").Attributes("forControl").Where(host => !hosts.Contains(ComponentKind.Id(host.Value))))
            findings.Add(file.Path, host, $"No control of this form has the uniqueid {host.Value}.");
        foreach (var library in file.Root.Descendants("Library").Attributes("name").Concat(file.Root.Descendants("Handler").Attributes("libraryName"))
            .Where(library => IsOurs(model, library.Value) && !resources.Contains(library.Value)))
            findings.Add(file.Path, library, $"The solution has no web resource {library.Value}.");
        foreach (var target in file.Root.Descendants("TargetEntityType").Where(target => IsOurs(model, target.Value)))
            CheckSubgrid(model, file, target, findings);
    }

    private static void CheckSubgrid(SolutionModel model, XmlFile file, XElement target, Findings findings)
    {
        if (model.Table(target.Value) is not { } table)
        {
            findings.Add(file.Path, target, $"The solution describes no table {target.Value}.");
            return;
        }
        var views = Ids(table.Views, "savedqueryid");
        var charts = Ids(table.Charts, "savedqueryvisualizationid");
        foreach (var element in target.Parent!.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "ViewId" or "ViewIds" or "FilteredViewIds":
                    foreach (var id in element.Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(id => !views.Contains(ComponentKind.Id(id.Trim()))))
                        findings.Add(file.Path, element, $"The table {table.LogicalName} has no view {id}.");
                    break;
                case "VisualizationId" when element.Value.Length > 0 && !charts.Contains(ComponentKind.Id(element.Value)):
                    findings.Add(file.Path, element, $"The table {table.LogicalName} has no chart {element.Value}.");
                    break;
                case "RelationshipName" when element.Value.Length > 0 && !model.Relationships.Any(relationship => (string?)relationship.Attribute("Name") == element.Value):
                    findings.Add(file.Path, element, $"The solution has no relationship {element.Value}.");
                    break;
            }
        }
    }

    private static HashSet<string?> Ids(IReadOnlyList<XmlFile> files, string element) =>
        files.SelectMany(file => file.Root.DescendantsAndSelf().Elements(element)).Select(id => ComponentKind.Id(id.Value)).ToHashSet(StringComparer.Ordinal);

    private static bool IsOurs(SolutionModel model, string name) => name.StartsWith(model.Prefix + "_", StringComparison.Ordinal);
}
