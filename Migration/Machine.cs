using Azure.Core;
using Azure.Identity;

namespace CaseTime.Migration;

/// <summary>What the command needs of the machine that it runs on.</summary>
/// <param name="Time">Its clock.</param>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Network">Makes what sends requests.</param>
/// <param name="Credential">Who is signed in to Microsoft Entra here.</param>
public sealed record Machine(TimeProvider Time, Func<string, string?> Variable, Func<HttpMessageHandler> Network, TokenCredential Credential)
{
    /// <summary>A service principal by Azure's environment variables, else whoever `az login` or Connect-AzAccount signed in.</summary>
    public static Machine This { get; } = new(
        TimeProvider.System,
        Environment.GetEnvironmentVariable,
        () => new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All },
        new ChainedTokenCredential(new EnvironmentCredential(), new AzureCliCredential(), new AzurePowerShellCredential()));
}
