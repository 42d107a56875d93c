using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;

namespace LocalDataverse.Solutions;

/// <summary>Whether everything that solution.xml lists as required exists here.</summary>
internal static class DependencyCheck
{
    /// <summary>What defines a setting of an app. Settings of apps are read past, so nothing here needs their definitions.</summary>
    private const string SettingDefinition = "SettingDefinition";

    /// <exception cref="DataverseException">0x8004801D: something is missing; the message names each thing.</exception>
    public static void Run(RequestScope scope, SolutionManifest manifest)
    {
        var missing = manifest.Required.Where(required => !Exists(scope, required)).Select(Describe).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new DataverseException(SolutionErrorCode.MissingDependencies, $"The following solution cannot be imported: {manifest.UniqueName}. Some dependencies are missing: {string.Join("; ", missing)}.");
    }

    private static bool Exists(RequestScope scope, RequiredComponent required)
    {
        if (required.Kind == SettingDefinition)
            return true;
        var name = required.SchemaName ?? "";
        return required.Type switch
        {
            ComponentType.Table => scope.Metadata.FindTable(name.ToLowerInvariant()) is not null,
            ComponentType.Column => scope.Metadata.FindTable((required.ParentSchemaName ?? "").ToLowerInvariant())?.Column(name.ToLowerInvariant()) is not null,
            ComponentType.Choice => scope.Metadata.Choices.ContainsKey(name),
            ComponentType.Relationship => scope.Metadata.Relationships.ContainsKey(name),
            ComponentType.Role => HasRow(scope, "role", required.Id),
            ComponentType.View => HasRow(scope, "savedquery", required.Id),
            ComponentType.Chart => HasRow(scope, "savedqueryvisualization", required.Id),
            ComponentType.Form => HasRow(scope, "systemform", required.Id),
            ComponentType.WebResource => name == DefaultAppIcon.Name || HasNamed(scope, "webresource", name),
            ComponentType.Control => HasNamed(scope, "customcontrol", name),
            ComponentType.PluginType => HasRow(scope, "plugintype", required.Id),
            ComponentType.PluginAssembly => HasRow(scope, "pluginassembly", required.Id),
            // What can't be looked up here is not there.
            _ => false,
        };
    }

    private static bool HasRow(RequestScope scope, string table, Guid? id) => id is { } known && scope.Rows.Exists(table, known);

    private static bool HasNamed(RequestScope scope, string table, string name) => scope.Rows.Where(table, "name", name, "name").Count > 0;

    private static string Describe(RequiredComponent required)
    {
        var name = required.SchemaName ?? required.Id?.ToString() ?? required.DisplayName;
        return $"the {(required.Type is { } type ? ComponentType.NameOf(type) : required.Kind)} '{name}' of {required.Solution}, which '{required.Dependent}' needs";
    }
}
