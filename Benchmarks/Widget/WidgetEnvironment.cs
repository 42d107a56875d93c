using CaseTime.EndToEnd.Browser;
using CaseTime.EndToEnd.Cost;
using LocalDataverse;
using LocalDataverse.Hosting;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks.Widget;

/// <summary>A local Dataverse with its demo data, and a browser in which a representative has a case open.</summary>
internal sealed class WidgetEnvironment : IAsyncDisposable
{
    private const string Case = "Scanner stops after the update";
    private const string Rep = "rep1@casetime.local";
    private readonly DirectoryInfo _folder;
    private readonly LocalDataverseHost _host;
    private readonly BrowserProcess _browser;

    private WidgetEnvironment(DirectoryInfo folder, LocalDataverseHost host, BrowserProcess browser, IPage page, ControlRequests requests)
    {
        (_folder, _host, _browser) = (folder, host, browser);
        (Page, Requests) = (page, requests);
    }

    public IPage Page { get; }

    public ControlRequests Requests { get; }

    /// <summary>The floating widget.</summary>
    public ILocator Widget => Page.Locator("section[data-state][aria-label='Handling time']");

    /// <summary>Opens the case form and waits for its first numbers.</summary>
    /// <param name="time">The server's; the page's clock stands at it and moves with the caller where it is not the system's.</param>
    public static async Task<WidgetEnvironment> OpenAsync(TimeProvider time)
    {
        var clone = CloneBuild.Find() ?? throw new InvalidOperationException("The widget is measured from a clone.");
        await BuildRunner.BuildWhatIsMissingAsync(clone, new SilentProgress(), CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("casetime-benchmark-");
        var options = new HostOptions { Port = 0, DataDirectory = folder.FullName, SolutionZip = clone.ManagedZip, ShellDirectory = clone.ShellDirectory };
        var host = await LocalDataverseHost.StartAsync(options, time, CancellationToken.None);
        var browser = await BrowserProcess.StartAsync();
        var context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 }, Locale = "en-US" });
        await SignInAsync(context, host.Url);
        if (time != TimeProvider.System)
        {
            var now = time.GetUtcNow().UtcDateTime;
            await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = now.AddSeconds(-10) });
            await context.Clock.PauseAtAsync(now);
        }
        await ControlProbe.AddToAsync(context);
        var page = await context.NewPageAsync();
        var environment = new WidgetEnvironment(folder, host, browser, page, await ControlRequests.ListenAsync(page));
        await page.GotoAsync($"{host.Url}/main.aspx?pagetype=entityrecord&etn=incident&id={CaseId(host)}");
        await environment.Widget.Locator("[data-running='true']").WaitForAsync();
        return environment;
    }

    /// <summary>Expanded, with the ticker of My time.</summary>
    public async Task ShowTickerAsync()
    {
        await Widget.GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        await Button("My time").ClickAsync();
        await Widget.GetByTestId("ht-ticker").WaitForAsync();
    }

    public Task CollapseAsync() => Button("Collapse").ClickAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private ILocator Button(string name) => Widget.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task SignInAsync(IBrowserContext context, string url)
    {
        var response = await context.APIRequest.PostAsync($"{url}/shell/session", new APIRequestContextOptions { DataObject = new { user = Rep } });
        if (!response.Ok)
            throw new InvalidOperationException(await response.TextAsync());
    }

    private static Guid CaseId(LocalDataverseHost host)
    {
        var query = new QueryExpression("incident") { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition("title", ConditionOperator.Equal, Case);
        return host.Organization.ServiceFor(host.System).RetrieveMultiple(query).Entities.Single().Id;
    }

    private sealed class SilentProgress : IProgressDisplay
    {
        public Task RunAsync(string headline, Func<Action<string>, Task> work) => work(_ => { });
    }
}
