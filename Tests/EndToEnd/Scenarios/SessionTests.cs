using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;

namespace CaseTime.EndToEnd.Scenarios;

/// <summary>Sessions and app tabs of the multi-session app. Pages in the background stay alive there, with all that runs on them.</summary>
public sealed class SessionTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Invoice shows the wrong delivery address";
    private const string OtherCase = "How to add a second user";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Guid CaseId => Server.CaseId(Case);

    private Guid OtherCaseId => Server.CaseId(OtherCase);

    [Fact]
    public Task A_case_in_another_session_stops_the_time_here_and_starts_it_there_and_back_again() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await new Workspace(page.Page).OpenSessionAsync(OtherCase);
        await ExpectRunningAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await new Workspace(page.Page).ShowSessionAsync(Case);
        await ExpectRunningAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await ExpectOnServerAsync(CaseId, 116, 120);
        await ExpectOnServerAsync(OtherCaseId, 57, 60);
    });

    [Fact]
    public Task A_case_in_another_app_tab_of_the_session_stops_the_time_here_and_starts_it_there_and_back_again() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await new Workspace(page.Page).OpenTabAsync(OtherCase);
        await ExpectRunningAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await new Workspace(page.Page).ShowTabAsync(Case);
        await ExpectRunningAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await ExpectOnServerAsync(CaseId, 116, 121);
        await ExpectOnServerAsync(OtherCaseId, 57, 60);
    });

    [Fact]
    public Task A_child_case_stops_the_time_here_and_starts_it_there() => WithPicturesAsync(async () =>
    {
        Server.Service.Update(new Entity("incident", OtherCaseId) { ["parentcaseid"] = new EntityReference("incident", CaseId) });
        var page = await OpenAsync();

        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Child Cases", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = OtherCase }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = OtherCase, Level = 1 })).ToBeVisibleAsync();
        await ExpectRunningAsync(page);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await ExpectOnServerAsync(CaseId, 58, 60);
        await ExpectOnServerAsync(OtherCaseId, 57, 60);
    });

    [Fact]
    public Task A_phone_call_in_an_app_tab_of_the_session_keeps_the_time_running() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Activities", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Call about the invoice" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Call about the invoice" }).WaitForAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ExpectRunningAsync();
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 118, 120);
    });

    [Fact]
    public Task A_list_in_front_stops_the_time() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await new Workspace(page.Page).ShowHomeAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await Assertions.Expect(page.Widget).ToHaveCountAsync(0);
        await new Workspace(page.Page).ShowSessionAsync(Case);
        await ExpectRunningAsync(page);
        await page.RefreshAsync();

        Assert.InRange(Server.AutomaticSeconds(CaseId), 58, 61);
    });

    [Fact]
    public Task A_closed_session_stops_the_time_and_has_sent_it() => WithPicturesAsync(async () =>
    {
        var page = await OpenAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close session", Exact = true }).ClickAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);

        await ExpectOnServerAsync(CaseId, 58, 60);
    });

    private async Task<CasePage> OpenAsync()
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId, App.MultiSession);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        return page;
    }

    /// <summary>Of all cases that are open one is in front, and one widget shows.</summary>
    private static async Task ExpectRunningAsync(CasePage page)
    {
        await page.ExpandAsync();
        await page.ExpectRunningAsync();
    }
}
