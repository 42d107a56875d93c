using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P7: what the widget shows, folded and unfolded. The case has 40 min of logs and 73 min of activities.</summary>
public sealed class P7_WidgetTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";

    [Fact]
    public Task Collapsed_it_is_a_chip_with_the_total_and_whether_time_runs() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));

        await page.Button("Collapse").ClickAsync();
        await Assertions.Expect(page.Button("Handling time, total 1 h 53 min, running")).ToHaveTextAsync("1 h 53 min");

        await page.ExpandAsync();
        await page.Button("Pause").ClickAsync();
        await page.Button("Collapse").ClickAsync();
        await Assertions.Expect(page.Button("Handling time, total 1 h 53 min, paused")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Expanded_it_has_all_numbers_and_when_they_were_read() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(Server.CaseId(Case));
        await Assertions.Expect(page.Widget.GetByTestId("ht-updated")).ToHaveTextAsync("Last updated: 3/3/25, 9:00 AM");

        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(2), page.Page);
        await page.RefreshAsync();

        await page.ExpectTextAsync("ht-total", "1 h 55 min");
        await page.ExpectTextAsync("ht-automatic", "2 min");
        await page.ExpectTextAsync("ht-manual", "1 h 53 min");
        await page.ExpectTextAsync("ht-logs", "40 min");
        await page.ExpectTextAsync("ht-activities", "1 h 13 min");
        await Assertions.Expect(page.Widget.GetByTestId("ht-updated")).ToHaveTextAsync("Last updated: 3/3/25, 9:02 AM");
        foreach (var button in (string[])["Refresh", "My time", "Pause", "Today", "History", "Add", "Collapse"])
            await Assertions.Expect(page.Button(button)).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_faces_are_of_all_who_contributed_in_whatever_way() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("How to add a second user");
        Server.Log(caseId, "rep2", "Looked it up", 60, EnvironmentTemplate.Start.AddHours(-1));
        Server.PhoneCall(caseId, "supervisor", "Called back", 5);
        var third = await (await SignInAsync("rep3")).OpenCaseAsync(caseId);
        await WorkTime.WorkAsync(Server, TimeSpan.FromMinutes(1), third.Page);
        await third.RefreshAsync();

        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        var faces = page.Widget.GetByRole(AriaRole.List, new() { Name = "Contributors" });
        await Assertions.Expect(faces.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        foreach (var name in (string[])["Representative 2", "Representative 3", "Demo Supervisor"])
            await Assertions.Expect(faces.GetByRole(AriaRole.Img, new() { Name = name, Exact = true }).First).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_face_is_a_picture_or_initials_and_those_beyond_the_sixth_hide_behind_their_number() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId("How to add a second user");
        foreach (var user in (string[])["supervisor", "rep1", "rep2", "rep3"])
            Server.PhoneCall(caseId, user, "Helped", 5);
        for (var number = 4; number <= 8; number++)
            Server.PhoneCall(caseId, NewUser($"rep{number}", $"{number}"), "Helped", 5);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(caseId);

        var faces = page.Widget.GetByRole(AriaRole.List, new() { Name = "Contributors" });
        await Assertions.Expect(faces.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(7);
        await faces.GetByRole(AriaRole.Button, new() { Name = "Show 3 more contributors" }).ClickAsync();

        await Assertions.Expect(faces.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(9);
        await Assertions.Expect(faces.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Assertions.Expect(Face(faces, "Representative 2")).ToHaveTextAsync("R2");
        var picture = Face(faces, "Demo Supervisor").Locator("img");
        await Assertions.Expect(picture).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await picture.EvaluateAsync<int>("image => image.naturalWidth") > 0);
        await Face(faces, "Representative 2").HoverAsync();
        await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(1), page.Page);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("Representative 2");
    });

    private static ILocator Face(ILocator faces, string name) => faces.GetByRole(AriaRole.Img, new() { Name = name, Exact = true }).First;

    private string NewUser(string user, string lastName)
    {
        var unit = Server.Service.Retrieve("systemuser", Server.UserId("rep1"), new ColumnSet("businessunitid")).GetAttributeValue<EntityReference>("businessunitid");
        Server.Service.Create(new Entity("systemuser")
        {
            ["domainname"] = $"{user}@casetime.local",
            ["firstname"] = "Representative",
            ["lastname"] = lastName,
            ["internalemailaddress"] = $"{user}@casetime.local",
            ["businessunitid"] = unit,
        });
        return user;
    }
}
