using System.Net;
using LocalDataverse.Hosting.Seeding;
using LocalDataverse.Query;
using LocalDataverse.Shell;
using LocalDataverse.Solutions;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LocalDataverse.Hosting;

/// <summary>One running environment with its HTTP face. Program starts one; a test may start many.</summary>
public sealed class LocalDataverseHost : IAsyncDisposable
{
    private readonly DataDirectory _data;
    private readonly Organization _organization;
    private readonly WebApplication _app;

    private LocalDataverseHost(DataDirectory data, Organization organization, WebApplication app)
    {
        _data = data;
        _organization = organization;
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = $"http://localhost:{new Uri(address).Port}";
    }

    /// <summary>http://localhost:PORT, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The environment behind the HTTP face.</summary>
    public IOrganization Organization => _organization;

    /// <summary>The environment's own SYSTEM user.</summary>
    public Caller System => Caller.For(_organization.SystemUserId);

    /// <summary>Opens the environment, imports the solution where it is not the one imported last, fills a new environment, listens.</summary>
    /// <exception cref="StartupException">The data folder, the port or the solution zip is not usable.</exception>
    public static async Task<LocalDataverseHost> StartAsync(HostOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Open(options.DataDirectory);
        Organization? organization = null;
        WebApplication? app = null;
        try
        {
            if (options.Reset)
                data.Reset();
            app = BuildApp(options, time);
            organization = OpenOrganization(data, time, app.Services.GetRequiredService<ILoggerFactory>());
            Fill(organization, data, options);
            Map(app, organization, options, time);
            await ListenAsync(app, options.Port, cancellationToken);
            return new LocalDataverseHost(data, organization, app);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            organization?.Dispose();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Lets requests under way end, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _organization.Dispose();
        _data.Dispose();
    }

    private static Organization OpenOrganization(DataDirectory data, TimeProvider time, ILoggerFactory logging)
    {
        try
        {
            return LocalDataverse.Organization.Open(new OrganizationOptions
            {
                DataDirectory = data.FullPath,
                QueryEngine = new QueryEngine(),
                SolutionImporter = new SolutionImporter(),
                Time = time,
                LoggerFactory = logging,
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new StartupException($"The environment in {data.FullPath} can't be opened: {exception.Message} --reset starts a new one.", exception);
        }
    }

    private static void Fill(Organization organization, DataDirectory data, HostOptions options)
    {
        var system = Caller.For(organization.SystemUserId);
        var seeder = new Seeder(organization, system);
        seeder.Seed(SeedFiles.Base);
        if (options.SolutionZip is { } zip)
            StartupImport.Run(organization, system, data, zip);
        if (options.WithDemo)
            seeder.Seed(SeedFiles.Demo);
    }

    private static WebApplication BuildApp(HostOptions options, TimeProvider time)
    {
        // Empty: nothing of the machine's environment variables or settings files moves the host off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // As long as Dataverse takes a URL: FetchXML goes into one.
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
            if (options.Port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(options.Port);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, ManagedLifetime>();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);

        var app = builder.Build();
        app.UseEnvironmentDate(time);
        app.UseRequestGuard();
        return app;
    }

    private static void Map(WebApplication app, Organization organization, HostOptions options, TimeProvider time)
    {
        var system = Caller.For(organization.SystemUserId);
        var service = new WebApiService(organization, system, app.Services.GetRequiredService<ILogger<WebApiService>>());
        app.UseShellSignIn(service.Callers);
        app.MapWebApi(service, options.Throttle is { } requests ? new ServiceProtection(time, requests) : null);
        if (options.ShellDirectory is { } shell)
            app.MapShell(organization, system, shell);
    }

    private static async Task ListenAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw LoopbackPort.Refusal(port, exception.InnerException ?? exception);
        }
    }

    /// <summary>Whoever started the host stops it; the host itself listens to no signal.</summary>
    private sealed class ManagedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
