using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B9: the whole job by keyboard, each control found by its role and name, and the focus never lost.</summary>
public sealed class B9_KeyboardTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const int MostStops = 150;

    private IPage? _page;

    private IPage Page => _page!;

    private ILocator Widget => Page.GetByRole(AriaRole.Region, new() { Name = "Handling time", Exact = true });

    [Fact]
    public Task Everything_goes_by_keyboard_and_the_focus_comes_back() => WithPicturesAsync(async () =>
    {
        var caseId = Server.CaseId(Case);
        Server.AutomaticTime(caseId, "rep1", "v1 0+600");
        _page = await (await SignInAsync("rep1")).NewPageAsync();
        await _page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={caseId}");
        await Page.Locator("section[data-state='ready']").WaitForAsync();

        await ReachAsync(Button("Handling time, total 10 min, running"));
        await PressAsync("Enter");
        await ExpectFocusAsync(Button("Collapse"));
        await GoesThroughInOrderAsync();
        await PausesAndShowsOwnTimeAsync();
        await AddsAsync();
        await EditsAsync();
        await DeletesAndTakesBackAsync();
        await CorrectsAsync();
        await LooksAtTodayAsync();

        await PressAsync("Escape");
        var chip = Widget.GetByRole(AriaRole.Button, new() { Name = "Handling time, total", Expanded = false });
        await ExpectFocusAsync(chip);
        Assert.Equal(36 * 60, Server.Trackers(caseId, TimeCategory.Automatic).Concat(Server.Trackers(caseId, TimeCategory.Manual)).Concat(Server.Trackers(caseId, TimeCategory.Adjustment)).Sum(row => row.GetAttributeValue<int>("casetime_durationseconds")));
    });

    private async Task GoesThroughInOrderAsync()
    {
        await PressAsync("Tab");
        await ExpectFocusAsync(Widget.GetByRole(AriaRole.List, new() { Name = "Contributors" }).GetByRole(AriaRole.Img, new() { Name = "Representative 1" }).First);
        foreach (var name in (string[])["Refresh", "My time", "Pause", "Today", "History", "Add"])
        {
            await PressAsync("Tab");
            await ExpectFocusAsync(Button(name));
        }
        // The widget is no trap: the next stop lies outside.
        await PressAsync("Tab");
        Assert.False(await Widget.EvaluateAsync<bool>("section => section.contains(document.activeElement)"));
        await ReachAsync(Button("Add"), backwards: true);
    }

    private async Task PausesAndShowsOwnTimeAsync()
    {
        await ReachAsync(Button("Pause"), backwards: true);
        await PressAsync("Space");
        await ExpectFocusAsync(Button("Resume"));
        await PressAsync("Space");
        await ExpectFocusAsync(Button("Pause"));
        await ReachAsync(Button("My time"), backwards: true);
        await PressAsync("Space");
        await ExpectFocusAsync(Widget.GetByRole(AriaRole.Button, new() { Name = "My time", Pressed = true }));
        await Assertions.Expect(Widget.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
        await PressAsync("Space");
        await ExpectFocusAsync(Widget.GetByRole(AriaRole.Button, new() { Name = "My time", Pressed = false }));
    }

    private async Task AddsAsync()
    {
        await ReachAsync(Button("Add"));
        await PressAsync("Enter");
        await ExpectFocusAsync(Field("Add", "Duration"));
        await PressAsync("Escape");
        await ExpectFocusAsync(Widget.GetByRole(AriaRole.Button, new() { Name = "Add", Expanded = false }));
        await PressAsync("Enter");
        // What is wrong gets the focus, with its reason.
        await ReachAsync(Button("Save"));
        await PressAsync("Enter");
        await ExpectFocusAsync(Field("Add", "Duration"));
        await Assertions.Expect(Field("Add", "Duration")).ToHaveAttributeAsync("aria-invalid", "true");
        await Page.Keyboard.TypeAsync("30");
        await ReachAsync(Button("Save"));
        await PressAsync("Enter");
        await ExpectFocusAsync(Button("Add"));
        await Assertions.Expect(Widget.GetByTestId("ht-logs")).ToHaveAttributeAsync("data-seconds", "1800");
    }

    private async Task EditsAsync()
    {
        await ReachAsync(Button("History"), backwards: true);
        await PressAsync("Enter");
        var edit = Widget.GetByRole(AriaRole.Button, new() { Name = "Edit time log" });
        await ReachAsync(edit);
        await PressAsync("Enter");
        var duration = Field("Edit time log", "Duration");
        await ExpectFocusAsync(duration);
        await PressAsync("Control+a");
        await Page.Keyboard.TypeAsync("28");
        await ReachAsync(Button("Save"));
        await PressAsync("Enter");
        await Assertions.Expect(Widget.GetByTestId("ht-logs")).ToHaveAttributeAsync("data-seconds", "1680");
        await ExpectFocusAsync(edit);
    }

    private async Task DeletesAndTakesBackAsync()
    {
        await ReachAsync(Widget.GetByRole(AriaRole.Button, new() { Name = "Delete time log: 28 minutes" }));
        await PressAsync("Enter");
        await ExpectFocusAsync(Button("Undo"));
        await Assertions.Expect(Widget.GetByTestId("ht-notice").GetByRole(AriaRole.Status)).Not.ToBeEmptyAsync();
        await Assertions.Expect(Widget.GetByTestId("ht-logs")).ToHaveAttributeAsync("data-seconds", "0");
        await PressAsync("Enter");
        await Assertions.Expect(Widget.GetByTestId("ht-logs")).ToHaveAttributeAsync("data-seconds", "1680");
        await ExpectFocusAsync(Button("Dismiss"));
        await PressAsync("Enter");
        await ExpectFocusAsync(Button("History"));
    }

    private async Task CorrectsAsync()
    {
        var correct = Button("Correct automatic time: Representative 1");
        await ReachAsync(correct);
        await PressAsync("Enter");
        await Page.Keyboard.TypeAsync("-2m");
        var reason = Field("Correct automatic time", "Reason");
        await ReachAsync(reason);
        await Page.Keyboard.TypeAsync("Lunch at the desk");
        await PressAsync("Escape");
        await ExpectFocusAsync(correct);
        await PressAsync("Enter");
        await Page.Keyboard.TypeAsync("-2m");
        await ReachAsync(reason);
        await Page.Keyboard.TypeAsync("Lunch at the desk");
        await ReachAsync(Button("Save"));
        await PressAsync("Enter");
        await Assertions.Expect(Widget.GetByTestId("ht-automatic")).ToHaveAttributeAsync("data-seconds", "480");
        await ExpectFocusAsync(correct);
    }

    private async Task LooksAtTodayAsync()
    {
        await ReachAsync(Button("Today"), backwards: true);
        await PressAsync("Enter");
        await Assertions.Expect(Widget.GetByRole(AriaRole.Region, new() { Name = "My time today" })).ToContainTextAsync("Another device");
        await ExpectFocusAsync(Widget.GetByRole(AriaRole.Button, new() { Name = "Today", Expanded = true }));
    }

    private ILocator Button(string name) => Widget.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private ILocator Field(string form, string label) =>
        Widget.GetByRole(AriaRole.Form, new() { Name = form }).GetByRole(AriaRole.Textbox, new() { Name = label });

    private Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    private static Task ExpectFocusAsync(ILocator control) => Assertions.Expect(control).ToBeFocusedAsync();

    /// <summary>Goes to a control by the Tab key alone.</summary>
    private async Task ReachAsync(ILocator control, bool backwards = false)
    {
        await control.WaitForAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await control.EvaluateAsync<bool>("control => control === document.activeElement"))
                return;
            await PressAsync(backwards ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"The Tab key never reaches {control}.");
    }
}
