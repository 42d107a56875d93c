using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>No id and no name is used twice.</summary>
internal static class IdentityCheck
{
    /// <summary>Elements and attributes that give a component its id.</summary>
    private static readonly HashSet<string> s_idElements =
        ["savedqueryid", "formid", "FormId", "savedqueryvisualizationid", "WebResourceId", "SdkMessageProcessingStepImageId"];

    private static readonly HashSet<string> s_idAttributes = ["PluginAssemblyId", "PluginTypeId", "SdkMessageProcessingStepId"];

    public static void Run(SolutionModel model, Findings findings)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Files(model))
        {
            foreach (var (where, id) in Ids(file.Root))
            {
                if (!Guid.TryParse(id, out var parsed))
                    findings.Add(file.Path, where, $"{id} is no id.");
                else if (!seen.TryAdd(parsed.ToString(), file.Path))
                    findings.Add(file.Path, where, $"The id {id} is used by {seen[parsed.ToString()]} too.");
            }
        }

        foreach (var kind in ComponentKind.All)
        {
            var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var component in model.Components(kind))
            {
                var key = kind.Key(component.Root)!;
                if (!keys.TryAdd(key, component.Path))
                    findings.Add(component.Path, component.Root, $"{key} is described by {keys[key]} too.");
            }
        }
    }

    private static IEnumerable<XmlFile> Files(SolutionModel model) =>
        model.Tables.SelectMany(table => table.Views.Concat(table.Charts).Concat(table.Forms.Select(form => form.File)))
            .Concat(ComponentKind.All.Where(kind => kind != ComponentKind.Table).SelectMany(model.Components));

    private static IEnumerable<(XObject Where, string Id)> Ids(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            // An app names the web resource that is its icon by the same element.
            var isReference = element.Name.LocalName == "WebResourceId" && root.Name.LocalName == "AppModule";
            if (!isReference && s_idElements.Contains(element.Name.LocalName)) yield return (element, element.Value);
            foreach (var attribute in element.Attributes().Where(attribute => s_idAttributes.Contains(attribute.Name.LocalName))) yield return (attribute, attribute.Value);
            if (element is { Parent: null, Name.LocalName: "Role" } && element.Attribute("id") is { } role) yield return (role, role.Value);
        }
    }
}
