using CaseTime.EndToEnd.Browser;
using Microsoft.Playwright;

namespace CaseTime.EndToEnd.Running;

/// <summary>A test in the browser: an environment of its own, and a picture of every page when it fails.</summary>
[Collection(EndToEndCollection.Name)]
public abstract class BrowserTest(EndToEndRun run) : IAsyncLifetime
{
    /// <summary>Generous: other test projects may keep both cores busy.</summary>
    private const int PatienceMilliseconds = 60_000;

    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<Desk> _desks = [];
    private RunningEnvironment? _environment;

    protected RunningEnvironment Server => _environment!;

    /// <summary>Null: time stands still unless the test moves it.</summary>
    protected virtual TimeProvider? Clock => null;

    /// <summary>What the test begins with.</summary>
    protected virtual Task<RunningEnvironment> StartAsync(EnvironmentTemplate template) => template.StartCopyAsync(Clock);

    public async Task InitializeAsync() => _environment = await StartAsync(run.Template);

    public async Task DisposeAsync()
    {
        foreach (var context in _contexts)
            await context.CloseAsync();
        foreach (var desk in _desks)
            await desk.DisposeAsync();
        if (_environment is not null)
            await _environment.DisposeAsync();
    }

    /// <summary>A browser profile of its own in which that user is signed in.</summary>
    protected async Task<Rep> SignInAsync(string user, BrowserNewContextOptions? options = null)
    {
        var context = await run.Browser.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 }, TimezoneId = "UTC", Locale = "en-US" });
        _contexts.Add(context);
        context.SetDefaultTimeout(PatienceMilliseconds);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var rep = new Rep(context, Server, user);
        await rep.SignInAsync();
        return rep;
    }

    /// <summary>
    /// A browser process of its own in which that user is signed in. There focus, tabs and windows are as real as a browser without a
    /// screen has them, while the pages of <see cref="SignInAsync"/> all believe to have the focus.
    /// </summary>
    protected async Task<Desk> SitDownAsync(string user, bool hasRealTime = false)
    {
        var desk = await Desk.SitDownAsync(run.Browser.Playwright, Server, user, hasRealTime);
        lock (_desks)
            _desks.Add(desk);
        return desk;
    }

    /// <summary>Runs the body of a test; when it fails, all pages are photographed first.</summary>
    protected async Task WithPicturesAsync(Func<Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        try
        {
            await body();
        }
        catch
        {
            var number = 0;
            foreach (var page in _contexts.Concat(_desks.Where(desk => desk.IsOpen).Select(desk => desk.Rep.Context)).SelectMany(context => context.Pages))
                await TryPhotographAsync(page, Path.Combine(Results(), $"{GetType().Name}.{test}.{++number}.png"));
            throw;
        }
    }

    /// <summary>Automatic seconds that the server has for a case, or soon has: a page that goes away sends without anybody waiting for it.</summary>
    protected async Task ExpectOnServerAsync(Guid caseId, int least, int most)
    {
        for (var attempt = 0; Server.AutomaticSeconds(caseId) < least && attempt < 100; attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        Assert.InRange(Server.AutomaticSeconds(caseId), least, most);
    }

    private static string Results() => Path.Combine(LocalDataverse.Hosting.CloneBuild.Find()!.Root, "artifacts", "test-results");

    /// <summary>A page that can't be photographed must not hide why the test failed.</summary>
    private static async Task TryPhotographAsync(IPage page, string path)
    {
        try
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"No picture {path}: {exception.Message}");
        }
    }
}
