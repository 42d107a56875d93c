using System.Globalization;
using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using static Microsoft.Playwright.Assertions;

namespace CaseTime.EndToEnd.AdminApp;

/// <summary>The shell's page Users: security roles are given and taken, all at once or not at all, by those who may.</summary>
public sealed class UsersTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Person = "Representative 1";
    private const string New = "Case Time Supervisor";
    private const string Had = "Case Time Representative";

    private static readonly BrowserNewContextOptions s_phone =
        new() { ViewportSize = new() { Width = 360, Height = 800 }, ColorScheme = ColorScheme.Dark, TimezoneId = "UTC", Locale = "en-US" };

    [Fact]
    public Task A_role_is_given_by_keyboard_and_counts_from_the_persons_next_page_on() => WithPicturesAsync(async () =>
    {
        var theirs = await (await SignInAsync("rep1")).Context.NewPageAsync();
        await theirs.GotoAsync(Server.AppUrl());
        await Expect(theirs.GetByText("None of your security roles lets you into the app Handling Time")).ToBeVisibleAsync();

        var users = await UsersPage.OpenAsync(await SignInAsync("admin"), Server);
        var page = users.Page;
        await Expect(users.Row(Person)).ToContainTextAsync("rep1@casetime.local");
        await Expect(users.Row(Person)).ToContainTextAsync($"{Had}, Customer Service Representative");
        await Expect(users.Count("6 users")).ToBeVisibleAsync();
        await page.ExpectNothingWrongAsync();

        await users.Manage(Person).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(users.Role(Had)).ToBeCheckedAsync();
        await Expect(users.Role(New)).Not.ToBeCheckedAsync();
        await Expect(users.Button("Save")).ToBeDisabledAsync();
        await Expect(users.Dialog.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("supervisor");
        await Expect(users.Dialog.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(users.Dialog).ToContainTextAsync($"To give: {New}.");
        await page.ExpectNothingWrongAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(users.Button("Save")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(users.Toast(Person)).ToContainTextAsync($"Given: {New}.");
        await Expect(users.Manage(Person)).ToBeFocusedAsync();
        await Expect(users.Row(Person)).ToContainTextAsync($"{Had}, {New}, Customer Service Representative");

        await theirs.ReloadAsync();
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Time Trackers" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task What_others_did_meanwhile_and_what_is_lost_on_the_way_changes_nothing_and_is_told() => WithPicturesAsync(async () =>
    {
        var users = await UsersPage.OpenAsync(await SignInAsync("admin"), Server);
        var page = users.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = $"Select {Person}" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Manage security roles", Exact = true }).ClickAsync();
        await users.Role(New).CheckAsync();
        await users.Role(Had).UncheckAsync();

        Give("rep1", "Basic User");
        await users.Button("Save").ClickAsync();
        await Expect(users.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed these roles meanwhile. Given: Basic User.");
        await Expect(users.Role("Basic User")).ToBeCheckedAsync();
        await Expect(users.Dialog).ToContainTextAsync($"To give: {New}. To take away: {Had}.");

        await page.RouteAsync("**/$batch", route => route.AbortAsync());
        await users.Button("Save").ClickAsync();
        await Expect(users.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server could not be reached.");
        await Expect(users.Role(New)).ToBeCheckedAsync();
        Assert.DoesNotContain(Server.Role(New), Server.RolesOf("rep1"));
        await page.UnrouteAllAsync();
        await users.Button("Save").ClickAsync();
        await Expect(users.Toast(Person)).ToContainTextAsync($"Given: {New}. Taken away: {Had}.");
        Assert.Contains(Server.Role(New), Server.RolesOf("rep1"));
        Assert.DoesNotContain(Server.Role(Had), Server.RolesOf("rep1"));

        // Nobody takes the keys from themselves without a question.
        await users.Manage("Demo Administrator").ClickAsync();
        await users.Role("System Administrator").UncheckAsync();
        await users.Button("Save").ClickAsync();
        await Expect(users.Dialog).ToContainTextAsync("You would no longer be System Administrator.");
        await page.ExpectNothingWrongAsync();
        await users.Button("Back").ClickAsync();
        await Expect(users.Role("System Administrator")).Not.ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(users.Dialog).ToHaveCountAsync(0);
        Assert.Contains(Server.Role("System Administrator"), Server.RolesOf("admin"));
    });

    [Fact]
    public Task Hundreds_of_people_are_read_in_pages_and_found_by_name() => WithPicturesAsync(async () =>
    {
        var unit = Server.Service.Retrieve("systemuser", Server.UserId("admin"), new ColumnSet("businessunitid")).GetAttributeValue<EntityReference>("businessunitid")!;
        for (var number = 100; number < 160; number++)
            CreatePerson(number, unit);
        var users = await OpenOnPhoneAsync("admin", language: 1025);
        await Expect(users.Count("The first 50 users; there are more.")).ToBeVisibleAsync();
        await users.Page.ExpectNothingWrongAsync();
        await users.Page.GetByRole(AriaRole.Button, new() { Name = "Load more" }).ClickAsync();
        await Expect(users.Count("66 users")).ToBeVisibleAsync();
        await Expect(users.Count("66 users")).ToBeFocusedAsync();
        await Expect(users.Rows).ToHaveCountAsync(67);

        await users.Search.FillAsync("Agent 15");
        await users.Search.PressAsync("Enter");
        await Expect(users.Count("10 users")).ToBeVisibleAsync();
        await Expect(users.Row("Agent 159")).ToContainTextAsync("Disabled");
        await Expect(users.Row("Agent 159")).ToContainTextAsync("None");
        await users.Manage("Agent 158").ClickAsync();
        await Expect(users.Role(Had)).ToBeVisibleAsync();
        await users.Page.ExpectNothingWrongAsync();
        await users.Button("Cancel").ClickAsync();
        await users.Search.FillAsync("nobody of this name");
        await users.Search.PressAsync("Enter");
        await Expect(users.Page.GetByText("Nobody's name has \"nobody of this name\" in it.")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Others_may_look_and_who_lost_the_right_meanwhile_is_told() => WithPicturesAsync(async () =>
    {
        var administrator = await OpenOnPhoneAsync("admin");
        await administrator.Manage(Person).ClickAsync();
        await administrator.Role(New).CheckAsync();
        Give("admin", "Basic User");
        Server.Service.Disassociate("systemuser", Server.UserId("admin"), new Relationship("systemuserroles_association"), [Server.Role("System Administrator")]);
        await administrator.Button("Save").ClickAsync();
        await Expect(administrator.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("prvAssignRole");
        await Expect(administrator.Role(New)).ToBeCheckedAsync();
        Assert.DoesNotContain(Server.Role(New), Server.RolesOf("rep1"));
        await administrator.Page.ExpectNothingWrongAsync();

        var looker = await OpenOnPhoneAsync("rep2");
        await Expect(looker.Page.GetByText("yours lack the privilege prvAssignRole")).ToBeVisibleAsync();
        await Expect(looker.Row(Person)).ToContainTextAsync(Had);
        await Expect(looker.Manage(Person)).ToHaveCountAsync(0);
        await looker.Page.ExpectNothingWrongAsync();
        await looker.Page.SetViewportSizeAsync(1280, 800);
        await Expect(looker.Page.GetByRole(AriaRole.Link, new() { Name = "Cases", Exact = true })).ToBeVisibleAsync();
        await Expect(looker.Page.GetByRole(AriaRole.Link, new() { Name = "Users", Exact = true })).ToHaveCountAsync(0);
    });

    private async Task<UsersPage> OpenOnPhoneAsync(string user, int language = 1033)
    {
        Server.PersonalSettings(user, ("uilanguageid", language));
        var page = await (await SignInAsync(user, s_phone)).Context.NewPageAsync();
        await page.GotoAsync(Server.Url + UsersPage.Address);
        var users = new UsersPage(page);
        await users.Rows.Nth(1).WaitForAsync();
        return users;
    }

    private void Give(string user, string role) => Server.Service.Associate("systemuser", Server.UserId(user), new Relationship("systemuserroles_association"), [Server.Role(role)]);

    private void CreatePerson(int number, EntityReference unit) => Server.Service.Create(new Entity("systemuser")
    {
        ["firstname"] = "Agent",
        ["lastname"] = number.ToString(CultureInfo.InvariantCulture),
        ["domainname"] = $"agent{number}@casetime.local",
        ["businessunitid"] = unit,
        ["isdisabled"] = number == 159,
    });
}
