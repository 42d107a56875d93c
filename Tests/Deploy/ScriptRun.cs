using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CaseTime.Deploy.Tests;

/// <summary>One run of pac-deploy.ps1 in this process.</summary>
/// <param name="Failure">The sentence it stopped with; null where it did not.</param>
/// <param name="Result">The object it returned.</param>
/// <param name="Shown">Everything it showed on any stream.</param>
internal sealed record ScriptRun(string? Failure, PSObject? Result, string Shown)
{
    /// <param name="clone">Whose script runs.</param>
    /// <param name="pac">Stands for pac and dotnet; null: neither is there, nor any other program.</param>
    /// <param name="parameters">The script's; true for a switch.</param>
    public static ScriptRun Of(Clone clone, RecordingPac? pac, params (string Name, object Value)[] parameters)
    {
        var session = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) session.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        if (pac is not null)
        {
            session.Variables.Add(new SessionStateVariableEntry("recorder", pac, ""));
            foreach (var tool in new[] { "pac", "dotnet" })
                session.Commands.Add(new SessionStateFunctionEntry(tool, $"$answer = $recorder.Answer('{tool}', [string[]]$args); $global:LASTEXITCODE = $answer.Item1; $answer.Item2"));
        }

        using var runspace = RunspaceFactory.CreateRunspace(session);
        runspace.Open();
        runspace.SessionStateProxy.Applications.Clear();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(clone.Script);
        foreach (var (name, value) in parameters) shell.AddParameter(name, value);
        shell.AddParameter("Verbose", true);

        PSObject? result = null;
        string? failure = null;
        try
        {
            result = shell.Invoke().LastOrDefault();
        }
        catch (RuntimeException error)
        {
            failure = error.Message;
        }

        var shown = shell.Streams.Information.Select(line => line.ToString())
            .Concat(shell.Streams.Verbose.Select(line => line.Message)).Concat(shell.Streams.Warning.Select(line => line.Message)).Concat(shell.Streams.Error.Select(error => error.ToString()))
            .Append(failure ?? "");
        return new ScriptRun(failure, result, string.Join('\n', shown));
    }

    public object? this[string property] => Result?.Properties[property]?.Value;
}
