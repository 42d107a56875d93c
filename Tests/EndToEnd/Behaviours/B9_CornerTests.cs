using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>The widget keeps to its corner: inside the window, over none of the page's own buttons, above its footer and its messages.</summary>
public sealed class B9_CornerTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";

    /// <summary>"Case with pages": its footer has a Save button at the end, where the widget floats.</summary>
    private const string FormWithFooter = "789e07b0-ae12-5a80-8a37-792880988968";

    private const int Height = 640;

    /// <summary>
    /// Buttons of the page that somebody who presses their middle would miss for the widget. On a phone commands fill the page's upper
    /// half; an open card is as wide as the screen and lies over some of them until it is folded again.
    /// </summary>
    private const string Covered = """
        commands => {
          const own = document.querySelector('section[data-state]').closest('[data-casetime-own]');
          const always = '[data-id=form-footer] button, [data-snackbar] button, header button';
          const buttons = [...document.querySelectorAll(commands ? `${always}, [role=toolbar] button` : always)];
          return buttons.filter(button => {
            const box = button.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            return box.width > 0 && own.contains(document.elementFromPoint(x, y));
          }).map(button => button.textContent);
        }
        """;

    /// <summary>What of the widget lies outside the window, or makes the page wider than it.</summary>
    private const string Outside = """
        () => {
          const parts = [...document.querySelector('section[data-state]').children].filter(part => part.getAttribute('role') !== 'status');
          const found = parts.map(part => part.getBoundingClientRect())
            .filter(box => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
            .map(box => `${box.left} ${box.top} ${box.right} ${box.bottom}`);
          const { scrollWidth } = document.scrollingElement;
          return scrollWidth > innerWidth ? [...found, `page ${scrollWidth}`] : found;
        }
        """;

    [Theory]
    [InlineData(1280, 1033)]
    [InlineData(1280, 1025)]
    [InlineData(360, 1033)]
    [InlineData(360, 1025)]
    public Task It_covers_no_button_of_the_page_and_stays_inside_the_window(int width, int language) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("rep1", ("uilanguageid", language));
        var texts = new WidgetTexts(language);
        var rep = await SignInAsync("rep1", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = Height }, TimezoneId = "UTC", Locale = "en-US", ReducedMotion = ReducedMotion.Reduce });
        var page = await rep.NewPageAsync();
        await page.GotoAsync($"{Server.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={Server.CaseId(Case)}&formid={FormWithFooter}");
        var widget = page.Locator("section[data-state='ready']");
        await widget.WaitForAsync();
        await page.Locator("[data-id=form-footer] button").WaitForAsync();

        await ExpectRoomAsync(page, "folded");
        var chip = (await widget.Locator("[data-home]").BoundingBoxAsync())!;
        Assert.Equal(language == 1025, chip.X + (chip.Width / 2) < width / 2.0);

        await SnackbarAsync(page, shown: true);
        await ExpectRoomAsync(page, "folded, above a message");
        var raised = (await widget.Locator("[data-home]").BoundingBoxAsync())!;
        Assert.True(raised.Y < chip.Y, $"{raised.Y} is not above {chip.Y}.");
        await SnackbarAsync(page, shown: false);
        Assert.Equal(chip.Y, (await widget.Locator("[data-home]").BoundingBoxAsync())!.Y);

        await widget.Locator("[data-home]").ClickAsync();
        foreach (var key in (string[])["Action_History", "Action_Add"])
            await widget.GetByRole(AriaRole.Button, new() { Name = texts[key], Exact = true }).First.ClickAsync();
        await widget.GetByTestId("ht-history").GetByRole(AriaRole.List).First.WaitForAsync();
        await ExpectRoomAsync(page, "unfolded");
        await ExpectScrollsAsync(widget);
        await SnackbarAsync(page, shown: true);
        await ExpectRoomAsync(page, "unfolded, above a message");
        await ExpectScrollsAsync(widget);
    });

    /// <summary>All that is in the card can be brought into it, and nothing beside it.</summary>
    private static async Task ExpectScrollsAsync(ILocator widget)
    {
        var card = widget.Locator("> div:has([data-home])");
        Assert.True(await card.EvaluateAsync<bool>("card => card.scrollHeight > card.clientHeight && card.scrollWidth <= card.clientWidth"));
        Assert.True(await card.EvaluateAsync<bool>("""
            card => {
              card.scrollTop = card.scrollHeight;
              const last = [...card.children].at(-1).getBoundingClientRect();
              const reached = last.bottom <= card.getBoundingClientRect().bottom;
              card.scrollTop = 0;
              return reached;
            }
            """));
    }

    /// <summary>A message of the page with a button, at the bottom of the window and as wide as it.</summary>
    private async Task SnackbarAsync(IPage page, bool shown)
    {
        await page.EvaluateAsync("""
            shown => {
              document.querySelector('[data-snackbar]')?.remove();
              if (!shown) return;
              const bar = document.body.appendChild(document.createElement('div'));
              bar.dataset.snackbar = '';
              bar.style.cssText = 'position: fixed; inset-inline: 8px; bottom: 56px; height: 48px; background: #333; z-index: 800; text-align: end';
              bar.appendChild(document.createElement('button')).textContent = 'View record';
            }
            """, shown);
        await LookAsync(page);
    }

    private async Task ExpectRoomAsync(IPage page, string state)
    {
        await LookAsync(page);
        var outside = await page.EvaluateAsync<string[]>(Outside);
        Assert.True(outside.Length == 0, $"{state}: outside {string.Join(", ", outside)}");
        var isPhone = page.ViewportSize!.Width < 480;
        var covered = await page.EvaluateAsync<string[]>(Covered, !isPhone || state.StartsWith("folded", StringComparison.Ordinal));
        Assert.True(covered.Length == 0, $"{state}: covers {string.Join(", ", covered)}");
    }

    /// <summary>The widget looks at its corner soon after the page changed, by the page's clock.</summary>
    private Task LookAsync(IPage page) => WorkTime.IdleAsync(Server, TimeSpan.FromSeconds(2), page);
}
