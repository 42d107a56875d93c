using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P4: the widget floats at the bottom right of the form, wherever on the form it was placed, and covers none of the form's own buttons.</summary>
public sealed class P4_FloatingTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private const int Width = 1280;
    private const int Height = 900;

    /// <summary>CSS pixels between the widget and the edges of the window.</summary>
    private const int Margin = 40;

    [Fact]
    public Task It_stays_at_the_bottom_right_whatever_tab_of_the_form_is_selected() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);

        foreach (var tab in (string[])["Summary", "Activities", "Time trackers"])
        {
            await page.Page.GetByRole(AriaRole.Tab, new() { Name = tab, Exact = true }).ClickAsync();
            var box = await BoxAsync(page);
            Assert.InRange(box.X + box.Width, Width - Margin, Width);
            Assert.InRange(box.Y + box.Height, Height - Margin, Height);
        }
    });

    [Fact]
    public Task Above_the_footer_of_a_form_its_button_to_save_can_be_pressed() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await page.ChooseFormAsync("Case with pages");
        var footer = page.Page.Locator("[data-id='form-footer']");
        await footer.WaitForAsync();
        await page.ExpandAsync();

        await ExpectAboveAsync(page, footer);
        await page.FormField("Case Title").FillAsync("Portal sign-in is refused again");
        await footer.GetByRole(AriaRole.Button, new() { Name = "Save record", Exact = true }).ClickAsync();
        await Assertions.Expect(footer.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        Assert.NotEqual(Guid.Empty, Server.CaseId("Portal sign-in is refused again"));
    });

    [Fact]
    public Task A_message_in_its_corner_moves_it_up_and_lets_it_down_again() => WithPicturesAsync(async () =>
    {
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        var before = await BoxAsync(page);

        // As pages and browser extensions show messages: held at the bottom right for a while.
        await page.Page.EvaluateAsync("""
            () => {
              const message = document.body.appendChild(document.createElement('div'));
              message.id = 'message';
              message.style.cssText = 'position:fixed;right:0;bottom:0;width:300px;height:80px;background:black';
            }
            """);
        await ExpectAboveAsync(page, page.Page.Locator("#message"));
        await page.Page.EvaluateAsync("document.getElementById('message').remove()");
        await UntilAsync(page, async () => (await BoxAsync(page)).Y >= before.Y - 1, "down again");
    });

    [Fact]
    public Task On_a_phone_it_fits_between_the_edges() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 640 }, TimezoneId = "UTC", Locale = "en-US" });
        var page = await rep.OpenCaseAsync(CaseId);
        await page.Button("Add").ClickAsync();
        await page.Button("Save").ScrollIntoViewIfNeededAsync();

        var box = await BoxAsync(page);
        Assert.True(box is { X: >= 0, Y: >= 0 } && box.X + box.Width <= 360 && box.Y + box.Height <= 640, $"{box.X}, {box.Y}, {box.Width} x {box.Height}");
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"));
        Assert.True(await page.Widget.EvaluateAsync<bool>("section => [...section.querySelectorAll('*')].every(element => element.scrollWidth <= element.clientWidth + 1 || getComputedStyle(element).overflowX !== 'auto')"));
    });

    [Fact]
    public Task Folded_or_not_is_remembered_for_each_user_of_a_browser() => WithPicturesAsync(async () =>
    {
        var rep = await SignInAsync("rep1");
        var page = await rep.OpenCaseAsync(CaseId);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Button("Collapse")).ToBeVisibleAsync();

        await new Rep(rep.Context, Server, "rep2", hasRealTime: true).SignInAsync();
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Button("Handling time, total 0 s, running")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Collapse")).ToHaveCountAsync(0);

        await rep.SignInAsync();
        await page.Page.ReloadAsync();
        await page.Button("Collapse").ClickAsync();
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Button("Handling time, total 0 s, running")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Collapse")).ToHaveCountAsync(0);
    });

    private Guid CaseId => Server.CaseId(Case);

    private static async Task<LocatorBoundingBoxResult> BoxAsync(CasePage page) => (await page.Widget.BoundingBoxAsync())!;

    private async Task ExpectAboveAsync(CasePage page, ILocator bar)
    {
        var top = (await bar.BoundingBoxAsync())!.Y;
        await UntilAsync(page, async () => await BoxAsync(page) is var box && box.Y + box.Height <= top + 1, $"above {top}");
    }

    /// <summary>It looks at the page half a second after a change, by the page's clock.</summary>
    private async Task UntilAsync(CasePage page, Func<Task<bool>> condition, string what)
    {
        for (var attempt = 0; !await condition(); attempt++)
        {
            if (attempt == 20)
                Assert.Fail($"The widget never came {what}; it ends at {await BoxAsync(page) switch { var box => box.Y + box.Height }}.");
            await WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(1), page.Page);
        }
    }
}
