using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Behaviours;

/// <summary>P17: the report page, read by a supervisor in Los Angeles, whose day begins at 08:00 UTC.</summary>
public sealed class P17_ReportPageTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Scanner stops after the update";
    private const string User = "supervisor";

    [Fact]
    public Task A_supervisor_reads_time_by_day_and_by_representative_down_to_its_time_trackers() => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings(User, ("timezonestandardname", "Pacific Standard Time"));
        // 07:40 to 08:30 UTC, over the supervisor's midnight.
        Server.AutomaticTime(Server.CaseId(Case), "rep1", "v1 27600+3000");
        Server.Log(Server.CaseId(Case), "rep2", "=1+1", 600, EnvironmentTemplate.Start.AddMinutes(-30));
        var page = await AdminPage.OpenAsync(await SignInAsync(User), Server, "report");
        var requests = new List<string>();
        page.Page.Request += (_, request) => requests.Add(request.Url);

        await page.Field("From").FillAsync("2025-03-02");
        await page.Field("To (inclusive)").FillAsync("2025-03-03");
        await page.Field("Group by").SelectOptionAsync("day");
        await ExpectAsync(page.Number("2025-03-02", "automatic"), 1200);
        await ExpectAsync(page.Number("2025-03-03", "automatic"), 1800);
        await ExpectAsync(page.Number("2025-03-03", "logs"), 600);

        await page.Field("Group by").SelectOptionAsync("rep");
        await ExpectAsync(page.Number(Server.UserId("rep1").ToString(), "automatic"), 3000);
        await ExpectAsync(page.Number("sum", "logs"), 600);
        await page.Field("Group by").SelectOptionAsync("case");
        await ExpectAsync(page.Number(Server.CaseId(Case).ToString(), "automatic"), 3000);

        await page.Button(Case).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = $"Time trackers: {Case}" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Automatic" })).ToHaveCountAsync(1);

        await Assertions.Expect(page.Page.Locator("[data-state='done']")).ToBeVisibleAsync();
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Button("Export to CSV").ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains($"\"{Case}\",3000,600,", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.All(requests, request => Assert.True(request.Length < 32 * 1024));
    });

    [Theory]
    [InlineData(1033, ColorScheme.Light, 1280)]
    [InlineData(1033, ColorScheme.Dark, 360)]
    [InlineData(1025, ColorScheme.Light, 360)]
    [InlineData(1025, ColorScheme.Dark, 1280)]
    public Task Both_pages_are_without_fault_in_every_look(int language, ColorScheme scheme, int width) => WithPicturesAsync(async () =>
    {
        Server.PersonalSettings("admin", ("uilanguageid", language));
        Server.AutomaticTime(Server.CaseId(Case), "rep1", "v1 3600+3000");
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, Locale = "en-US" };
        var rep = await SignInAsync("admin", options);

        var settings = await AdminPage.OpenAsync(rep, Server, "settings");
        await settings.Page.GetByRole(AriaRole.Textbox).First.FillAsync("61");
        Assert.Empty(await settings.FindFaultsAsync());
        Assert.InRange(await settings.FindOverflowAsync(), int.MinValue, 0);

        var report = await AdminPage.OpenAsync(rep, Server, "report");
        await report.Page.Locator("input[type=date]").First.FillAsync("2025-01-01");
        await report.Page.Locator("input[type=date]").Last.FillAsync("2025-03-03");
        await Assertions.Expect(report.Page.Locator("[data-state='done'] [data-key='sum']")).ToBeVisibleAsync();
        Assert.Equal(language == 1025 ? "rtl" : "ltr", await report.Page.EvaluateAsync<string>("() => document.documentElement.dir"));
        Assert.Empty(await report.FindFaultsAsync());
        Assert.InRange(await report.FindOverflowAsync(), int.MinValue, 0);
    });

    private static Task ExpectAsync(ILocator number, int seconds) => Assertions.Expect(number).ToHaveAttributeAsync("data-seconds", $"{seconds}");
}
