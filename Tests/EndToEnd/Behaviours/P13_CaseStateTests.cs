using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P13: a case that is not there yet, one that is new, and one that is done.</summary>
public sealed class P13_CaseStateTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task A_new_case_asks_to_be_saved_and_then_starts_at_nought() => WithPicturesAsync(async () =>
    {
        var accountId = Server.Service.Create(new Microsoft.Xrm.Sdk.Entity("account") { ["name"] = "Account Z" });
        var rep = await SignInAsync("rep1");
        var page = await rep.NewPageAsync();
        var defaults = Uri.EscapeDataString($"title=Display flickers&customerid={accountId}&customeridname=Account Z&customeridtype=account");
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&extraqs={defaults}");
        var form = new CasePage(page, Server, Guid.Empty);
        await form.Button("Save the case first").ClickAsync();
        await Assertions.Expect(form.Widget).ToHaveAttributeAsync("data-state", "unsaved");
        await Assertions.Expect(form.Widget).ToContainTextAsync("Save the case first.");
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page);

        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Save", Exact = true }).Or(page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).First.ClickAsync();

        await form.ExpectTextAsync("ht-total", "0 s");
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page);
        await form.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(Server.CaseId("Display flickers")), 59, 60);
    });

    [Fact]
    public Task A_resolved_case_shows_its_time_and_takes_no_more() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("Password reset for a shared mailbox");
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        await page.ExpectTextAsync("ht-total", "25 min");
        await Assertions.Expect(page.Widget).ToHaveAttributeAsync("data-state", "readOnly");
        await Assertions.Expect(page.Widget).ToContainTextAsync("The case is not active");
        await page.ExpectStoppedAsync();
        await page.Button("History").ClickAsync();
        await Assertions.Expect(page.Widget.GetByTestId("ht-history")).ToContainTextAsync("Mailbox administration");
        foreach (var button in (string[])["Add", "Pause", "Edit", "Delete", "Correct"])
            await Assertions.Expect(page.Widget.GetByText(button, new() { Exact = true })).ToHaveCountAsync(0);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), page.Page);
        await page.RefreshAsync();
        Assert.Equal(0, Server.AutomaticSeconds(caseId));
    });
}
