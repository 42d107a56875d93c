using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Steps;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Rules;

public sealed partial class SentencesTests
{
    private static readonly DateTime Noon = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly WorkDate Today = new(Noon);

    /// <summary>Every refusal that the rules can word.</summary>
    private static readonly Refusal[] Refusals =
    [
        DurationPositive.Check(0)!, DurationPositive.CheckAdjustment(0)!, DurationWithinMaximum.Check(61, 1)!,
        NotInFuture.Check(Noon.AddSeconds(1), Noon.AddSeconds(2), Noon)!, NotInFuture.Check(Noon, Noon.AddSeconds(2), Noon)!,
        NotInFuture.CheckTimeline(IntervalSet.Span(0, 1), IntervalSet.Empty)!,
        CaseReadable.Check(false)!, CaseActive.Check(false)!, HandlingTimeOn.Check(false)!,
        OwnTime.Check(false, () => false)!, OwnTime.CheckPerson(false)!, FixedColumns.Check(["ownerid"], ["ownerid"])!,
        FixedColumns.CheckCase(["casetime_totaltime"])!,
        Timeline(null), Timeline("v1" + new string(' ', TimelineText.MaxLength)), Timeline("v2"), Timeline("v1 x"), Timeline("v1 86400+1"),
        TimelineAcceptable.Check(TimelineText.Read("v1 0+1"), new WorkDate(Noon.AddDays(-40)), Noon)!,
        TimelineAcceptable.CheckKey(null, "d")!, TimelineAcceptable.CheckKey(Today, null)!, TimelineAcceptable.CheckId(Guid.NewGuid(), Guid.Empty)!,
        TimelineAcceptable.CheckFreeId(RowId.OfFinal(Guid.Empty, 1))!,
        TimelineAcceptable.CheckDeleted(IntervalSet.Span(0, 1), IntervalSet.Empty)!,
        FinalByResolution.Check(true)!, AdjustmentHasReason.Check(null)!, AdjustmentAboveFloor.Check(600, -601)!,
        SettingInRange.CheckUpdateInterval(9)!, SettingInRange.CheckIdleMinutes(61)!, SettingInRange.CheckMaximumLog(0)!,
        SettingsRowSingle.Check(Guid.Empty)!, SettingsRowSingle.CheckDelete(), TextLength.CheckReason(new string('r', 2001))!,
        EndFitsStart.Check(Noon, Noon.AddSeconds(1))!, RowDeletable.Check(false, () => false)!,
    ];

    public static TheoryData<int> AllLanguages => [.. Sentences.Languages];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_refusal_is_a_full_sentence_that_begins_with_its_code(int lcid)
    {
        var sentences = Sentences.In(lcid);

        Assert.All(Refusals, refusal => Assert.Matches(FullSentence(), sentences.Of(refusal)));
    }

    [Fact]
    public void No_text_is_left_over_that_nothing_says()
    {
        var said = Refusals.Select(refusal => refusal.Variant is null ? refusal.Code : refusal.Code + "." + refusal.Variant).Concat(["unknowncategory", "missingrow", "noprivilege", "unexpected"]).ToHashSet();

        Assert.Equal([], Texts(Sentences.English).Keys.Where(key => !key.StartsWith("column.", StringComparison.Ordinal)).Except(said));
    }

    [Fact]
    public void Every_column_that_a_sentence_may_name_has_a_name()
    {
        var named = Texts(Sentences.English).Keys.Where(key => key.StartsWith("column.", StringComparison.Ordinal)).Select(key => key["column.".Length..]);
        var columns = StepDeclarations.All.SelectMany(step => step.PreImageColumns).Where(column => column.StartsWith("casetime_", StringComparison.Ordinal));

        Assert.Equal([], columns.Distinct().Except(named).Except(["casetime_enabled", "casetime_overlaponce", "casetime_disabledon"]));
    }

    [Fact]
    public void B8_there_are_texts_in_english_german_french_spanish_japanese_and_arabic() =>
        Assert.Equal([1025, 1031, 1033, 1036, 1041, 3082], Sentences.Languages);

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_language_has_the_texts_of_english_and_no_other(int lcid) =>
        Assert.Equal(Texts(Sentences.English).Keys.Order(), Texts(lcid).Keys.Order());

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void A_translation_has_the_placeholders_of_english_and_no_other_braces(int lcid) =>
        Assert.All(Texts(lcid), text =>
        {
            Assert.Equal(Placeholders(Texts(Sentences.English)[text.Key]), Placeholders(text.Value));
            Assert.Equal(Placeholder().Count(text.Value), text.Value.Count(sign => sign == '{'));
        });

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void No_sentence_was_left_in_english(int lcid)
    {
        if (lcid != Sentences.English)
            Assert.All(Texts(lcid).Where(text => !text.Key.StartsWith("column.", StringComparison.Ordinal)), text => Assert.NotEqual(Texts(Sentences.English)[text.Key], text.Value));
    }

    [Fact]
    public void A_sentence_names_the_column_and_the_limit() =>
        Assert.Equal("CT1002: Duration is longer than the maximum of 480 minutes.", Sentences.In(1033).Of(DurationWithinMaximum.Check(30000, 480)!));

    [Fact]
    public void A_language_without_texts_of_its_own_is_answered_in_english() =>
        Assert.Equal(Sentences.In(1033).Of(CaseActive.Check(false)!), Sentences.In(1044).Of(CaseActive.Check(false)!));

    [Fact]
    public void Codes_are_unique_to_their_rule()
    {
        var codes = typeof(Refusal).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Refusal).Namespace)
            .Select(type => type.GetField("Code")?.GetRawConstantValue() as string)
            .Where(code => code is not null)
            .ToList();

        Assert.Equal(Enumerable.Range(1001, 17).Select(number => "CT" + number), codes.Order());
    }

    private static Refusal Timeline(string? text) => TimelineAcceptable.Check(TimelineText.Read(text), Today, Noon)!;

    private static string[] Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order()];

    private static Dictionary<string, string> Texts(int lcid)
    {
        using var stream = typeof(Sentences).Assembly.GetManifestResourceStream($"texts.{lcid}.xml")!;
        return XDocument.Load(stream).Root!.Elements("text").ToDictionary(text => text.Attribute("key")!.Value, text => text.Value);
    }

    [GeneratedRegex(@"^CT10\d\d: [^{}]{15,}[.\u3002]$")]
    private static partial Regex FullSentence();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
