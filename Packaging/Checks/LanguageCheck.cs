using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Labels: every text exists once in every language that the solution lists, and in no other.</summary>
internal static class LanguageCheck
{
    private static readonly HashSet<string> s_labels = ["LocalizedName", "LocalizedCollectionName", "displayname", "Description", "label"];

    /// <summary>Attributes that say the language: of labels, and of titles in site maps.</summary>
    private static readonly string[] s_codes = ["languagecode", "LCID"];

    public static void Run(SolutionModel model, Findings findings)
    {
        var listed = (model.Customizations.Root.Element("Languages")?.Elements("Language") ?? []).Select(language => language.Value.Trim()).ToHashSet(StringComparer.Ordinal);
        var baseLanguage = (string?)model.Manifest.Root.Attribute("languagecode") ?? "";
        if (!listed.Contains(baseLanguage))
            findings.Add(model.Customizations.Path, model.Customizations.Root.Element("Languages") ?? model.Customizations.Root, $"Languages lacks the base language {baseLanguage} of Other/Solution.xml.");

        foreach (var file in Files(model).Concat(CopiedFiles(model, findings)))
        {
            foreach (var group in file.Root.Descendants().Where(IsLabel).GroupBy(element => (element.Parent!, element.Name)))
                CheckText(file, group.Key.Item1, group, listed, findings);
        }
    }

    private static bool IsLabel(XElement element) => element.Name.LocalName == "Title" ? element.Attribute("LCID") is not null
        : s_labels.Contains(element.Name.LocalName) && s_codes.Any(code => element.Attribute(code) is not null);

    private static void CheckText(XmlFile file, XElement parent, IEnumerable<XElement> labels, HashSet<string> listed, Findings findings)
    {
        var languages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var code = s_codes.Select(name => (string?)label.Attribute(name)).OfType<string>().First();
            if (!languages.Add(code)) findings.Add(file.Path, label, $"This text is given twice in language {code}.");
            if (!listed.Contains(code)) findings.Add(file.Path, label, $"Other/Customizations.xml does not list the language {code}.");
        }
        // A text that is empty in the base language says nothing that could be translated.
        var isEmpty = labels.All(label => ((string?)label.Attribute("description") ?? (string?)label.Attribute("Title") ?? "").Length == 0);
        if (!isEmpty && listed.Except(languages).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            findings.Add(file.Path, parent, $"This text lacks the language {string.Join(", ", missing)}.");
    }

    private static IEnumerable<XmlFile> Files(SolutionModel model) =>
        model.Tables.SelectMany(table => table.Views.Concat(table.Charts).Concat(table.Forms.Select(form => form.File)))
            .Concat(ComponentKind.All.SelectMany(model.Components))
            .Concat(model.RelationshipFiles)
            .Append(model.Manifest);

    /// <summary>Custom APIs and the like, which are packed as they are.</summary>
    private static IEnumerable<XmlFile> CopiedFiles(SolutionModel model, Findings findings) =>
        model.CopiedFiles.Where(file => file.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(file => XmlFile.Load(file, findings)).OfType<XmlFile>();
}
