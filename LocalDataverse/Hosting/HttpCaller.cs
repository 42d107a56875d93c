namespace LocalDataverse.Hosting;

/// <summary>Who sent an HTTP request. The authentication of the host sets it; the Web API and the shell read it.</summary>
public static class HttpCaller
{
    /// <summary>The caller, or null on the few pages that need no one signed in.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of a request that cannot arrive without one.</summary>
    public static Caller GetCaller(this HttpContext context) =>
        context.FindCaller() ?? throw new InvalidOperationException($"{context.Request.Path} was reached without a signed-in user.");

    /// <summary>Says on whose behalf the rest of this request runs.</summary>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
