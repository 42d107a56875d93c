using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P8: what the total is made of.</summary>
public sealed class P8_TotalTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "How to add a second user";

    [Fact]
    public Task It_is_automatic_time_and_logs_and_activities_of_any_state_but_cancelled() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        Server.PhoneCall(caseId, "rep1", "Open", 10);
        Server.PhoneCall(caseId, "rep2", "Completed", 20, Given.CallState.Completed);
        Server.PhoneCall(caseId, "rep2", "Cancelled", 40, Given.CallState.Cancelled);
        Server.Log(caseId, "rep2", "By hand", 80 * 60, EnvironmentTemplate.Start.AddHours(-2));
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-automatic", "5 min");
        await page.ExpectTextAsync("ht-activities", "30 min");
        await page.ExpectTextAsync("ht-logs", "1 h 20 min");
        await page.ExpectTextAsync("ht-total", "1 h 55 min");
    });

    [Fact]
    public Task The_row_that_a_resolution_leaves_behind_is_an_activity_that_does_not_count() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        Server.PhoneCall(caseId, "rep1", "Completed", 20, Given.CallState.Completed);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);
        await page.ExpectTextAsync("ht-total", "20 min");

        await page.ResolveAsync("Done");
        Server.Service.Update(new Entity("incident", caseId) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) });
        await page.ReloadAsync();

        await Assertions.Expect(page.Button("Add")).ToBeVisibleAsync();
        await page.ExpectTextAsync("ht-activities", "20 min");
    });
}
