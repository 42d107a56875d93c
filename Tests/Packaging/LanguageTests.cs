namespace CaseTime.Packaging.Tests;

public sealed class LanguageTests : IDisposable
{
    private const string Customizations = "Other/Customizations.xml";
    private const string Choice = "OptionSets/casetime_reasoncategory.xml";
    private const string English = "<label description=\"Research\" languagecode=\"1033\" />";
    private const string German = "<label description=\"Recherche\" languagecode=\"1031\" />";

    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void A_listed_language_is_packed_beside_English()
    {
        _copy.Replace(Customizations, "<Language>1033</Language>", "<Language>1033</Language><Language>1031</Language>");
        _copy.Replace(Choice, English, English + German);

        var customizations = new PackedZip(_copy.Pack().Managed).Customizations;
        Assert.Equal(["1033", "1031"], customizations.Element("Languages")!.Elements().Select(language => language.Value));
        var labels = customizations.Descendants("label").Single(label => (string?)label.Attribute("description") == "Recherche").Parent!.Elements();
        Assert.Equal(["Research", "Recherche"], labels.Select(label => (string)label.Attribute("description")!));
    }

    [Fact]
    public void A_text_in_a_language_that_is_not_listed_is_refused()
    {
        _copy.Replace(Choice, English, English + German);
        Refuses(Choice, "Recherche", "does not list the language 1031");
    }

    [Fact]
    public void A_text_without_English_is_refused()
    {
        _copy.Replace(Customizations, "<Language>1033</Language>", "<Language>1033</Language><Language>1031</Language>");
        _copy.Replace(Choice, English, German);
        Refuses(Choice, _copy.LineOf(Choice, "Recherche") - 1, "lacks the base language 1033");
    }

    [Fact]
    public void A_text_given_twice_in_one_language_is_refused()
    {
        _copy.Replace(Choice, English, English + "\n" + English);
        Refuses(Choice, _copy.LineOf(Choice, "Research\"") + 1, "given twice in language 1033");
    }

    private void Refuses(string file, string marker, string sentence) => Refuses(file, _copy.LineOf(file, marker), sentence);

    private void Refuses(string file, int line, string sentence)
    {
        var findings = Assert.Throws<PackagingException>(_copy.Pack).Findings;
        Assert.Contains(findings, finding => finding.File == file && finding.Line == line && finding.Message.Contains(sentence, StringComparison.Ordinal));
    }
}
