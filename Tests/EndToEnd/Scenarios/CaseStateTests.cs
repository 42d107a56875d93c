using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Active or not, saved or not, handling time on or off: what the state of things does to the time.</summary>
public sealed class CaseStateTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const string ResolvedCase = "Duplicate order in the web shop";
    private static readonly Guid SettingsId = new("73550000-0000-4000-8000-000000000001");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The default.</summary>
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMinutes(10);

    [Fact]
    public Task A_resolved_case_never_starts_and_shows_its_recorded_time() => WithPicturesAsync(async () =>
    {
        var before = Server.AutomaticSeconds(Server.CaseId(ResolvedCase));
        var page = await (await SignInAsync("rep2")).OpenCaseAsync(Server.CaseId(ResolvedCase));

        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await page.ExpectStoppedAsync();
        await page.ExpectSecondsAsync("ht-logs", 1200);
        await Assertions.Expect(page.Button("Add")).ToHaveCountAsync(0);
        Assert.Equal(before, Server.AutomaticSeconds(Server.CaseId(ResolvedCase)));
    });

    [Fact]
    public Task A_cancelled_case_never_starts() => WithPicturesAsync(async () =>
    {
        Server.Service.Update(new Entity("incident", Server.CaseId(Case)) { ["statecode"] = new OptionSetValue(2), ["statuscode"] = new OptionSetValue(6) });
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));

        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await page.ExpectStoppedAsync();
        Assert.Empty(Server.Trackers(Server.CaseId(Case), TimeCategory.Automatic));
    });

    [Fact]
    public Task A_case_that_somebody_else_resolves_stops_at_the_next_interval_and_keeps_the_seconds_before() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        Server.Service.Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Solved", ["incidentid"] = new EntityReference("incident", Server.CaseId(Case)) },
            ["Status"] = new OptionSetValue(5),
        });
        await WorkTime.WorkAsync(Server, UpdateInterval, page.Page);

        await page.ExpectStoppedAsync();
        await ExpectOnServerAsync(Server.CaseId(Case), 59, 60);
    });

    [Theory]
    [InlineData(App.Single)]
    [InlineData(App.MultiSession)]
    public Task A_case_that_is_resolved_in_its_form_stops_and_keeps_the_seconds_before(App app) => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case), app);
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.ResolveAsync("Solved");
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await page.ExpectStoppedAsync();
        await ExpectOnServerAsync(Server.CaseId(Case), 59, 60);
    });

    [Fact]
    public Task A_case_that_is_reactivated_while_it_is_open_starts() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(ResolvedCase);
        var before = Server.AutomaticSeconds(caseId);
        var page = await (await SignInAsync("rep2")).OpenCaseAsync(caseId);
        await page.ExpectStoppedAsync();

        Server.Service.Update(new Entity("incident", caseId) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) });
        await page.RefreshAsync();
        await page.ExpectRunningAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(caseId) - before, 58, 60);
    });

    [Fact]
    public Task A_new_case_starts_at_its_first_save() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var customer = Server.Service.Create(new Entity("account") { ["name"] = "New customer" });
        var page = await rep.NewPageAsync();
        var defaults = Uri.EscapeDataString($"title=A brand new case&customerid={customer}&customeridname=New customer&customeridtype=account");
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&extraqs={defaults}");
        var widget = page.Locator("section[data-state='unsaved']");
        await widget.WaitForAsync();
        await WorkTime.WorkAsync(Server, Minute, page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).First.ClickAsync();
        await page.Locator("section[data-state='empty']").WaitForAsync();
        var casePage = new CasePage(page, Server, Server.CaseId("A brand new case"));
        await casePage.ExpandAsync();
        await casePage.ExpectSecondsAsync("ht-total", 0);
        await WorkTime.WorkAsync(Server, Minute, page);
        await casePage.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(Server.CaseId("A brand new case")), 57, 60);
    });

    [Fact]
    public Task Switched_off_meanwhile_the_time_stops_and_what_was_counted_before_is_accepted() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        Server.Service.Update(new Entity("casetime_setting", SettingsId) { ["casetime_enabled"] = false });
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Button("Refresh").ClickAsync();

        await Assertions.Expect(page.Widget).ToHaveCountAsync(0);
        Assert.InRange(Server.AutomaticSeconds(Server.CaseId(Case)), 59, 60);
    });
}
