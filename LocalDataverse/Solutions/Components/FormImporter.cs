using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Components;

/// <summary>Forms of tables (systemform).</summary>
internal sealed class FormImporter : IComponentImporter
{
    public string Container => "Entities";

    public void Import(ImportRun run)
    {
        foreach (var (table, element) in TableParts.Of(run, "FormXml", "systemform"))
            run.Import(ComponentType.Form, $"{table}: {element.LocalizedName()}", () => ImportForm(run, table, element));
    }

    private static void ImportForm(ImportRun run, string table, XElement element)
    {
        var form = element.Element("form") ?? throw XmlReading.Invalid("the form has no <form>");
        if (form.DescendantsAndSelf().Attributes("solutionaction").Any())
            throw new DataverseException(SolutionErrorCode.InvalidFile, "forms that are the difference to another solution's form (solutionaction) are not supported here");
        var xml = TableParts.Xml(form);
        run.PutRow(ComponentType.Form, new Entity("systemform", element.Id("formid"))
        {
            ["name"] = element.LocalizedName(),
            ["localizednames"] = element.LocalizedNames(),
            ["objecttypecode"] = table,
            ["type"] = new OptionSetValue(TypeOf((string?)element.Parent?.Attribute("type"))),
            ["formpresentation"] = element.OptionalNumber("FormPresentation"),
            ["formactivationstate"] = new OptionSetValue(element.OptionalNumber("FormActivationState") ?? 1),
            ["isdefault"] = (string?)form.Element("DisplayConditions")?.Attribute("FallbackForm") == "true",
            ["iscustomizable"] = element.Flag("IsCustomizable", ifMissing: true),
            ["canbedeleted"] = element.Flag("CanBeDeleted", ifMissing: true),
            ["formxml"] = xml,
        });
    }

    private static int TypeOf(string? type) => type switch
    {
        "main" => 2,
        "quick" => 6,
        "quickCreate" => 7,
        "card" => 11,
        _ => throw new DataverseException(SolutionErrorCode.InvalidFile, $"forms of the type {type ?? "(none)"} are not supported here"),
    };
}
