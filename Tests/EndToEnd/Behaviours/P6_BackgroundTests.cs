using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P6: a case form without the widget counts as well, since the command bar hands it to the form script; where both meet, one counts.</summary>
public sealed class P6_BackgroundTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Invoice shows the wrong delivery address";
    private const string OtherCase = "How to add a second user";
    private const string WithWidget = "Case";
    private const string WithoutWidget = "Case, short form";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Guid CaseId => Server.CaseId(Case);

    private Guid OtherCaseId => Server.CaseId(OtherCase);

    [Fact]
    public Task A_form_without_the_widget_gets_its_automatic_row() => WithPicturesAsync(async () =>
    {
        var page = await OpenWithoutWidgetAsync(App.MultiSession);

        await Assertions.Expect(page.Widget).ToHaveCountAsync(0);
        await page.Page.GotoAsync("about:blank");

        await ExpectOnServerAsync(CaseId, 57, 60);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    [Fact]
    public Task At_the_update_interval_the_script_writes() => WithPicturesAsync(async () =>
    {
        var page = await OpenWithoutWidgetAsync(App.MultiSession);

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(10), page.Page);

        await ExpectOnServerAsync(CaseId, 590, 660);
    });

    [Fact]
    public Task A_case_in_another_session_stops_the_time_here_and_starts_it_there_and_back_again() => WithPicturesAsync(async () =>
    {
        var page = await OpenWithoutWidgetAsync(App.MultiSession);

        await new Workspace(page.Page).OpenSessionAsync(OtherCase);
        await page.ExpandAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await new Workspace(page.Page).ShowSessionAsync(Case);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.Page.GotoAsync("about:blank");

        await ExpectOnServerAsync(CaseId, 114, 121);
        await ExpectOnServerAsync(OtherCaseId, 57, 60);
    });

    [Theory]
    [InlineData(App.Single)]
    [InlineData(App.MultiSession)]
    public Task In_the_form_selector_the_time_goes_from_the_widget_to_the_script_and_back(App app) => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId, app);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ChooseFormAsync(WithoutWidget);
        await Assertions.Expect(page.Widget).ToHaveCountAsync(0);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.ChooseFormAsync(WithWidget);
        await page.ExpandAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await ExpectOnServerAsync(CaseId, 170, 180);
        Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
    });

    [Fact]
    public Task Beside_the_widget_the_script_counts_nothing() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId, App.MultiSession);

        await WorkTime.WorkAsync(Server, Minute, page.Page);

        // Whoever counts holds a lock with its own name.
        var trackers = await page.Page.EvaluateAsync<string[]>("navigator.locks.query().then(({ held }) => held.map(lock => lock.name).filter(name => name.includes('/tracker/')))");
        Assert.Single(trackers);
        await page.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId), 59, 60);
    });

    private async Task<CasePage> OpenWithoutWidgetAsync(App app)
    {
        var page = new CasePage(await (await SignInAsync("rep1")).NewPageAsync(), Server, CaseId);
        await page.GoAsync(app, "c9b2a8df-bb67-5d95-9b97-84540912c3bc");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Resolve case", Exact = true })).ToBeVisibleAsync();
        var begun = await BeginAsync(page.Page);
        await WorkTime.WorkAsync(Server, Minute - begun, page.Page);
        return page;
    }

    /// <summary>
    /// Somebody works until the script has its first answer, at the pace of real time: simulated seconds that rushed by while a
    /// request is under way would be a slow network, and the script's idea of the server's time as vague as that.
    /// </summary>
    private async Task<TimeSpan> BeginAsync(IPage page)
    {
        var second = TimeSpan.FromSeconds(1);
        var answer = page.WaitForResponseAsync(response => response.Url.Contains("casetime_GetHandlingTime", StringComparison.Ordinal));
        var passed = TimeSpan.Zero;
        while (!answer.IsCompleted && passed < Minute)
        {
            await WorkTime.WorkAsync(Server, second, page);
            passed += second;
            await Task.WhenAny(answer, Task.Delay(second));
        }
        await answer;
        return passed;
    }
}
