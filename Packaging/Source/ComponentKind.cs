using System.Xml.Linq;

namespace CaseTime.Packaging.Source;

/// <summary>How a kind of component lies in the folder, in customizations.xml and in the list of root components.</summary>
/// <param name="Folder">Top-level folder of the unpacked solution.</param>
/// <param name="Container">Child of ImportExportXml that takes it; SolutionPackager reads the folder only if that node exists.</param>
/// <param name="RootType">Component type number of its RootComponent.</param>
/// <param name="RootElement">Root element of its file.</param>
/// <param name="Key">What its RootComponent names: lower-case id without braces, or the schema name.</param>
/// <param name="KeyIsId">Whether the RootComponent carries it as id.</param>
public sealed record ComponentKind(string Folder, string Container, int RootType, string RootElement, Func<XElement, string?> Key, bool KeyIsId = false)
{
    public static ComponentKind Table { get; } = new("Entities", "Entities", 1, "Entity", root => ((string?)root.Element("Name"))?.ToLowerInvariant());
    public static ComponentKind Role { get; } = new("Roles", "Roles", 20, "Role", root => Id((string?)root.Attribute("id")), true);
    public static ComponentKind Choice { get; } = new("OptionSets", "optionsets", 9, "optionset", root => (string?)root.Attribute("Name"));
    public static ComponentKind Dashboard { get; } = new("Dashboards", "Dashboards", 60, "Dashboard", root => Id((string?)root.Element("FormId")), true);
    public static ComponentKind WebResource { get; } = new("WebResources", "WebResources", 61, "WebResource", root => (string?)root.Element("Name"));
    public static ComponentKind Control { get; } = new("Controls", "CustomControls", 66, "CustomControl", root => (string?)root.Element("Name"));
    public static ComponentKind PluginAssembly { get; } = new("PluginAssemblies", "SolutionPluginAssemblies", 91, "PluginAssembly", root => Id((string?)root.Attribute("PluginAssemblyId")), true);
    public static ComponentKind Step { get; } = new("SdkMessageProcessingSteps", "SdkMessageProcessingSteps", 92, "SdkMessageProcessingStep", root => Id((string?)root.Attribute("SdkMessageProcessingStepId")), true);
    public static ComponentKind SiteMap { get; } = new("AppModuleSiteMaps", "AppModuleSiteMaps", 62, "AppModuleSiteMap", root => (string?)root.Element("SiteMapUniqueName"));
    public static ComponentKind App { get; } = new("AppModules", "AppModules", 80, "AppModule", root => (string?)root.Element("UniqueName"));

    public static IReadOnlyList<ComponentKind> All { get; } =
        [Table, Role, Choice, Dashboard, WebResource, Control, PluginAssembly, Step, SiteMap, App];

    /// <summary>Folders that SolutionPackager copies file by file into the zip, and that never have a RootComponent.</summary>
    public static IReadOnlyList<string> CopiedFolders { get; } =
        ["appactions", "customapis", "environmentvariabledefinitions", "settingdefinitions"];

    /// <summary>An id as compared here: lower case, no braces.</summary>
    public static string? Id(string? text) => Guid.TryParse(text, out var id) ? id.ToString("D") : text;
}
