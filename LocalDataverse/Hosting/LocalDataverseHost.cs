using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using System.Net;

namespace LocalDataverse.Hosting;

/// <summary>One running environment with its HTTP face. Program starts one; a test may start many.</summary>
public sealed class LocalDataverseHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataDirectory _data;

    private LocalDataverseHost(WebApplication app, DataDirectory data)
    {
        _app = app;
        _data = data;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = $"http://localhost:{new Uri(address).Port}";
    }

    /// <summary>http://localhost:PORT, without a slash at the end.</summary>
    public string Url { get; }

    /// <exception cref="StartupException">The data folder, the port or the solution zip is not usable.</exception>
    public static async Task<LocalDataverseHost> StartAsync(HostOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Open(options.DataDirectory);
        WebApplication? app = null;
        try
        {
            if (options.Reset)
                data.Reset();
            app = BuildApp(options, time);
            await ListenAsync(app, options.Port, cancellationToken);
            return new LocalDataverseHost(app, data);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    private static WebApplication BuildApp(HostOptions options, TimeProvider time)
    {
        // Empty: nothing of the machine's environment variables or settings files moves the host off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (options.Port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, ManagedLifetime>();

        var app = builder.Build();
        app.UseEnvironmentDate(time);
        app.UseRequestGuard();
        return app;
    }

    private static async Task ListenAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw LoopbackPort.Refusal(port, exception);
        }
    }

    /// <summary>Whoever started the host stops it; the host itself listens to no signal.</summary>
    private sealed class ManagedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
