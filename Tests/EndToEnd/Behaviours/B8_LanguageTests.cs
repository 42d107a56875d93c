using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseTime.EndToEnd.Running;
using LocalDataverse.Hosting;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B8: the user's language, formats and time zone, whatever the browser's are. The case has 1 h 53 min of logs and activities.</summary>
public sealed class B8_LanguageTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";

    [Theory]
    [InlineData(1031, "Bearbeitungszeit", "1 Std. 53 Min.")]
    [InlineData(1036, "Temps de traitement", "1 h 53 min")]
    [InlineData(3082, "Tiempo de gestión", "1 h 53 min")]
    [InlineData(1041, "処理時間", "1 時間 53 分")]
    [InlineData(1025, "وقت المعالجة", "1 س 53 د")]
    public Task The_card_comes_in_the_language_of_the_user(int language, string name, string total) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("rep1", ("uilanguageid", language));
        var texts = TextsOf(language);
        var english = TextsOf(1033);

        var widget = await OpenAsync(name);

        await Assertions.Expect(widget.GetByTestId("ht-total")).ToHaveTextAsync(total);
        await widget.GetByRole(AriaRole.Button, new() { Name = texts["Action_History"], Exact = true }).ClickAsync();
        await Assertions.Expect(widget.GetByTestId("ht-history")).ToContainTextAsync(texts["Reason_Research"]);
        await Assertions.Expect(widget).ToContainTextAsync(texts["Updated"].Split('{')[0].Trim());
        foreach (var key in (string[])["Number_Total", "Number_Automatic", "Number_Manual", "Number_Logs", "Number_Activities", "History_None"])
            await Assertions.Expect(widget).ToContainTextAsync(texts[key]);
        foreach (var key in (string[])["Action_Refresh", "Action_MyTime", "Action_Pause", "Action_Today", "Action_Add", "Action_Collapse"])
        {
            Assert.NotEqual(english[key], texts[key]);
            await Assertions.Expect(widget.GetByRole(AriaRole.Button, new() { Name = texts[key], Exact = true })).ToBeVisibleAsync();
        }
    });

    [Fact]
    public Task In_Arabic_everything_is_mirrored() => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("rep1", ("uilanguageid", 1025));

        var widget = await OpenAsync("وقت المعالجة");

        await Assertions.Expect(widget).ToHaveCSSAsync("direction", "rtl");
        var card = (await widget.BoundingBoxAsync())!;
        var number = (await widget.GetByTestId("ht-total").BoundingBoxAsync())!;
        var label = (await widget.GetByText("إجمالي الوقت", new() { Exact = true }).BoundingBoxAsync())!;
        Assert.True(number.X < label.X, $"The number stands at {number.X}, its label at {label.X}.");
        Assert.True(card.X + (card.Width / 2) < 640, $"The card stands at {card.X}.");
    });

    [Fact]
    public Task Instants_are_in_the_time_zone_and_format_of_the_user() => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("rep1", ("timezonecode", 110), ("timezonestandardname", "W. Europe Standard Time"), ("dateformatstring", "yyyy-MM-dd"), ("timeformatstring", "HH:mm"));

        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));

        // 9:00 UTC, which is also what the browser's clock says.
        await Assertions.Expect(page.Widget.GetByTestId("ht-updated")).ToHaveTextAsync(new Regex("2025-03-03.*10:00"));
    });

    [Fact]
    public Task A_start_that_is_typed_is_in_the_time_zone_of_the_user() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("Portal sign-in is refused");
        Server.PersonalSettings("rep1", ("timezonecode", 235), ("timezonestandardname", "Tokyo Standard Time"));
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        await page.Button("Add").ClickAsync();
        var form = page.Widget.GetByRole(AriaRole.Form, new() { Name = "Add" });
        await form.GetByLabel("Duration").FillAsync("15");
        await Assertions.Expect(form.GetByLabel("Start")).ToHaveValueAsync("17:45");
        await form.GetByLabel("Date").FillAsync("2025-03-03");
        await form.GetByLabel("Start").FillAsync("08:30");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.ExpectTextAsync("ht-logs", "15 min");
        var row = Assert.Single(Server.Trackers(caseId, TimeCategory.Manual));
        Assert.Equal(new DateTime(2025, 3, 2, 23, 30, 0, DateTimeKind.Utc), row.GetAttributeValue<DateTime>("casetime_starttime"));
    });

    private async Task<ILocator> OpenAsync(string name)
    {
        var page = await (await SignInAsync("rep1")).NewPageAsync();
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(Case)}");
        var widget = page.Locator($"section[data-state][aria-label='{name}']");
        await widget.GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        return widget;
    }

    private static Dictionary<string, string> TextsOf(int language)
    {
        var file = Path.Combine(CloneBuild.Find()!.Root, "PcfHandlingTime", "HandlingTime", "strings", $"HandlingTime.{language}.resx");
        return XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }
}
