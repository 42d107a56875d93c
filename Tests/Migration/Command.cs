using System.Text;
using Azure.Core;

namespace CaseTime.Migration.Tests;

/// <summary>Runs the command as a shell would, with files in a folder of its own.</summary>
internal sealed class Command : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casetime-migration-files-");

    /// <summary>Environment variables of the shell.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What stands between the command and the environment; null for nothing.</summary>
    public Func<HttpMessageHandler>? Network { get; set; }

    public TokenCredential Credential { get; init; } = new NobodySignedIn();

    /// <summary>What the last run said, errors included.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Lines of the last run's error file without its header; none where it made no file.</summary>
    public IReadOnlyList<string> Errors => File.Exists(PathOf("errors.csv")) ? File.ReadAllLines(PathOf("errors.csv"))[1..] : [];

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(PathOf(name), text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return PathOf(name);
    }

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var said = new StringWriter();
        var synchronised = TextWriter.Synchronized(said);
        var machine = new Machine(Time, Variables.GetValueOrDefault, Network ?? (() => new SocketsHttpHandler()), Credential);
        string[] errorFile = arguments.Contains("--errors") ? [] : ["--errors", PathOf("errors.csv")];
        var code = await CommandLine.RunAsync([.. arguments, .. errorFile], machine, synchronised, synchronised);
        Said = said.ToString();
        return code;
    }

    /// <summary>Asserts that a run left nothing out, else shows what it said.</summary>
    public void AssertDone(int code) => Assert.True(code == ExitCode.Done, $"{code}: {Said}");

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class NobodySignedIn : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new Azure.Identity.CredentialUnavailableException("Please run 'az login'.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
