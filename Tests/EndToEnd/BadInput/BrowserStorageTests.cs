using CaseTime.EndToEnd.Running;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.BadInput;

/// <summary>What lies in the browser may be tampered with, or somebody else's.</summary>
public sealed class BrowserStorageTests(EndToEndRun run) : BrowserTest(run)
{
    private const string Case = "Portal sign-in is refused";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Puts a record into every journal of the browser.</summary>
    private const string Put = """
        async record => {
          for (const { name } of await indexedDB.databases()) {
            if (!name.startsWith('casetime/')) continue;
            const database = await new Promise((resolve, reject) => {
              const opening = indexedDB.open(name);
              opening.onsuccess = () => resolve(opening.result);
              opening.onerror = () => reject(opening.error);
            });
            const transaction = database.transaction('entries', 'readwrite');
            transaction.objectStore('entries').put(record);
            await new Promise((resolve, reject) => {
              transaction.oncomplete = resolve;
              transaction.onerror = () => reject(transaction.error);
            });
            database.close();
          }
        }
        """;

    [Theory]
    [InlineData("longer than its day", "2025-03-02", "v1 0+99999", null)]
    [InlineData("no timeline", "2025-03-02", "<script>alert(1)</script>", null)]
    [InlineData("in the future", "2025-03-03", "v1 80000+600", null)]
    [InlineData("somebody else's", "2025-03-02", "v1 0+600", "00000000-0000-0000-0000-000000000001")]
    public Task A_journal_that_was_tampered_with_is_left_out_reported_and_never_sent(string what, string workDate, string pending, string? otherUser) => WithPicturesAsync(async () =>
    {
        Assert.NotEmpty(what);
        var page = await (await SignInAsync("rep1")).OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();
        await page.Button("Pause").ClickAsync();
        var userId = otherUser ?? Server.UserId("rep1").ToString();
        await page.Page.EvaluateAsync(Put, new { caseId = CaseId.ToString(), workDate, pending, provisional = new Dictionary<string, string>(), aside = Array.Empty<string>(), userId });

        await page.ReloadAsync();
        await WorkTime.WorkAsync(Server, Minute, page.Page);
        await page.RefreshAsync();

        await Assertions.Expect(page.Status).ToContainTextAsync("Time kept in this browser was damaged and has been left out.");
        Assert.InRange(Server.AutomaticSeconds(CaseId), 117, 120);
        var row = Assert.Single(Server.Trackers(CaseId, TimeCategory.Automatic));
        Assert.True(row.GetAttributeValue<DateTime>("casetime_starttime") >= EnvironmentTemplate.Start.UtcDateTime.AddSeconds(-2));
    });

    [Fact]
    public Task Another_user_of_the_same_browser_sees_and_sends_nothing_of_the_first() => WithPicturesAsync(async () =>
    {
        var first = await SignInAsync("rep1");
        var page = await first.OpenCaseAsync(CaseId);
        await first.Context.SetOfflineAsync(true);
        await WorkTime.WorkAsync(Server, 2 * Minute, page.Page);
        await page.Page.CloseAsync();
        await first.Context.SetOfflineAsync(false);
        Assert.Equal(0, Server.AutomaticSeconds(CaseId));

        var second = new Rep(first.Context, Server, "rep2", hasRealTime: true);
        await second.SignInAsync();
        var theirs = await second.OpenCaseAsync(CaseId);
        await WorkTime.WorkAsync(Server, Minute, theirs.Page);
        await theirs.RefreshAsync();
        await theirs.Button("Today").ClickAsync();

        await Assertions.Expect(theirs.Widget.GetByTestId("ht-timeline").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Assertions.Expect(theirs.Status).Not.ToContainTextAsync("recovered");
        Assert.Equal(0, Server.AutomaticSeconds(CaseId, Server.UserId("rep1")));
        Assert.InRange(Server.AutomaticSeconds(CaseId, Server.UserId("rep2")), 59, 60);
        await theirs.Page.CloseAsync();

        var again = new Rep(first.Context, Server, "rep1", hasRealTime: true);
        await again.SignInAsync();
        var back = await again.OpenCaseAsync(CaseId);
        await Assertions.Expect(back.Status).ToContainTextAsync("from an earlier visit was recovered");
        await back.RefreshAsync();
        Assert.InRange(Server.AutomaticSeconds(CaseId, Server.UserId("rep1")), 115, 121);
    });

    private Guid CaseId => Server.CaseId(Case);
}
