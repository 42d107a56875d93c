using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>B9: axe-core finds nothing in any state, light, dark and in forced colours, left to right and right to left.</summary>
public sealed class B9_AxeTests(EndToEndRun run) : BrowserTest(run)
{
    private const int English = 1033;
    private const int Arabic = 1025;
    private const string User = "admin";
    private const string ReadyCase = "Scanner stops after the update";
    private const string EmptyCase = "Portal sign-in is refused";
    private const string ResolvedCase = "Duplicate order in the web shop";
    private const string Read = "**/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(**";
    private const string Write = "**/casetime_timetrackers(**";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly (string Name, bool IsDark, ForcedColors Forced)[] Themes =
    [
        ("light", false, ForcedColors.None),
        ("dark", true, ForcedColors.None),
        ("forced colours", false, ForcedColors.Active),
    ];

    private readonly List<string> _found = [];
    private AxeJudge? _axe;
    private WidgetTexts? _texts;
    private IPage? _page;

    private AxeJudge Axe => _axe ??= new AxeJudge(Server);

    private WidgetTexts Texts => _texts!;

    private IPage Page => _page!;

    private ILocator Widget => Page.Locator("section[data-state]");

    [Theory]
    [InlineData(English, "ltr")]
    [InlineData(Arabic, "rtl")]
    public Task Axe_finds_nothing_in_any_state(int language, string direction) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings(User, ("uilanguageid", language));
        Server.Log(Server.CaseId(ReadyCase), User, "Read the manual", 1200, EnvironmentTemplate.Start.AddHours(-1));
        _texts = new WidgetTexts(language);
        _page = await (await SignInAsync(User)).NewPageAsync();

        await NothingRecordedAsync();
        Assert.Equal(direction, await Widget.EvaluateAsync<string>("section => getComputedStyle(section).direction"));
        await AwayAsync();
        await RecordedAsync();
        await ChangedAsync();
        await NotWrittenAsync();
        await WithoutNumbersAsync();

        Assert.True(_found.Count == 0, string.Join('\n', _found));
    });

    private async Task NothingRecordedAsync()
    {
        await OpenAsync(EmptyCase, "empty");
        await FoldAsync();
        await JudgeFoldedAndUnfoldedAsync("empty");
        await PressAsync("Action_Pause");
        await Page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Textbox).First.PressAsync("Backspace");
        await Widget.GetByTestId("ht-offer").WaitForAsync();
        await JudgeFoldedAndUnfoldedAsync("resume offer");
        await PressAsync("Offer_Later");
        await JudgeFoldedAndUnfoldedAsync("paused");
        await PressAsync("Action_Resume");
    }

    private async Task AwayAsync()
    {
        await OpenAsync(EmptyCase, "empty");
        await WorkTime.WorkAsync(Server, Minute, Page);
        await WorkTime.IdleAsync(Server, TimeSpan.FromMinutes(4), Page);
        await JudgeAsync("idle");
        await Page.Mouse.MoveAsync(310, 310);
        await Widget.GetByTestId("ht-return").WaitForAsync();
        await JudgeFoldedAndUnfoldedAsync("return card");
        await PressAsync("Return_Keep");
        await PressAsync("Action_Refresh");
        await Page.Locator("section[data-state='ready']").WaitForAsync();
        await PressAsync("Action_Today");
        await Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem).First.WaitForAsync();
        await JudgeAsync("today");
        await PressAsync("Action_Today");
        await PressAsync("Action_History");
        await PressBeginningAsync("History_Correct");
        await PressAsync("Action_Save");
        await Widget.Locator("[aria-invalid=true]").First.WaitForAsync();
        await JudgeAsync("correction, refused");
    }

    private async Task RecordedAsync()
    {
        await OpenAsync(ReadyCase, "ready");
        await JudgeFoldedAndUnfoldedAsync("ready");
        await PressAsync("Action_MyTime");
        await JudgeAsync("my time");
        await PressAsync("Action_MyTime");
        await PressAsync("Action_Add");
        await Widget.GetByRole(AriaRole.Form).WaitForAsync();
        await JudgeAsync("add");
        await PressAsync("Action_Save");
        await Widget.Locator("[aria-invalid=true]").First.WaitForAsync();
        await JudgeAsync("add, refused");
        await PressAsync("Action_Cancel");
    }

    private async Task ChangedAsync()
    {
        await PressAsync("Action_History");
        await Widget.GetByTestId("ht-history").GetByRole(AriaRole.List).First.WaitForAsync();
        await JudgeAsync("history");
        await PressBeginningAsync("History_EditLog");
        await Widget.GetByRole(AriaRole.Form).WaitForAsync();
        await JudgeAsync("edit");
        await PressAsync("Action_Cancel");
        await PressBeginningAsync("History_DeleteLog");
        await Button("Action_Undo").WaitForAsync();
        await JudgeAsync("notice with undo");
    }

    private async Task NotWrittenAsync()
    {
        await OpenAsync(ReadyCase, "ready");
        await WorkTime.WorkAsync(Server, Minute, Page);
        await Page.Context.SetOfflineAsync(true);
        await PressAsync("Action_Refresh");
        await Widget.GetByTestId("ht-status").GetByText(Texts["Status_NotSynced"]).WaitForAsync();
        await JudgeFoldedAndUnfoldedAsync("not synced");
        await Page.RouteAsync(Write, route => route.FulfillAsync(new RouteFulfillOptions { Status = 403, ContentType = "application/json", Body = """{"error":{"code":"0x80040220","message":"No privilege."}}""" }));
        await Page.Context.SetOfflineAsync(false);
        await PressAsync("Action_Refresh");
        await Widget.GetByTestId("ht-aside").WaitForAsync();
        await PressBeginningAsync("Aside_Discard");
        await JudgeFoldedAndUnfoldedAsync("refused time");
        await Page.UnrouteAsync(Write);
    }

    private async Task WithoutNumbersAsync()
    {
        await OpenAsync(ResolvedCase, "readOnly");
        await JudgeFoldedAndUnfoldedAsync("read-only");

        await Page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident");
        await Page.Locator("section[data-state='unsaved']").WaitForAsync();
        await JudgeFoldedAndUnfoldedAsync("unsaved");

        await Page.RouteAsync(Read, route => route.AbortAsync());
        await OpenAsync(ReadyCase, "error");
        await JudgeFoldedAndUnfoldedAsync("error");
        await Page.UnrouteAsync(Read);

        var answer = new TaskCompletionSource();
        await Page.RouteAsync(Read, async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        await OpenAsync(ReadyCase, "loading");
        await JudgeFoldedAndUnfoldedAsync("loading");
        answer.SetResult();
        await Page.Locator("section[data-state='ready']").WaitForAsync();
        await Page.UnrouteAsync(Read);

        Server.Settings("casetime_enabled", false);
        await OpenAsync(ReadyCase, "off");
        await JudgeFoldedAndUnfoldedAsync("off");
    }

    private async Task OpenAsync(string title, string state)
    {
        await Page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(title)}");
        await Page.Locator($"section[data-state='{state}']").WaitForAsync();
    }

    private ILocator Button(string key) => Widget.GetByRole(AriaRole.Button, new() { Name = Texts[key], Exact = true }).First;

    private Task PressAsync(string key) => Button(key).ClickAsync();

    /// <summary>Presses the first button whose name begins with what stands before the text's first value.</summary>
    private Task PressBeginningAsync(string key) =>
        Widget.GetByRole(AriaRole.Button, new() { Name = Texts[key].Split('{')[0].Trim() }).First.ClickAsync();

    /// <summary>Folds or unfolds without any input that the tracking would hear of.</summary>
    private async Task FoldAsync() => await Widget.Locator("[data-home]").EvaluateAsync("button => button.click()");

    private async Task JudgeFoldedAndUnfoldedAsync(string state)
    {
        await JudgeAsync(state);
        await FoldAsync();
        await JudgeAsync($"{state}, folded");
        await FoldAsync();
    }

    private async Task JudgeAsync(string state)
    {
        foreach (var (name, isDark, forced) in Themes)
        {
            await Page.GetByRole(AriaRole.Switch).First.EvaluateAsync("(control, dark) => void (control.checked === dark || control.click())", isDark);
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = forced });
            _found.AddRange((await Axe.FindAsync(Page)).Select(finding => $"{state}, {name}: {finding}"));
        }
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.None });
    }
}
