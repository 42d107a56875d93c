using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.AdminApp;

/// <summary>P16: time trackers are deleted, one or many or a whole view, with a warning; what went wrong midway is told.</summary>
public sealed class DeletionTests(EndToEndRun run) : BrowserTest(run)
{
    private const string CaseTitle = "Portal sign-in is refused";

    private Guid Case => Server.CaseId(CaseTitle);

    [Fact]
    public Task A_supervisor_deletes_many_after_a_warning() => WithPicturesAsync(async () =>
    {
        Log(3);
        var page = await OpenFoundAsync();
        await SelectAllAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Alertdialog);
        await Expect(dialog).ToContainTextAsync("these 3 Time Trackers");
        await Expect(dialog).ToContainTextAsync("reports no longer count what is deleted");
        Assert.Equal(3, Server.Trackers(Case, TimeCategory.Manual).Count);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("3 Time Trackers deleted").First).ToBeVisibleAsync();
        Assert.Empty(Server.Trackers(Case, TimeCategory.Manual));
    });

    [Fact]
    public Task What_the_network_did_not_carry_stays_selected_and_goes_at_the_next_attempt() => WithPicturesAsync(async () =>
    {
        Log(60);
        var page = await OpenFoundAsync();
        await page.RouteAsync("**/$batch", async route =>
        {
            // The first slice arrives, the second finds no network.
            if (Server.Trackers(Case, TimeCategory.Manual).Count < 60) await route.AbortAsync();
            else await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete all in this view" }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        var told = page.GetByRole(AriaRole.Alertdialog).Filter(new() { HasText = "Not all deleted" });
        await Expect(told).ToContainTextAsync("50 of 60 were deleted.");
        await Expect(told).ToContainTextAsync("10 not deleted: The server could not be reached.");
        await told.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        Assert.Equal(10, Server.Trackers(Case, TimeCategory.Manual).Count);

        await SelectAllAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await Expect(page.Locator("tr[aria-selected=true]")).ToHaveCountAsync(10);

        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("10 Time Trackers deleted").First).ToBeVisibleAsync();
        Assert.Empty(Server.Trackers(Case, TimeCategory.Manual));
    });

    [Fact]
    public Task Who_lost_the_right_meanwhile_is_told_and_keeps_the_selection() => WithPicturesAsync(async () =>
    {
        Log(3);
        var page = await OpenFoundAsync();
        await SelectAllAsync(page);
        foreach (var role in Server.RolesOf("supervisor"))
            Server.Service.Disassociate("systemuser", Server.UserId("supervisor"), new Relationship("systemuserroles_association"), [role]);
        Server.Service.Associate("systemuser", Server.UserId("supervisor"), new Relationship("systemuserroles_association"), [Server.Role("Basic User"), Server.Role("Case Time Representative")]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        var told = page.GetByRole(AriaRole.Alertdialog).Filter(new() { HasText = "Not deleted" });
        await Expect(told).ToContainTextAsync("0 of 3 were deleted.");
        await Expect(told).ToContainTextAsync("3 refused:");
        await told.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await Expect(page.Locator("tr[aria-selected=true]")).ToHaveCountAsync(3);
        Assert.Equal(3, Server.Trackers(Case, TimeCategory.Manual).Count);
    });

    [Fact]
    public Task Trackers_of_cases_resolved_long_ago_have_a_view_that_goes_as_a_whole() => WithPicturesAsync(async () =>
    {
        Log(2);
        var old = Log(1)[0];
        // The case as it looks a year after it was resolved.
        Server.Service.Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Done", ["incidentid"] = new EntityReference("incident", Case) },
            ["Status"] = new OptionSetValue(5),
        });
        Server.Service.Update(new Entity("incident", Case) { ["casetime_closedon"] = EnvironmentTemplate.Start.AddDays(-365).UtcDateTime });

        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "View" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Time trackers of cases resolved over 90 days ago" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = CaseTitle }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete all in this view" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Time trackers of cases resolved over 90 days ago");
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("No data available")).ToBeVisibleAsync();
        Assert.DoesNotContain(Server.Trackers(Case, TimeCategory.Manual), row => row.Id == old);
    });

    private List<Guid> Log(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Server.Log(Case, "rep1", $"Log {number}", 60, EnvironmentTemplate.Start.AddHours(-5).AddMinutes(number)))];

    private async Task<IPage> OpenAsync()
    {
        var page = await (await SignInAsync("supervisor")).Context.NewPageAsync();
        await page.GotoAsync(Server.AppUrl("&pagetype=entitylist&etn=casetime_timetracker"));
        return page;
    }

    /// <summary>The list with nothing but the logs of this test.</summary>
    private async Task<IPage> OpenFoundAsync()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync(CaseTitle);
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Expect(page.Locator("tbody tr, [role=rowgroup] [role=row][aria-selected]").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"of {Server.Trackers(Case, TimeCategory.Manual).Count}");
        return page;
    }

    private static async Task SelectAllAsync(IPage page) => await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all rows" }).CheckAsync();
}
