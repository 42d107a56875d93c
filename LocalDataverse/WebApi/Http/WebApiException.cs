using System.Net;

namespace LocalDataverse.WebApi.Http;

/// <summary>A refusal of the Web API itself, before any message was sent: status, Dataverse code, sentence.</summary>
public sealed class WebApiException(HttpStatusCode status, int code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What Dataverse calls a bad request's URL or header.</summary>
    public const int BadUri = unchecked((int)0x80060888);

    /// <summary>A path segment that names nothing.</summary>
    public const int UnknownSegment = unchecked((int)0x8006088A);

    /// <summary>A body that does not fit the table or the operation.</summary>
    public const int BadPayload = unchecked((int)0x80048D19);

    /// <summary>No signed-in user, or one the environment does not let in.</summary>
    public const int Unauthenticated = unchecked((int)0x80072560);

    public HttpStatusCode Status { get; } = status;
    public int Code { get; } = code;

    public static WebApiException BadRequest(string message, Exception? inner = null) => new(HttpStatusCode.BadRequest, BadUri, message, inner);

    /// <summary>A body's fault; <paramref name="entity"/> is the set or type that Dataverse's sentence names.</summary>
    public static WebApiException Payload(string entity, string reason, Exception? inner = null) =>
        new(HttpStatusCode.BadRequest, BadPayload, $"Error identified in Payload provided by the user for Entity :'{entity}'. {reason}", inner);

    public static WebApiException NotFound(string segment) => new(HttpStatusCode.NotFound, UnknownSegment, $"Resource not found for the segment '{segment}'.");

    public static WebApiException MethodNotAllowed(string method, string what) =>
        new(HttpStatusCode.MethodNotAllowed, BadUri, $"The HTTP method {method} is not supported for {what}.");

    /// <summary>Something OData or Dataverse knows and this environment does not offer.</summary>
    public static WebApiException NotSupported(string message) => new(HttpStatusCode.NotImplemented, BadUri, message);

    public static WebApiException Unauthorized(string message) => new(HttpStatusCode.Unauthorized, Unauthenticated, message);
}
