using Microsoft.Net.Http.Headers;

namespace LocalDataverse.Hosting;

/// <summary>
/// Keeps other sites' pages out of a host that trusts whoever can reach loopback: a foreign name that resolves to
/// 127.0.0.1 fails on the Host header, a form or script of another origin on Origin and Sec-Fetch-Site.
/// </summary>
public static class RequestGuard
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    public static void UseRequestGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Refuse(context.Request, context.Connection.LocalPort) is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await JsonError.WriteAsync(context.Response, ErrorCode.PrivilegeDenied, refusal.Sentence);
            return;
        }
        await next(context);
    });

    private static (int Status, string Sentence)? Refuse(HttpRequest request, int port)
    {
        if (!LoopbackNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase) || (request.Host.Port ?? 80) != port)
            return (StatusCodes.Status400BadRequest, $"The Host header \"{request.Host}\" is not a loopback name with port {port}.");
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return null;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return (StatusCodes.Status403Forbidden, $"A page of {origin} may not write here.");
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none" ? null : (StatusCodes.Status403Forbidden, $"A {site} request may not write here.");
    }

    /// <summary>Every response names the environment's own time: clients take server time from it, and tests move it.</summary>
    public static void UseEnvironmentDate(this IApplicationBuilder app, TimeProvider time) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[HeaderNames.Date] = HeaderUtilities.FormatDate(time.GetUtcNow());
            return Task.CompletedTask;
        });
        return next(context);
    });
}
