using CaseTime.EndToEnd.Browser;

namespace CaseTime.EndToEnd.Running;

/// <summary>What all tests of the run share: the browser and the prepared environment.</summary>
public sealed class EndToEndRun : IAsyncLifetime
{
    private BrowserProcess? _browser;
    private EnvironmentTemplate? _template;

    public BrowserProcess Browser => _browser!;

    public EnvironmentTemplate Template => _template!;

    public async Task InitializeAsync()
    {
        _template = await EnvironmentTemplate.MakeAsync();
        _browser = await BrowserProcess.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _template?.Dispose();
    }
}

/// <summary>The tests of this collection run one after another: two cores are enough for one browser at work.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndCollection : ICollectionFixture<EndToEndRun>
{
    public const string Name = "End to end";
}
