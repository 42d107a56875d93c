using System.Management.Automation.Language;
using System.Security;

namespace CaseTime.Deploy.Tests;

/// <summary>pac-deploy.ps1 against a pac that only remembers.</summary>
public sealed class PacDeployTests : IDisposable
{
    private const string Environment = "https://contoso.crm.dynamics.com";

    private readonly Clone _clone = new();
    private readonly RecordingPac _pac;

    public PacDeployTests() => _pac = new RecordingPac { Version = _clone.Version };

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void A_new_environment_gets_the_managed_solution_built_packed_imported_and_verified()
    {
        var run = Run();
        Assert.Null(run.Failure);
        Assert.Equal((Environment, "CaseTime", _clone.Version, true, "Installed"), (run["Environment"], run["Solution"], run["Version"]!.ToString(), run["Managed"], run["Action"]));
        Assert.Collection(
            _pac.Calls,
            call => Assert.Equal("pac auth who", call),
            call => Assert.Equal($"pac solution list --environment {Environment}", call),
            call => Assert.Equal($"dotnet build {_clone.PathOf(Path.Combine("Packaging", "CaseTime.Packaging.csproj"))}", call),
            call => Assert.StartsWith("pac solution pack --zipfile ", call, StringComparison.Ordinal),
            call => Assert.Equal($"pac solution import --path {_clone.PathOf(Path.Combine("artifacts", "pac", "CaseTime_managed.zip"))} --environment {Environment} --async --max-async-wait-time 60 --activate-plugins --publish-changes", call),
            call => Assert.Equal($"pac solution list --environment {Environment}", call));
    }

    [Fact]
    public void What_pac_packs_has_the_built_plugin_and_control_in_their_places()
    {
        Run();
        var source = _clone.PathOf("artifacts/pac/source");
        Assert.Single(Directory.GetFiles(source, "CaseTimePlugins.dll", SearchOption.AllDirectories));
        Assert.True(File.Exists(Path.Combine(source, "Controls", "casetime_CaseTime.HandlingTime", "bundle.js")));
        Assert.True(File.Exists(Path.Combine(source, "Other", "Solution.xml")));
    }

    [Fact]
    public void A_second_run_updates_and_ends_the_same()
    {
        Run();
        var run = Run();
        Assert.Null(run.Failure);
        Assert.Equal("Updated", run["Action"]);
        Assert.DoesNotContain(_pac.Calls, call => call.Contains("--stage-and-upgrade", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.0.1.0", true, "Upgraded")]
    [InlineData("0.0.1.0", false, "Updated")]
    [InlineData(null, true, "Installed")]
    public void Only_Upgrade_of_a_lower_version_deletes_what_is_gone(string? installed, bool upgrade, string action)
    {
        _pac.Installed = installed is null ? null : (installed, true);
        var run = upgrade ? Run(("Upgrade", true)) : Run();
        Assert.Equal(action, run["Action"]);
        Assert.Equal(action == "Upgraded", _pac.Calls.Any(call => call.EndsWith(" --stage-and-upgrade", StringComparison.Ordinal)));
    }

    [Fact]
    public void Unmanaged_overwriting_and_checking_are_asked_for()
    {
        var run = Run(("Unmanaged", true), ("OverwriteCustomizations", true), ("Check", true), ("NoBuild", true));
        Assert.Null(run.Failure);
        Assert.Equal(false, run["Managed"]);
        Assert.Contains(_pac.Calls, call => call.StartsWith("pac solution check --path ", StringComparison.Ordinal));
        Assert.Contains(_pac.Calls, call => call.Contains("CaseTime.zip --environment", StringComparison.Ordinal) && call.EndsWith(" --force-overwrite", StringComparison.Ordinal));
        Assert.DoesNotContain(_pac.Calls, call => call.StartsWith("dotnet", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_only_reads()
    {
        var run = Run(("WhatIf", true));
        Assert.Null(run.Failure);
        Assert.Null(run.Result);
        Assert.Equal(["pac auth who", $"pac solution list --environment {Environment}"], _pac.Calls);
        Assert.False(Directory.Exists(_clone.PathOf("artifacts/pac")));
    }

    [Fact]
    public void Without_pac_it_says_how_to_get_it() =>
        Assert.Contains("dotnet tool install --global Microsoft.PowerApps.CLI.Tool", ScriptRun.Of(_clone, null, ("Environment", Environment)).Failure, StringComparison.Ordinal);

    [Fact]
    public void Without_a_sign_in_it_says_how_to_sign_in()
    {
        _pac.IsSignedIn = false;
        Assert.Contains($"pac auth create --environment {Environment}", Run().Failure, StringComparison.Ordinal);
        Assert.Equal(["pac auth who"], _pac.Calls);
    }

    [Fact]
    public void Without_an_environment_it_asks_for_one() =>
        Assert.Contains("Name the environment", ScriptRun.Of(_clone, _pac).Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("99.0.0.0", true, "which is newer than")]
    [InlineData("0.0.1.0", false, "uninstall it first, or use -Unmanaged")]
    public void What_the_environment_has_may_forbid_the_import(string installed, bool managed, string sentence)
    {
        _pac.Installed = (installed, managed);
        Assert.Contains(sentence, Run().Failure, StringComparison.Ordinal);
        Assert.Equal(2, _pac.Calls.Count);
    }

    [Theory]
    [InlineData("dotnet build", "Building failed (dotnet ended with 1)")]
    [InlineData("solution pack", "Packing failed")]
    [InlineData("solution import", "The import failed")]
    [InlineData("solution list", "Reading the solutions")]
    public void A_step_that_fails_ends_it_with_the_reason(string step, string sentence)
    {
        _pac.Fails = step;
        var run = Run();
        Assert.Contains(sentence, run.Failure, StringComparison.Ordinal);
        Assert.Contains(step, _pac.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_of_the_packer_end_it()
    {
        _pac.PackResult = "2 warnings encountered.";
        Assert.Contains("Packing gave warnings", Run().Failure, StringComparison.Ordinal);
        Assert.DoesNotContain(_pac.Calls, call => call.Contains("solution import", StringComparison.Ordinal));
    }

    [Fact]
    public void An_import_that_left_another_version_is_no_success()
    {
        _pac.VersionAfterImport = "0.0.1.0";
        Assert.Contains($"CaseTime 0.0.1.0 instead of {_clone.Version}", Run().Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("auth create")]
    [InlineData("solution import")]
    public void A_secret_is_handed_to_pac_and_shown_nowhere(string? fails)
    {
        const string secret = "s3cr3t-~value";
        _pac.Fails = fails;
        var hidden = new SecureString();
        foreach (var character in secret) hidden.AppendChar(character);
        var run = Run(("ApplicationId", Guid.NewGuid()), ("TenantId", "contoso"), ("ClientSecret", hidden));

        Assert.Equal(fails is null, run.Failure is null);
        Assert.Contains(_pac.Calls, call => call.StartsWith("pac auth create", StringComparison.Ordinal) && call.Contains(secret, StringComparison.Ordinal));
        Assert.StartsWith("pac auth delete --name casetime-", _pac.Calls[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(secret, run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_sign_in_is_refused() =>
        Assert.Contains("belong together", Run(("TenantId", "contoso")).Failure, StringComparison.Ordinal);

    [Fact]
    public void Every_parameter_is_explained()
    {
        var script = Parser.ParseFile(_clone.Script, out _, out var errors);
        Assert.Empty(errors);
        Assert.NotEmpty(script.GetHelpContent().Synopsis);
        Assert.Equal(
            script.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath.ToUpperInvariant()).Order(StringComparer.Ordinal),
            script.GetHelpContent().Parameters.Keys.Order(StringComparer.Ordinal));
    }

    private ScriptRun Run(params (string Name, object Value)[] parameters) => ScriptRun.Of(_clone, _pac, [("Environment", Environment), .. parameters]);
}
