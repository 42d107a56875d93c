using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P15: what is left of a case's time once it is resolved.</summary>
public sealed class P15_ResolutionTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Invoice shows the wrong delivery address";

    [Fact]
    public Task A_resolved_case_has_its_totals_on_the_form_and_a_Final_row() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(caseId);
        await page.AddLogAsync("30", "Collaboration", "Asked the shipping team");
        await page.ExpectSecondsAsync("ht-logs", 1800);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(5), page.Page);
        await page.RefreshAsync();
        await page.ExpectTextAsync("ht-automatic", "5 min");

        await page.ResolveAsync("The address was corrected");
        await Server.WhenAsynchronousStepsAreDone();

        // 30 min by hand, 5 min automatic, 12 and 25 min of activities in the demo data.
        const int Seconds = (30 + 5 + 12 + 25) * 60;
        var final = Assert.Single(Server.Trackers(caseId, TimeCategory.Final));
        Assert.InRange(final.GetAttributeValue<int>("casetime_durationseconds"), Seconds - 1, Seconds);
        await page.ReloadAsync();
        await page.ExpectTextAsync("ht-total", "1 h 12 min");
        await Assertions.Expect(page.FormField("Total Time")).ToHaveValueAsync("1.2 hours");
        await Assertions.Expect(page.Button("Add")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task No_time_runs_on_a_resolved_case() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("Duplicate order in the web shop");
        var before = Server.AutomaticSeconds(caseId);
        var rep = await SignInAsync("rep2");
        var page = await rep.OpenCaseAsync(caseId);

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        await page.RefreshAsync();

        Assert.Equal(before, Server.AutomaticSeconds(caseId));
    });
}
