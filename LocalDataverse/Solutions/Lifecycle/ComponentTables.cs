using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>Which table holds the rows of which type of component.</summary>
internal static class ComponentTables
{
    /// <summary>The column that says which solution a row belongs to: a table that has it holds components.</summary>
    public const string Owner = "solutionid";

    private static readonly (int Type, string Table)[] s_types =
    [
        (ComponentType.Role, "role"), (ComponentType.View, "savedquery"), (ComponentType.Chart, "savedqueryvisualization"), (ComponentType.Form, "systemform"),
        (ComponentType.WebResource, "webresource"), (ComponentType.Control, "customcontrol"), (ComponentType.PluginType, "plugintype"),
        (ComponentType.PluginAssembly, "pluginassembly"), (ComponentType.Step, "sdkmessageprocessingstep"), (ComponentType.StepImage, "sdkmessageprocessingstepimage"),
        (ComponentType.RibbonCommand, "ribboncommand"), (ComponentType.RibbonCustomization, "ribboncustomization"), (ComponentType.RibbonRule, "ribbonrule"), (ComponentType.RibbonDifference, "ribbondiff"),
        (ComponentType.CustomApi, "customapi"), (ComponentType.CustomApiRequestParameter, "customapirequestparameter"), (ComponentType.CustomApiResponseProperty, "customapiresponseproperty"),
        (ComponentType.SiteMap, "sitemap"), (ComponentType.App, "appmodule"),
    ];

    /// <returns>Null for metadata and types without a table of their own.</returns>
    public static string? Of(int type) => s_types.FirstOrDefault(pair => pair.Type == type).Table;

    /// <returns>0 where the table holds no type known here.</returns>
    public static int TypeOf(string table) => s_types.FirstOrDefault(pair => pair.Table == table).Type;

    /// <summary>Every table whose rows are components; solutions' own bookkeeping is none.</summary>
    public static IEnumerable<TableMetadata> All(MetadataCatalog catalog) => catalog.Tables.Values
        .Where(table => !table.IsView && table.Column(Owner) is { Type: ColumnType.UniqueIdentifier } && table.LogicalName is not "importjob")
        .OrderBy(table => table.LogicalName, StringComparer.Ordinal);

    /// <summary>The column by which others refer to components of the type; null where that is the id.</summary>
    public static string? NameColumn(int type) => type switch
    {
        ComponentType.Control or ComponentType.WebResource => "name",
        ComponentType.SiteMap => "sitemapnameunique",
        ComponentType.App => "uniquename",
        _ => null,
    };

    /// <summary>Components that are referred to by name rather than by id.</summary>
    public static bool IsNamed(int type) => NameColumn(type) is not null;
}
