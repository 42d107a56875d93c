using System.Net;
using System.Net.Sockets;
using LocalDataverse.Hosting;

namespace CaseTime.Deploy.Tests;

/// <summary>pac-deploy.ps1 -Local against a running local Dataverse.</summary>
public sealed class LocalDeployTests : IAsyncLifetime, IDisposable
{
    private readonly Clone _clone = new();
    private readonly string _data = Directory.CreateTempSubdirectory("casetime-deploy-data").FullName;
    private LocalDataverseHost? _host;

    public async Task InitializeAsync() =>
        _host = await LocalDataverseHost.StartAsync(new HostOptions { DataDirectory = _data, Port = 0, SolutionZip = null, WithDemo = true }, TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void It_installs_and_a_second_run_updates()
    {
        var first = Run();
        Assert.Null(first.Failure);
        Assert.Equal(($"http://localhost:{Port}", _clone.Version, true, "Installed"), (first["Environment"], first["Version"]!.ToString(), first["Managed"], first["Action"]));
        Assert.NotNull(_host!.Organization.Metadata.FindTable("casetime_timetracker"));
        Assert.Equal("Updated", Run()["Action"]);
    }

    [Fact]
    public void A_lower_version_than_the_installed_one_is_refused_before_anything_is_sent()
    {
        Run();
        var installed = _clone.Version;
        File.WriteAllText(_clone.PathOf("CHANGELOG.md"), "# 0.0.1\n");
        Assert.Contains($"has CaseTime {installed}, which is newer than 0.0.1.0", Run().Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unmanaged_solution_does_not_go_over_the_managed_one()
    {
        Run();
        Assert.Contains("installed in http://localhost", Run(("Unmanaged", true)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        Assert.Null(Run(("WhatIf", true)).Failure);
        Assert.Null(_host!.Organization.Metadata.FindTable("casetime_timetracker"));
    }

    [Fact]
    public void A_zip_that_is_refused_is_told_with_the_reason_and_changes_nothing()
    {
        File.WriteAllText(_clone.PathOf("artifacts/CaseTime_managed.zip"), "no zip");
        Assert.Contains("The import failed: The solution file is invalid", Run().Failure, StringComparison.Ordinal);
        Assert.Null(_host!.Organization.Metadata.FindTable("casetime_timetracker"));
    }

    [Fact]
    public void Somebody_who_may_not_import_is_refused() =>
        Assert.Contains("403", Run(("User", "rep1")).Failure, StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_runs_it_says_how_to_start_it()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var free = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        Assert.Contains($"dotnet run --project LocalDataverse -- --port {free}", ScriptRun.Of(_clone, new RecordingPac { Version = "" }, ("Local", true), ("Port", free)).Failure, StringComparison.Ordinal);
    }

    private int Port => new Uri(_host!.Url).Port;

    private ScriptRun Run(params (string Name, object Value)[] parameters) => ScriptRun.Of(_clone, new RecordingPac { Version = _clone.Version }, [("Local", true), ("Port", Port), ("NoBuild", true), .. parameters]);
}
