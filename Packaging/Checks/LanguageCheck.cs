using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Labels: every text exists in the base language, once per language, and only in languages that the solution lists.</summary>
internal static class LanguageCheck
{
    private static readonly HashSet<string> s_labels = ["LocalizedName", "LocalizedCollectionName", "displayname", "Description", "label"];

    public static void Run(SolutionModel model, Findings findings)
    {
        var listed = (model.Customizations.Root.Element("Languages")?.Elements("Language") ?? []).Select(language => language.Value.Trim()).ToHashSet(StringComparer.Ordinal);
        var baseLanguage = (string?)model.Manifest.Root.Attribute("languagecode") ?? "";
        if (!listed.Contains(baseLanguage))
            findings.Add(model.Customizations.Path, model.Customizations.Root.Element("Languages") ?? model.Customizations.Root, $"Languages lacks the base language {baseLanguage} of Other/Solution.xml.");

        foreach (var file in Files(model))
        {
            foreach (var group in file.Root.Descendants().Where(element => element.Attribute("languagecode") is not null && s_labels.Contains(element.Name.LocalName)).GroupBy(element => element.Parent!))
            {
                var languages = new HashSet<string>(StringComparer.Ordinal);
                foreach (var label in group)
                {
                    var code = label.Attribute("languagecode")!.Value;
                    if (!languages.Add(code)) findings.Add(file.Path, label, $"This text is given twice in language {code}.");
                    if (!listed.Contains(code)) findings.Add(file.Path, label, $"Other/Customizations.xml does not list the language {code}.");
                }
                if (!languages.Contains(baseLanguage)) findings.Add(file.Path, group.Key, $"This text lacks the base language {baseLanguage}.");
            }
        }
    }

    private static IEnumerable<XmlFile> Files(SolutionModel model) =>
        model.Tables.SelectMany(table => table.Views.Concat(table.Charts).Concat(table.Forms.Select(form => form.File)))
            .Concat(ComponentKind.All.SelectMany(model.Components))
            .Concat(model.RelationshipFiles)
            .Append(model.Manifest);
}
