using System.Globalization;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.BadInput;

/// <summary>What people and attackers type: refused with a sentence, or shown as the plain text it is.</summary>
public sealed class TypedInputTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const string Unreadable = "Enter the duration as minutes (90), as 1:30, as 1h 30m or as 1.5h.";

    [Fact]
    public Task A_duration_that_is_none_is_refused_with_a_sentence_and_stays_to_be_mended() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await page.Button("Add").ClickAsync();
        var form = page.Widget.GetByRole(AriaRole.Form, new() { Name = "Add" });
        var duration = form.GetByLabel("Duration");
        (string Typed, string Sentence)[] refused =
        [
            ("", "Enter a duration."),
            ("   ", "Enter a duration."),
            ("0", "The duration must be longer than zero."),
            ("-30", "The duration must be longer than zero."),
            ("25h", "The duration can be at most 24 h."),
            ("1:75", Unreadable),
            ("an hour", Unreadable),
            ("1e3", Unreadable),
            (new string('9', 10_000), Unreadable),
        ];

        foreach (var (typed, sentence) in refused)
        {
            await duration.FillAsync(typed);
            await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Assertions.Expect(form.GetByText(sentence, new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(duration).ToHaveValueAsync(typed);
        }

        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Manual));
        await duration.FillAsync("\uff11\uff1a\uff13\uff10");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.ExpectTextAsync("ht-logs", "1 h 30 min");
    });

    [Fact]
    public Task Markup_emoji_and_overrides_of_direction_in_a_reason_are_plain_text() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        string[] reasons =
        [
            "<img src=x onerror=\"window.attacked = true\"><script>window.attacked = true</script><b>bold</b>",
            "{{7*7}} ${7*7} '); drop table --",
            "\U0001f469\u200d\U0001f692\U0001f525 zalgo\u0300\u0301\u0302\u0303",
            "left \u202eright to left",
        ];
        await page.Button("History").ClickAsync();

        for (var number = 0; number < reasons.Length; number++)
        {
            await page.AddLogAsync("10", "Research", reasons[number]);
            await page.ExpectSecondsAsync("ht-logs", (number + 1) * 600);
            await Assertions.Expect(page.Widget.GetByText(reasons[number], new() { Exact = true })).ToBeVisibleAsync();
        }

        Assert.Equal(reasons.Order(), Server.Trackers(CaseId, TimeCategory.Manual).Select(row => row.GetAttributeValue<string>("casetime_reason")).Order());
        Assert.False(await page.Page.EvaluateAsync<bool>("'attacked' in window"));
        await Assertions.Expect(page.Widget.GetByTestId("ht-history").Locator("img, script, b")).ToHaveCountAsync(0);
        // Each text keeps its direction to itself.
        var isolating = page.Widget.GetByText(reasons[^1], new() { Exact = true });
        Assert.Equal("BDI", await isolating.EvaluateAsync<string>("element => element.tagName"));
    });

    [Fact]
    public Task A_reason_that_is_too_long_is_refused_and_kept() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        var reason = new string('x', 10_000);

        await page.AddLogAsync("10", "Research", reason);

        var form = page.Widget.GetByRole(AriaRole.Form, new() { Name = "Add" });
        await Assertions.Expect(form).ToContainTextAsync($"The reason can be at most {Number(2000)} characters long; this one has {Number(10_000)}.");
        await Assertions.Expect(form.GetByLabel("Reason", new() { Exact = true })).ToHaveValueAsync(reason);
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Manual));
    });

    private Guid CaseId => Server.CaseId(Case);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
