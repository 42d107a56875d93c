namespace CaseTime.Packaging.Tests;

public sealed class LanguageTests : IDisposable
{
    private const string Choice = "OptionSets/casetime_reasoncategory.xml";
    private const string English = "<label description=\"Research\" languagecode=\"1033\" />";

    private static readonly string[] s_languages = ["1033", "1031", "1036", "3082", "1041", "1025"];

    private readonly SolutionCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void Every_listed_language_is_packed()
    {
        var customizations = new PackedZip(_copy.Pack().Managed).Customizations;
        Assert.Equal(s_languages, customizations.Element("Languages")!.Elements().Select(language => language.Value));
        var labels = customizations.Descendants("label").Single(label => (string?)label.Attribute("description") == "External Tool").Parent!.Elements();
        Assert.Equal(s_languages, labels.Select(label => (string)label.Attribute("languagecode")!));
    }

    [Fact]
    public void A_text_in_a_language_that_is_not_listed_is_refused()
    {
        _copy.Replace(Choice, English, English + "<label description=\"Onderzoek\" languagecode=\"1043\" />");
        Refuses(Choice, "Onderzoek", "does not list the language 1043");
    }

    [Theory]
    [InlineData(Choice, "<label description=\"Research\" languagecode=\"1033\" />", "1033")]
    [InlineData(Choice, "<label description=\"بحث\" languagecode=\"1025\" />", "1025")]
    [InlineData("AppModuleSiteMaps/casetime_HandlingTime/AppModuleSiteMap.xml", "<Title LCID=\"1036\" Title=\"Paramètres\" />", "1036")]
    [InlineData("AppModules/casetime_HandlingTime/AppModule.xml", "<LocalizedName description=\"処理時間\" languagecode=\"1041\" />", "1041")]
    [InlineData("Other/Solution.xml", "<LocalizedName description=\"CaseTime\" languagecode=\"3082\" />", "3082")]
    [InlineData("customapis/casetime_GetHandlingTime/customapi.xml", "<label description=\"Bearbeitungszeit abrufen\" languagecode=\"1031\" />", "1031")]
    [InlineData("Entities/casetime_timetracker/Entity.xml", "<LocalizedCollectionName description=\"Zeiterfassungen\" languagecode=\"1031\" />", "1031")]
    public void A_text_that_lacks_a_listed_language_is_refused(string file, string label, string language)
    {
        _copy.Replace(file, label, "");
        var findings = Assert.Throws<PackagingException>(_copy.Pack).Findings;
        Assert.Contains(findings, finding => finding.File == file && finding.Line > 0 && finding.Message == $"This text lacks the language {language}.");
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
