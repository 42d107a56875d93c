using Azure.Core;
using Azure.Identity;

namespace CaseTime.Migration.Target;

/// <summary>
/// The bearer token of one environment: a local Dataverse's user name, an access token from an environment variable, or one that whoever is
/// signed in to Microsoft Entra on this machine gets. Tokens are never written anywhere.
/// </summary>
internal sealed class SignIn(EnvironmentOptions environment, Machine machine)
{
    /// <summary>A token is asked for anew when it has less than this left.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private AccessToken? _token;

    /// <exception cref="ImportException">Nobody is signed in.</exception>
    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (environment.User is { } user)
            return user;
        if (machine.Variable(environment.TokenVariable) is { Length: > 0 } given)
            return given;
        if (_token is { } token && token.ExpiresOn - s_margin > machine.Time.GetUtcNow())
            return token.Token;
        try
        {
            var scope = $"{environment.Url.GetLeftPart(UriPartial.Authority)}/.default";
            token = await machine.Credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            _token = token;
            return token.Token;
        }
        catch (AuthenticationFailedException exception)
        {
            throw ImportException.Stopped($"Nobody is signed in to {environment.Url}: run 'az login', or put an access token into {environment.TokenVariable}. ({exception.Message})", exception);
        }
    }

    /// <summary>What to do where the environment does not take the token.</summary>
    public string Advice => environment.User is not null ? "Give another user name."
        : machine.Variable(environment.TokenVariable) is { Length: > 0 } ? $"The token in {environment.TokenVariable} is not valid there, or no longer: put a new one and run the same command."
        : "Sign in again with 'az login' and run the same command.";
}
