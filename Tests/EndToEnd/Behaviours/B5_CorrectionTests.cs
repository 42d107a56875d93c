using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B5: edits leave a trace. The representative has counted 3 h 30 min on the case, from 5:00 on.</summary>
public sealed class B5_CorrectionTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const string Counted = "v1 18000+12600";

    [Fact]
    public Task A_correction_is_a_row_with_a_reason_and_what_was_recorded_stays() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await CorrectAsync(page, "-20m", "Lunch at the desk");

        await page.ExpectTextAsync("ht-automatic", "3 h 10 min");
        var shown = page.Widget.GetByTestId("ht-adjusted").First;
        await Assertions.Expect(shown).ToHaveTextAsync("(\u221220 min adjusted)");
        var line = page.Widget.GetByRole(AriaRole.List, new() { Name = "Automatic", Exact = true });
        await Assertions.Expect(line).ToContainTextAsync("3 h 10 min");
        await Assertions.Expect(line).ToContainTextAsync("(\u221220 min adjusted)");
        var adjustment = Assert.Single(Server.Trackers(CaseId, TimeCategory.Adjustment));
        Assert.Equal(-1200, adjustment.GetAttributeValue<int>("casetime_durationseconds"));
        Assert.Equal("Lunch at the desk", adjustment.GetAttributeValue<string>("casetime_reason"));
        Assert.Equal(Server.UserId("rep1"), adjustment.GetAttributeValue<EntityReference>("casetime_adjusts")!.Id);
        Assert.Contains(Server.Trackers(CaseId, TimeCategory.Automatic), row => row.GetAttributeValue<string>("casetime_timeline") == Counted);
    });

    [Fact]
    public Task Without_a_reason_or_below_zero_the_form_says_why_not() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await CorrectAsync(page, "-4h", "");

        var form = Form(page);
        await Assertions.Expect(form).ToContainTextAsync("At most 3 h 30 min can be taken away: automatic time does not go below zero.");
        await Assertions.Expect(form).ToContainTextAsync("Enter the reason of the correction.");
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Adjustment));
    });

    [Fact]
    public Task What_only_the_server_knows_it_says_by_CT1012_and_nothing_typed_is_lost() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();
        // Meanwhile, at another machine.
        Server.ServiceFor("rep1").Create(new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue(TimeCategory.Adjustment),
            ["casetime_regardingcase"] = new EntityReference("incident", CaseId),
            ["casetime_durationseconds"] = -3 * 3600,
            ["casetime_adjusts"] = new EntityReference("systemuser", Server.UserId("rep1")),
            ["casetime_reason"] = "Wrong case",
        });

        await CorrectAsync(page, "-1h", "Lunch");

        await Assertions.Expect(Form(page).GetByRole(AriaRole.Alert).Filter(new() { HasText = "CT1012" })).ToBeVisibleAsync();
        await Assertions.Expect(Form(page).GetByLabel("Correct by")).ToHaveValueAsync("-1h");
        await Assertions.Expect(Form(page).GetByLabel("Reason")).ToHaveValueAsync("Lunch");
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Adjustment));
    });

    [Fact]
    public Task A_supervisor_corrects_the_time_of_others() => WithPicturesAsync(async () =>
    {
        Server.AutomaticTime(CaseId, "rep1", Counted);
        var page = await (await SignInAsync("supervisor")).OpenCaseAsync(CaseId);
        await page.Button("History").ClickAsync();

        await CorrectAsync(page, "+30m", "Forgot to log in");

        await page.ExpectTextAsync("ht-automatic", "4 h");
        var adjustment = Assert.Single(Server.Trackers(CaseId, TimeCategory.Adjustment));
        Assert.Equal(Server.UserId("rep1"), adjustment.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal(Server.UserId("supervisor"), adjustment.GetAttributeValue<EntityReference>("createdby")!.Id);
    });

    [Fact]
    public Task A_log_of_ones_own_is_changed_and_the_change_taken_back() => WithPicturesAsync(async () =>
    {
        Server.Log(CaseId, "rep1", "Read the log", 1800, EnvironmentTemplate.Start.AddHours(-2));
        Server.Log(CaseId, "rep2", "Asked around", 600, EnvironmentTemplate.Start.AddHours(-3));
        var page = await OpenAsync();
        await Assertions.Expect(page.Widget.GetByText("Edit", new() { Exact = true })).ToHaveCountAsync(1);

        await page.Widget.GetByText("Edit", new() { Exact = true }).ClickAsync();
        var form = page.Widget.GetByRole(AriaRole.Form);
        await form.GetByLabel("Duration").FillAsync("45");
        await form.GetByLabel("Reason", new() { Exact = true }).FillAsync("Read both logs");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.ExpectTextAsync("ht-logs", "55 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-notice")).ToContainTextAsync("Time log changed.");
        await page.Button("Undo").ClickAsync();

        await page.ExpectTextAsync("ht-logs", "40 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-history")).ToContainTextAsync("Read the log");
    });

    [Fact]
    public Task A_deleted_log_comes_back_as_it_was() => WithPicturesAsync(async () =>
    {
        var id = Server.Log(CaseId, "rep1", "Read the log", 1800, EnvironmentTemplate.Start.AddHours(-2));
        var page = await OpenAsync();

        await page.Widget.GetByText("Delete", new() { Exact = true }).ClickAsync();
        await page.ExpectTextAsync("ht-logs", "0 s");
        Assert.Empty(Server.Trackers(CaseId, TimeCategory.Manual));
        await Assertions.Expect(page.Button("Undo")).ToBeFocusedAsync();
        await page.Button("Undo").ClickAsync();

        await page.ExpectTextAsync("ht-logs", "30 min");
        var row = Server.Service.Retrieve("casetime_timetracker", id, new ColumnSet(true));
        Assert.Equal("Read the log", row.GetAttributeValue<string>("casetime_reason"));
        Assert.Equal(EnvironmentTemplate.Start.AddHours(-2).UtcDateTime, row.GetAttributeValue<DateTime>("casetime_starttime"));
    });

    private Guid CaseId => Server.CaseId(Case);

    private static ILocator Form(CasePage page) => page.Widget.GetByRole(AriaRole.Form, new() { Name = "Correct automatic time: Representative 1" });

    private async Task<CasePage> OpenAsync()
    {
        Server.AutomaticTime(CaseId, "rep1", Counted);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await page.ExpectTextAsync("ht-automatic", "3 h 30 min");
        await page.Button("History").ClickAsync();
        await Assertions.Expect(page.Button("Correct automatic time: Representative 1")).ToBeVisibleAsync();
        return page;
    }

    private static async Task CorrectAsync(CasePage page, string by, string reason)
    {
        await page.Button("Correct automatic time: Representative 1").ClickAsync();
        await Form(page).GetByLabel("Correct by").FillAsync(by);
        await Form(page).GetByLabel("Reason").FillAsync(reason);
        await Form(page).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }
}
