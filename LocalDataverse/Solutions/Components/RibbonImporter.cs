using System.Xml.Linq;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Commands that tables bring to the command bar of their main forms (RibbonDiffXml): the ribbon tables' rows.</summary>
internal sealed class RibbonImporter : IComponentImporter
{
    private const int Standard = 0;
    private const int LocalizedLabels = 3;
    private const int EnableRule = 1;
    private const int DisplayRule = 2;

    public string Container => "Entities";

    public void Import(ImportRun run)
    {
        foreach (var entity in run.Components(Container, "Entity"))
        {
            if (entity.Element("RibbonDiffXml") is { } ribbon && ribbon.Descendants().Any(IsContent))
                run.Import(ComponentType.RibbonCustomization, entity.Text("Name"), () => ImportRibbon(run, entity.Text("Name").ToLowerInvariant(), ribbon));
        }
    }

    /// <summary>Every export carries the empty frame of a ribbon.</summary>
    private static bool IsContent(XElement element) => element.Name.LocalName
        is "CustomAction" or "HideCustomAction" or "CommandDefinition" or "TabDisplayRule" or "DisplayRule" or "EnableRule" or "GroupTemplate" or "LocLabel";

    private static void ImportRibbon(ImportRun run, string table, XElement ribbon)
    {
        var check = new RibbonCheck(run, table, ribbon);
        check.RefuseUnsupported();
        var customization = new Entity("ribboncustomization", IdOf(run, table, "")) { ["entity"] = table, ["publishedon"] = run.Scope.UtcNow };
        run.PutRow(ComponentType.RibbonCustomization, customization);

        foreach (var rule in check.EnableRules) Put(ComponentType.RibbonRule, rule, () => check.Rule(rule), Rule(rule, EnableRule));
        foreach (var rule in check.DisplayRules) Put(ComponentType.RibbonRule, rule, () => check.Rule(rule), Rule(rule, DisplayRule));
        foreach (var command in check.Commands) Put(ComponentType.RibbonCommand, command, () => check.Command(command), Command(command));
        foreach (var label in check.Labels) Put(ComponentType.RibbonDifference, label, () => RibbonCheck.Label(label), Difference(label, LocalizedLabels, ""));
        foreach (var action in check.Actions) Put(ComponentType.RibbonDifference, action, () => check.Action(action), Difference(action, Standard, RibbonCheck.TabOf(action)));

        void Put(int type, XElement element, Action validate, Func<Entity> row) => run.Import(type, NameOf(table, element), () =>
        {
            validate();
            var made = row();
            made.Id = IdOf(run, table, $"{element.Name.LocalName}|{(string?)element.Attribute("Id")}");
            made["entity"] = table;
            made["ribboncustomizationid"] = customization.ToEntityReference();
            run.PutRow(type, made);
        });
    }

    private static Func<Entity> Rule(XElement rule, int type) => () => new Entity("ribbonrule")
    {
        ["ruleid"] = rule.Attributed("Id"),
        ["ruletype"] = new OptionSetValue(type),
        ["ruledefinition"] = TableParts.Xml(rule),
    };

    private static Func<Entity> Command(XElement command) => () => new Entity("ribboncommand")
    {
        ["command"] = command.Attributed("Id"),
        ["commanddefinition"] = TableParts.Xml(command),
    };

    private static Func<Entity> Difference(XElement element, int type, string tab) => () => new Entity("ribbondiff")
    {
        ["diffid"] = element.Attributed("Id"),
        ["difftype"] = new OptionSetValue(type),
        ["tabid"] = tab,
        ["sequence"] = (string?)element.Attribute("Sequence") is { } sequence ? XmlReading.ParseNumber(sequence, "Sequence") : null,
        ["rdx"] = TableParts.Xml(element),
    };

    private static string NameOf(string table, XElement element) => $"{table}: {(string?)element.Attribute("Id") ?? $"<{element.Name.LocalName}>"}";

    private static Guid IdOf(ImportRun run, string table, string part) => NameBasedGuid.Of("ribbon", $"{run.Manifest.UniqueName}|{table}|{part}");
}
