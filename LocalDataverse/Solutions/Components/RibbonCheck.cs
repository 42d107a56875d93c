using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>
/// Whether a RibbonDiffXml holds together and says only what the command bar here can show: buttons on the table's main form,
/// with rules and actions of the solution's own. What the shell would pass over is refused at import instead.
/// </summary>
internal sealed partial class RibbonCheck(ImportRun run, string table, XElement ribbon)
{
    private const string WebResourcePrefix = "$webresource:";
    private const string LabelPrefix = "$LocLabels:";

    private static readonly string[] s_rules = ["CustomRule", "FormStateRule", "ValueRule", "EntityRule", "FormEntityContextRule"];
    private static readonly string[] s_contextParameters = ["PrimaryControl", "PrimaryEntityTypeName", "PrimaryItemIds", "FirstPrimaryItemId", "CommandProperties", "UserLcid", "OrgLcid"];
    private static readonly string[] s_formStates = ["Create", "Existing", "ReadOnly", "Disabled", "BulkEdit"];

    public IReadOnlyList<XElement> Actions { get; } = Items(ribbon.Element("CustomActions"), "CustomAction");
    public IReadOnlyList<XElement> Commands { get; } = Items(ribbon.Element("CommandDefinitions"), "CommandDefinition");
    public IReadOnlyList<XElement> EnableRules { get; } = Items(ribbon.Element("RuleDefinitions")?.Element("EnableRules"), "EnableRule");
    public IReadOnlyList<XElement> DisplayRules { get; } = Items(ribbon.Element("RuleDefinitions")?.Element("DisplayRules"), "DisplayRule");
    public IReadOnlyList<XElement> Labels { get; } = Items(ribbon.Element("LocLabels"), "LocLabel");

    /// <exception cref="DataverseException">The ribbon uses what the command bar here does not know, or says something twice.</exception>
    public void RefuseUnsupported()
    {
        foreach (var (container, element) in new[] { ("CustomActions", "HideCustomAction"), ("RuleDefinitions", "TabDisplayRule"), ("Templates", "GroupTemplate") })
        {
            if (ribbon.Element(container)?.Descendants(element).Any() == true)
                throw Refused($"{element} in {container} of RibbonDiffXml is not supported here");
        }
        if (run.Metadata.Catalog.FindTable(table) is null)
            throw new DataverseException(SolutionErrorCode.MissingComponent, "the table is not in the target system");
        foreach (var group in new[] { Actions, Commands, EnableRules, DisplayRules, Labels })
        {
            if (group.GroupBy(element => (string?)element.Attribute("Id")).FirstOrDefault(same => same.Key is not null && same.Count() > 1) is { } doubled)
                throw XmlReading.Invalid($"{doubled.First().Name.LocalName} {doubled.Key} stands there twice");
        }
    }

    public void Rule(XElement rule)
    {
        rule.Attributed("Id");
        if (!rule.HasElements) throw XmlReading.Invalid("the rule is empty");
        foreach (var part in rule.Elements()) RulePart(part, mayBranch: true);
    }

    public void Command(XElement command)
    {
        command.Attributed("Id");
        foreach (var (container, kind, known) in new[] { ("EnableRules", "EnableRule", EnableRules), ("DisplayRules", "DisplayRule", DisplayRules) })
        {
            foreach (var reference in command.Element(container)?.Elements(kind) ?? [])
            {
                if (!Has(known, reference.Attributed("Id")))
                    throw new DataverseException(SolutionErrorCode.MissingComponent, $"its {kind} {reference.Attributed("Id")} is not defined in this RibbonDiffXml");
            }
        }
        foreach (var action in command.Element("Actions")?.Elements() ?? [])
        {
            if (action.Name.LocalName != "JavaScriptFunction") throw Refused($"the action {action.Name.LocalName} is not supported here");
            Function(action);
        }
    }

    public static void Label(XElement label)
    {
        label.Attributed("Id");
        foreach (var title in label.Element("Titles")?.Elements("Title") ?? throw XmlReading.Invalid("the label has no <Titles>"))
        {
            title.Attributed("description");
            XmlReading.ParseNumber(title.Attributed("languagecode"), "languagecode");
        }
    }

    public void Action(XElement action)
    {
        action.Attributed("Id");
        TabOf(action);
        var location = action.Attributed("Location");
        if (!location.StartsWith($"Mscrm.Form.{table}.MainTab.", StringComparison.Ordinal) || !location.EndsWith(".Controls._children", StringComparison.Ordinal))
            throw Refused($"commands at {location} are not supported here, only those in a group of the main form's tab Mscrm.Form.{table}.MainTab");
        if (action.Element("CommandUIDefinition")?.Elements().ToList() is not [{ } button]) throw XmlReading.Invalid("<CommandUIDefinition> must hold exactly one element");
        if (button.Name.LocalName != "Button") throw Refused($"{button.Name.LocalName} on the command bar is not supported here");
        button.Attributed("Id");
        if (!Has(Commands, button.Attributed("Command")))
            throw new DataverseException(SolutionErrorCode.MissingComponent, $"its command {button.Attributed("Command")} is not defined in this RibbonDiffXml");
        foreach (var text in button.Attributes().Where(attribute => attribute.Value.StartsWith(LabelPrefix, StringComparison.Ordinal)))
        {
            if (!Has(Labels, text.Value[LabelPrefix.Length..]))
                throw new DataverseException(SolutionErrorCode.MissingComponent, $"its {text.Name.LocalName} {text.Value} is not defined in this RibbonDiffXml");
        }
    }

    /// <summary>Mscrm.Form.incident.MainTab of Mscrm.Form.incident.MainTab.Save.Controls._children.</summary>
    public static string TabOf(XElement action) => string.Join('.', ((string?)action.Attribute("Location") ?? "").Split('.').Take(4));

    private void RulePart(XElement part, bool mayBranch)
    {
        var kind = part.Name.LocalName;
        if (kind == "OrRule" && mayBranch)
        {
            var branches = part.Elements("Or").ToList();
            if (branches.Count < 2) throw XmlReading.Invalid("<OrRule> needs at least two <Or>");
            foreach (var inner in branches.Elements()) RulePart(inner, mayBranch: false);
            return;
        }
        if (!s_rules.Contains(kind)) throw Refused($"the rule {kind} is not supported here");
        foreach (var flag in new[] { "Default", "InvertResult" })
        {
            if ((string?)part.Attribute(flag) is { } value && value is not ("true" or "false" or "1" or "0"))
                throw XmlReading.Invalid($"{flag} must be true or false, not \"{value}\"");
        }
        switch (kind)
        {
            case "CustomRule":
                Function(part);
                break;
            case "FormStateRule" when !s_formStates.Contains(part.Attributed("State")):
                throw XmlReading.Invalid($"State must be one of {string.Join(", ", s_formStates)}, not \"{part.Attributed("State")}\"");
            case "ValueRule":
                part.Attributed("Value");
                if (run.Metadata.Catalog.FindTable(table)!.Column(part.Attributed("Field")) is null)
                    throw new DataverseException(SolutionErrorCode.MissingComponent, $"the table '{table}' has no column '{part.Attributed("Field")}'");
                break;
            case "EntityRule" or "FormEntityContextRule":
                part.Attributed("EntityName");
                break;
        }
    }

    private void Function(XElement element)
    {
        if (!Identifier().IsMatch(element.Attributed("FunctionName"))) throw XmlReading.Invalid($"FunctionName \"{element.Attributed("FunctionName")}\" is no name of a function");
        var library = element.Attributed("Library");
        if (!library.StartsWith(WebResourcePrefix, StringComparison.Ordinal)) throw Refused($"Library must be a web resource ({WebResourcePrefix}name), not \"{library}\"");
        if (run.Scope.Rows.Where("webresource", "name", library[WebResourcePrefix.Length..], "name").Count == 0)
            throw new DataverseException(SolutionErrorCode.MissingComponent, $"the web resource '{library[WebResourcePrefix.Length..]}' does not exist");
        foreach (var parameter in element.Elements()) Parameter(parameter);
    }

    private static void Parameter(XElement parameter)
    {
        var value = parameter.Attributed("Value");
        switch (parameter.Name.LocalName)
        {
            case "CrmParameter" when !s_contextParameters.Contains(value):
                throw Refused($"the CrmParameter {value} is not supported here");
            case "CrmParameter" or "StringParameter" or "BoolParameter" or "IntParameter" or "DecimalParameter":
                break;
            default:
                throw Refused($"the parameter {parameter.Name.LocalName} is not supported here");
        }
    }

    private static bool Has(IReadOnlyList<XElement> elements, string id) => elements.Any(element => (string?)element.Attribute("Id") == id);

    private static List<XElement> Items(XElement? container, string name) => [.. container?.Elements(name) ?? []];

    private static DataverseException Refused(string sentence) => new(SolutionErrorCode.InvalidFile, sentence);

    [GeneratedRegex(@"^[a-zA-Z_$][a-zA-Z_$0-9.]*$")]
    private static partial Regex Identifier();
}
