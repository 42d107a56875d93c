using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P5: what a maker chooses for the component in the form designer.</summary>
public sealed class P5_ComponentPropertyTests(EndToEndRun run) : BrowserTest(run)
{
    private const string CaseWithLogs = "Scanner stops after the update";

    [Fact]
    public Task Without_time_logs_there_is_no_Add_button() => WithPicturesAsync(async () =>
    {
        Choose("allowTimeLogs", "no");
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(CaseWithLogs));

        await Assertions.Expect(page.Button("History")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Add")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task As_delivered_everybodys_time_is_shown_and_time_can_be_added() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(CaseWithLogs));

        await page.ExpectSecondsAsync("ht-logs", 2400);
        await Assertions.Expect(page.Button("My time")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Add")).ToBeVisibleAsync();
    });

    [Fact]
    public Task With_own_time_only_nobody_elses_is_shown_and_there_is_nothing_to_choose() => WithPicturesAsync(async () =>
    {
        Choose("ownOnly", "yes");
        var page = new CasePage(await (await SignInAsync("rep1")).NewPageAsync(), Server, Server.CaseId(CaseWithLogs));
        await page.Page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(CaseWithLogs)}");
        await page.Widget.GetByRole(AriaRole.Button, new() { Expanded = false }).ClickAsync();

        await page.ExpectTextAsync("ht-logs", "25 min");
        await page.ExpectTextAsync("ht-activities", "28 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-ticker")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("My time")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Widget.GetByRole(AriaRole.List, new() { Name = "Contributors" })).ToHaveCountAsync(0);
        await page.Button("History").ClickAsync();
        await Assertions.Expect(page.Widget.GetByTestId("ht-history")).ToContainTextAsync("Read the release notes");
        await Assertions.Expect(page.Widget.GetByTestId("ht-history")).Not.ToContainTextAsync("Asked the device team");
    });

    /// <summary>Writes the property into the case forms, for every form factor, as the designer does.</summary>
    private void Choose(string property, string value)
    {
        var query = new QueryExpression("systemform") { ColumnSet = new ColumnSet("formxml") };
        query.Criteria.AddCondition("objecttypecode", ConditionOperator.Equal, "incident");
        foreach (var form in Server.Service.RetrieveMultiple(query).Entities)
        {
            var document = System.Xml.Linq.XDocument.Parse(form.GetAttributeValue<string>("formxml")!);
            foreach (var chosen in document.Descendants(property))
                chosen.Value = value;
            Server.Service.Update(new Entity("systemform", form.Id) { ["formxml"] = document.ToString() });
        }

        Server.Service.Execute(new OrganizationRequest("PublishAllXml"));
    }
}
