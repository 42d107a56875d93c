using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P14: the widget shows what may be seen and offers nothing that the server would refuse.</summary>
public sealed class P14_RightsTests(EndToEndRun run) : BrowserTest(run)
{
    [Fact]
    public Task A_form_that_may_not_be_changed_shows_the_numbers_only() => WithPicturesAsync(async () =>
    {
        // A case of another business unit: representatives read it and may not change it.
        var root = Server.Service.Retrieve("systemuser", Server.UserId("rep1"), new ColumnSet("businessunitid")).GetAttributeValue<EntityReference>("businessunitid");
        var unit = Server.Service.Create(new Entity("businessunit") { ["name"] = "Elsewhere", ["parentbusinessunitid"] = root });
        var owner = Server.Service.Create(new Entity("systemuser")
        {
            ["domainname"] = "elsewhere@casetime.local",
            ["firstname"] = "Representative",
            ["lastname"] = "4",
            ["internalemailaddress"] = "elsewhere@casetime.local",
            ["businessunitid"] = new EntityReference("businessunit", unit),
        });
        GiveRole(owner, "Customer Service Representative");
        var caseId = Server.Service.Create(new Entity("incident")
        {
            ["title"] = "Case of another unit",
            ["customerid"] = new EntityReference("account", Server.Service.Create(new Entity("account") { ["name"] = "Account Z" })),
            ["ownerid"] = new EntityReference("systemuser", owner),
        });
        Server.PhoneCall(caseId, "rep2", "Helped out", 9);

        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        await page.ExpectTextAsync("ht-total", "9 min");
        await Assertions.Expect(page.Widget).ToHaveAttributeAsync("data-state", "readOnly");
        await Assertions.Expect(page.Button("Add")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Button("Refresh")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Who_may_not_read_time_is_told_so_and_offered_nothing() => WithPicturesAsync(async () =>
    {
        TakeRole(Server.UserId("rep3"), "Case Time Representative");
        var rep = await SignInAsync("rep3");
        var page = new CasePage(await rep.NewPageAsync(), Server, Server.CaseId("Scanner stops after the update"));
        await page.Page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId("Scanner stops after the update")}");

        await page.Button("Handling time could not be read.").ClickAsync();

        await Assertions.Expect(page.Widget).ToHaveAttributeAsync("data-state", "error");
        await Assertions.Expect(page.Widget).ToContainTextAsync("Your security roles do not reach what handling time needs");
        await Assertions.Expect(page.Button("Add")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Widget).Not.ToContainTextAsync("1 h 53 min");
    });

    private void GiveRole(Guid user, string role) => Server.Service.Associate("systemuser", user, Roles, [RoleOf(role)]);

    private void TakeRole(Guid user, string role) => Server.Service.Disassociate("systemuser", user, Roles, [RoleOf(role)]);

    private static Relationship Roles => new("systemuserroles_association");

    private EntityReference RoleOf(string name)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        return Server.Service.RetrieveMultiple(query).Entities[0].ToEntityReference();
    }
}
