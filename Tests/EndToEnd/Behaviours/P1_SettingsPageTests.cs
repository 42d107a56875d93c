using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P1 to P3: an administrator switches handling time on and sets it in the settings page.</summary>
public sealed class P1_SettingsPageTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Interval = "Update interval (minutes)";
    private const string Idle = "Idle time (minutes)";

    [Fact]
    public Task An_administrator_sets_the_interval_and_nothing_that_anybody_entered_is_lost() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("admin");
        var page = await AdminPage.OpenAsync(rep, Server, "settings");

        // Out of range: told at the field, and not sent.
        await page.Field(Interval).FillAsync("61");
        await Assertions.Expect(page.Page.GetByText("The number must lie between 10 and 60.")).ToBeVisibleAsync();
        await page.Button("Save").ClickAsync();
        Assert.Equal(10, Stored("casetime_updateinterval"));

        // Without network: kept, and saved later.
        await page.Field(Interval).FillAsync("20");
        await rep.Context.SetOfflineAsync(true);
        await page.Button("Save").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server can't be reached.");
        await rep.Context.SetOfflineAsync(false);
        await page.Button("Save").ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The settings are saved.")).ToBeVisibleAsync();
        Assert.Equal(20, Stored("casetime_updateinterval"));
        await Assertions.Expect(page.Page.GetByTestId("settings-changed")).ToContainTextAsync("Last changed by Demo Administrator");

        // Somebody else saves first.
        await page.Field(Interval).FillAsync("30");
        Server.Settings("casetime_idleminutes", 7);
        await page.Button("Save").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SYSTEM saved these settings");
        await Assertions.Expect(page.Field(Idle)).ToHaveValueAsync("7");
        await Assertions.Expect(page.Field(Interval)).ToHaveValueAsync("30");
        await page.Button("Save").ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The settings are saved.")).ToBeVisibleAsync();
        Assert.Equal((30, 7), (Stored("casetime_updateinterval"), Stored("casetime_idleminutes")));

        // Left without saving: asked first, and back on return.
        await page.Field(Interval).FillAsync("40");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Time trackers" }).ClickAsync();
        await page.Button("Leave").ClickAsync();
        await page.Page.WaitForURLAsync("**/main.aspx?pagetype=entitylist&etn=casetime_timetracker*");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Field(Interval)).ToHaveValueAsync("40");
        Assert.Equal(30, Stored("casetime_updateinterval"));
    });

    [Fact]
    public Task Who_may_not_change_the_settings_reads_them_and_is_told_why() => WithPicturesAsync(async () =>
    {
        var page = await AdminPage.OpenAsync(await SignInAsync("rep1"), Server, "settings");

        await Assertions.Expect(page.Page.GetByText("You can read these settings but not change them")).ToBeVisibleAsync();
        await Assertions.Expect(page.Field(Interval)).Not.ToBeEditableAsync();
        await Assertions.Expect(page.Button("Save")).ToHaveCountAsync(0);
    });

    private int Stored(string column) =>
        Server.Service.Retrieve("casetime_setting", new Guid("73550000-0000-4000-8000-000000000001"), new ColumnSet(column)).GetAttributeValue<int>(column);
}
