using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Other/Customizations.xml: SolutionPackager reads a folder only if its container node exists.</summary>
internal static class ContainerCheck
{
    public static void Run(SolutionModel model, Findings findings)
    {
        var file = model.Customizations;
        foreach (var kind in ComponentKind.All)
        {
            var node = file.Root.Element(kind.Container);
            if (node is null && model.Source.Under(kind.Folder).Any())
                findings.Add(file.Path, file.Root, $"The node {kind.Container} is missing, so the folder {kind.Folder} would not be packed.");
            if (node is { HasElements: true })
                findings.Add(file.Path, node, $"{kind.Container} must be empty here; its content comes from the folder {kind.Folder}.");
            // The schema of customizations.xml wants at least one app inside AppModules.
            if (node is not null && kind == ComponentKind.App && model.Components(kind).Count == 0)
                findings.Add(file.Path, node, "AppModules without an app is refused at import; remove the node.");
        }
        if (file.Root.Element("EntityRelationships") is null && (model.RelationshipIndex is not null || model.RelationshipFiles.Count > 0))
            findings.Add(file.Path, file.Root, "The node EntityRelationships is missing, so no relationship would be packed.");
        if (file.Root.Element("Languages")?.Elements("Language").Any() != true)
            findings.Add(file.Path, file.Root, "Languages lists no language.");
    }
}
