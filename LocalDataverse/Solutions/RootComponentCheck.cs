namespace LocalDataverse.Solutions;

/// <summary>Whether the list of root components and what was imported agree.</summary>
internal static class RootComponentCheck
{
    private static readonly int[] s_roots =
    [
        ComponentType.Table, ComponentType.Choice, ComponentType.Role, ComponentType.WebResource, ComponentType.Control, ComponentType.PluginAssembly, ComponentType.Step,
        ComponentType.SiteMap, ComponentType.App,
    ];

    /// <summary>Roots where they are added to a table of others, parts where they come with a table.</summary>
    private static readonly int[] s_parts = [ComponentType.Form, ComponentType.View, ComponentType.Chart];

    /// <summary>Asked before anything is imported, so that a strange component is named as what it is.</summary>
    /// <exception cref="DataverseException">A root component is of a type that is not supported here.</exception>
    public static void RefuseUnknown(SolutionManifest manifest)
    {
        if (manifest.RootComponents.FirstOrDefault(root => !s_roots.Contains(root.Type) && !s_parts.Contains(root.Type)) is { } unknown)
            throw new DataverseException(SolutionErrorCode.MissingComponent, $"Cannot add the root component '{unknown.Key}': components of type {unknown.Type} are not supported here.");
    }

    /// <exception cref="DataverseException">One of the two lists has more than the other.</exception>
    public static void Run(ImportRun run)
    {
        foreach (var root in run.Manifest.RootComponents)
        {
            if (!run.Imported.Any(component => Is(component, root)))
                throw new DataverseException(SolutionErrorCode.MissingComponent, $"Cannot add a Root Component {root.Key} of type {root.Type} because it is not in the target system: customizations.xml does not contain this {ComponentType.NameOf(root.Type)}.");
        }
        foreach (var component in run.Imported.Where(component => s_roots.Contains(component.Type) && !IsFileOfControl(component)))
        {
            if (!run.Manifest.RootComponents.Any(root => Is(component, root)))
                throw new DataverseException(SolutionErrorCode.MissingRootComponent, $"The import has failed because component {component.Key} of type {component.Type} ({ComponentType.NameOf(component.Type)}) is not declared in the solution file as a root component.");
        }
    }

    private static bool IsFileOfControl((int Type, string Key) component) =>
        component.Type == ComponentType.WebResource && component.Key.StartsWith("cc_", StringComparison.Ordinal);

    private static bool Is((int Type, string Key) component, RootComponent root) =>
        component.Type == root.Type && component.Key.Equals(root.Key, StringComparison.OrdinalIgnoreCase);
}
