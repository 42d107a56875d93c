using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using LocalDataverse.WebApi;
using Spectre.Console;

namespace LocalDataverse.Hosting;

/// <summary>`dotnet run --project LocalDataverse -- [options]`.</summary>
public static class CommandLine
{
    private const int Failed = 1;

    /// <summary>Runs until Ctrl+C or SIGTERM.</summary>
    /// <param name="arguments">As given on the command line.</param>
    /// <param name="error">Where a start that fails says why, in one line; null for the console.</param>
    /// <returns>The exit code: 0 after a clean stop, else not 0.</returns>
    public static Task<int> RunAsync(string[] arguments, TextWriter? error = null)
    {
        error ??= Console.Error;
        var port = new Option<int>("--port")
        {
            Description = "TCP port on this machine's loopback addresses.",
            DefaultValueFactory = _ => HostOptions.DefaultPort,
            CustomParser = ReadPort,
        };
        var data = new Option<string?>("--data") { Description = "Folder of the environment's database. Default: artifacts/localdataverse of the clone.", HelpName = "DIR" };
        var solution = new Option<string?>("--solution") { Description = "Managed solution to import instead of the one built from the clone.", HelpName = "ZIP" };
        var noSolution = new Option<bool>("--no-solution") { Description = "Import nothing: an environment without CaseTime, to import it by hand under Solutions." };
        var reset = new Option<bool>("--reset") { Description = "Delete the environment first and start with a new one." };
        var noDemo = new Option<bool>("--no-demo") { Description = "Do not add demo people and cases to a new environment." };
        var throttle = new Option<int?>("--throttle")
        {
            Description = $"Service protection as in Dataverse: 429 after so many requests of a user in five minutes ({ServiceProtection.Requests} unless told), for testing clients.",
            HelpName = "REQUESTS",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ReadRequests,
        };
        var root = new RootCommand("A Dataverse for one machine: imports a managed solution and runs it.") { port, data, solution, noSolution, reset, noDemo, throttle };
        root.Validators.Add(result =>
        {
            if (result.GetValue(noSolution) && result.GetValue(solution) is not null)
                result.AddError("--solution and --no-solution exclude each other.");
        });
        root.SetAction((parsed, _) => StartAsync(
            new Request(parsed.GetValue(port), parsed.GetValue(data), parsed.GetValue(solution), !parsed.GetValue(noSolution), parsed.GetValue(reset), !parsed.GetValue(noDemo), parsed.GetValue(throttle)), error));
        var result = root.Parse(arguments);
        if (result.Action is ParseErrorAction refusal)
            refusal.ShowHelp = false;
        // The parser's own handling of signals answers a clean stop with code 130 or 143.
        return result.InvokeAsync(new InvocationConfiguration { Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static int ReadPort(ArgumentResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
            return port;
        result.AddError("--port takes a number from 1 to 65535.");
        return 0;
    }

    private static int? ReadRequests(ArgumentResult result)
    {
        if (result.Tokens is [])
            return ServiceProtection.Requests;
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests > 0)
            return requests;
        result.AddError("--throttle takes a positive number of requests, or nothing.");
        return null;
    }

    private sealed record Request(int Port, string? Data, string? Solution, bool WithSolution, bool Reset, bool WithDemo, int? Throttle);

    private static async Task<int> StartAsync(Request request, TextWriter error)
    {
        using var stop = new StopSignal();
        try
        {
            var options = await PrepareAsync(request, stop.Token);
            await using var host = await LocalDataverseHost.StartAsync(options, TimeProvider.System, stop.Token);
            Console.WriteLine($"Ready: {host.Url}");
            await stop.WaitAsync();
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (StartupException exception)
        {
            await error.WriteLineAsync(OneLine(exception.Message));
            return Failed;
        }
    }

    private static async Task<HostOptions> PrepareAsync(Request request, CancellationToken cancellationToken)
    {
        var clone = CloneBuild.Find();
        LoopbackPort.RequireFree(request.Port);
        if (request.Solution is { } zip && !File.Exists(zip))
            throw new StartupException($"--solution: there is no file {Path.GetFullPath(zip)}.");
        if (clone is null && request.Solution is null && request.WithSolution)
            throw new StartupException("This program does not run from a clone, so there is no solution it could build: name one with --solution ZIP.");
        if (clone is not null)
            await BuildRunner.BuildWhatIsMissingAsync(clone, new ConsoleProgress(AnsiConsole.Console), cancellationToken);
        return new HostOptions
        {
            Port = request.Port,
            DataDirectory = request.Data ?? DefaultDataDirectory(clone),
            SolutionZip = request.WithSolution ? request.Solution ?? clone!.ManagedZip : null,
            ShellDirectory = clone?.ShellDirectory ?? Path.Combine(AppContext.BaseDirectory, "shell"),
            Reset = request.Reset,
            WithDemo = request.WithDemo,
            Throttle = request.Throttle,
        };
    }

    private static string DefaultDataDirectory(CloneBuild? clone) => clone is null
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "LocalDataverse")
        : Path.Combine(clone.Root, "artifacts", "localdataverse");

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
