using LocalDataverse.Shell;
using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.Hosting;

/// <summary>Makes the user that the shell's cookie names the caller of a request. A request that says itself who it is, by Authorization, is left to the Web API.</summary>
public static class ShellSignIn
{
    public static void UseShellSignIn(this IApplicationBuilder app, CallerResolution callers) => app.Use((context, next) =>
    {
        if (context.Request.Headers.Authorization.Count == 0 && SignIn.ReadUser(context.Request) is { } user && Find(callers, user) is { } caller)
            context.SetCaller(caller);
        return next(context);
    });

    /// <summary>A cookie may outlive its user, for example over --reset: then nobody is signed in.</summary>
    private static Caller? Find(CallerResolution callers, string user)
    {
        try
        {
            return callers.Resolve(user);
        }
        catch (WebApiException)
        {
            return null;
        }
    }
}
