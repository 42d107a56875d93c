using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions;

/// <summary>What an import did, component by component, in the form that Dataverse gives importjob.data.</summary>
public sealed class ImportLog(DateTime startedOn)
{
    /// <summary>Elements of customizations.xml that are a component each; what the progress is counted by.</summary>
    private static readonly HashSet<string> s_counted = new(StringComparer.Ordinal)
    {
        "Entity", "attribute", "EntityRelationship", "optionset", "Role", "savedquery", "visualization", "systemform", "WebResource", "CustomControl", "PluginAssembly", "PluginType", "SdkMessageProcessingStep", "Dashboard", "AppModuleSiteMap", "AppModule",
    };

    private readonly List<(int Type, string Name, XElement Result)> _entries = [];
    private int _expected;
    private volatile int _done;

    /// <summary>UTC.</summary>
    public DateTime StartedOn { get; } = startedOn;

    /// <summary>Null until the zip has told.</summary>
    public SolutionManifest? Manifest { get; set; }

    /// <summary>Percent; 100 only once it is written as done.</summary>
    public double Progress => _expected == 0 ? 0 : Math.Min(99, 100.0 * _done / _expected);

    /// <summary>Counts what is going to be imported.</summary>
    public void Expect(XElement customizations) => _expected = Math.Max(1, customizations.Descendants().Count(element => s_counted.Contains(element.Name.LocalName)));

    public void Succeeded(int type, string name) => Add(type, name, Result("success", 0, ""));

    public void Failed(int type, string name, DataverseException cause) => Add(type, name, Result("failure", cause.Code, cause.Message));

    /// <param name="endedOn">UTC.</param>
    /// <param name="failure">Why the import failed; null when it succeeded.</param>
    public string ToXml(DateTime endedOn, DataverseException? failure) => new XElement("importexportxml",
        new XAttribute("start", StartedOn.Ticks),
        new XAttribute("stop", endedOn.Ticks),
        new XAttribute("progress", (failure is null ? 100 : Progress).ToString(CultureInfo.InvariantCulture)),
        new XAttribute("processed", "true"),
        new XElement("solutionManifests", Manifest is null && failure is null ? null : ManifestXml(failure)),
        _entries.GroupBy(entry => GroupOf(entry.Type)).Select(group => new XElement(group.Key.Container, group.Select(entry => new XElement(group.Key.Item,
            new XAttribute("id", entry.Name),
            new XAttribute("LocalizedName", entry.Name),
            new XAttribute("name", entry.Name),
            new XAttribute("type", entry.Type),
            new XAttribute("processed", "true"),
            entry.Result))))).ToString();

    private XElement ManifestXml(DataverseException? failure) => new("solutionManifest",
        new XAttribute("languagecode", Labels.English),
        new XAttribute("id", Manifest?.UniqueName ?? ""),
        new XAttribute("LocalizedName", Manifest?.Names.In(Labels.English) ?? ""),
        new XAttribute("processed", "true"),
        Manifest is null ? null : new XElement("UniqueName", Manifest.UniqueName),
        Manifest is null ? null : new XElement("Version", Manifest.Version),
        Manifest is null ? null : new XElement("Managed", Manifest.IsManaged ? 1 : 0),
        Manifest is null ? null : new XElement("Publisher", new XElement("UniqueName", Manifest.Publisher.UniqueName)),
        failure is null ? Result("success", 0, "") : Result("failure", failure.Code, failure.Message));

    private void Add(int type, string name, XElement result)
    {
        _entries.Add((type, name, result));
        _done = _entries.Count;
    }

    private XElement Result(string result, int code, string text) => new("result",
        new XAttribute("result", result),
        new XAttribute("errorcode", code == 0 ? "0" : FormattableString.Invariant($"0x{code:x8}")),
        new XAttribute("errortext", Printable(text)),
        new XAttribute("datetime", StartedOn.ToString("HH:mm:ss.ff", CultureInfo.InvariantCulture)),
        new XAttribute("datetimeticks", StartedOn.Ticks));

    /// <summary>A sentence may quote the name of a zip's entry or half a character, which XML can't hold.</summary>
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\ufffd" : rune.ToString()));

    private static (string Container, string Item) GroupOf(int type) => type switch
    {
        ComponentType.Table => ("entities", "entity"),
        ComponentType.Column => ("attributes", "attribute"),
        ComponentType.Choice => ("optionSets", "optionSet"),
        ComponentType.Relationship => ("entityRelationships", "entityRelationship"),
        ComponentType.Role => ("securityroles", "securityrole"),
        ComponentType.View => ("savedqueries", "savedquery"),
        ComponentType.Chart => ("visualizations", "visualization"),
        ComponentType.Form => ("forms", "form"),
        ComponentType.WebResource => ("webResources", "webResource"),
        ComponentType.SiteMap => ("siteMaps", "siteMap"),
        ComponentType.App => ("appModules", "appModule"),
        ComponentType.Control => ("customControls", "customControl"),
        ComponentType.PluginAssembly or ComponentType.PluginType => ("SolutionPluginAssemblies", "SolutionPluginAssembly"),
        ComponentType.Step => ("SdkMessageProcessingSteps", "SdkMessageProcessingStep"),
        _ => ("others", "other"),
    };
}
