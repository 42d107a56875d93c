using System.Globalization;
using LocalDataverse.Hosting;
using LocalDataverse.WebApi.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalDataverse.WebApi;

/// <summary>The Web API over HTTP: /api/data/v9.0/, v9.1/ and v9.2/.</summary>
public static class WebApiEndpoints
{
    /// <summary>Larger than any managed zip in base64 that this host imports.</summary>
    private const long MaxBodyBytes = 256L * 1024 * 1024;

    private static readonly string[] Versions = ["v9.0", "v9.1", "v9.2"];

    /// <param name="endpoints">Where to map.</param>
    /// <param name="service">Answers the requests.</param>
    /// <param name="protection">Limits what a user may ask; null for no limit.</param>
    public static IEndpointConventionBuilder MapWebApi(this IEndpointRouteBuilder endpoints, WebApiService service, ServiceProtection? protection = null) =>
        endpoints.Map("/api/data/{version}/{**path}", context => Answer(context, service, protection));

    private static async Task Answer(HttpContext context, WebApiService service, ServiceProtection? protection)
    {
        var (root, url) = Split(context);
        WebApiResponse response;
        try
        {
            if (!Versions.Contains(context.Request.RouteValues["version"] as string, StringComparer.OrdinalIgnoreCase))
                throw WebApiException.NotFound(context.Request.RouteValues["version"]!.ToString()!);
            var body = await ReadBody(context);
            var caller = FindOrResolve(context, service.Callers);
            using var running = protection?.Enter(caller.UserId);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            response = service.Handle(new WebApiRequest(context.Request.Method.ToUpperInvariant(), root, url, headers, body, caller));
        }
        catch (ThrottledException refusal)
        {
            response = WebApiResponse.Of(refusal.Answer).With("Retry-After", refusal.Seconds.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            response = service.Fail(fault, context.Request.Method, url);
        }
        await Write(context, service, response);
    }

    /// <summary>Whom the host signed in, else the bearer; then whoever they act for.</summary>
    private static Caller FindOrResolve(HttpContext context, CallerResolution callers)
    {
        var caller = context.FindCaller() ?? (CallerResolution.UserNameOf(context.Request.Headers.Authorization) is { } name
            ? callers.Resolve(name)
            : throw WebApiException.Unauthorized("The request has no signed-in user. Send 'Authorization: Bearer USER' with a user's name."));
        return context.Request.Headers.TryGetValue("MSCRMCallerID", out var other) ? callers.ActAs(caller, other.ToString()) : caller;
    }

    /// <summary>Service root and the rest, both as sent: the path of the routing is already decoded, and decoding twice changes keys.</summary>
    private static (Uri Root, string Url) Split(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (Uri.TryCreate(target, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal))
            target = absolute.PathAndQuery;
        var version = context.Request.RouteValues["version"]!.ToString()!;
        var marker = $"/{version}";
        var end = target.IndexOf(marker, StringComparison.OrdinalIgnoreCase) + marker.Length;
        var root = new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/api/data/{version}/");
        return (root, target[end..].TrimStart('/'));
    }

    private static async Task<byte[]> ReadBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBodyBytes;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private static async Task Write(HttpContext context, WebApiService service, WebApiResponse response)
    {
        var http = context.Response;
        http.StatusCode = (int)response.Status;
        http.Headers["OData-Version"] = "4.0";
        http.Headers.CacheControl = "no-cache";
        // Clients take server time from it, so it must be the time the environment goes by.
        http.Headers.Date = service.Organization.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in response.Headers)
            http.Headers[name] = value;
        if (response.ContentType is null)
            return;
        http.ContentType = response.ContentType;
        http.ContentLength = response.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await http.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
