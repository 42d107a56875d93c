using System.Globalization;
using System.Net;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Http;

/// <summary>What a caller learns of a failure: Dataverse's status, code and sentence; never a stack trace.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Signed 32-bit Dataverse code.</param>
/// <param name="Message">The sentence.</param>
/// <param name="IsExpected">False for a fault of this program, which belongs into the log.</param>
public sealed record ErrorAnswer(HttpStatusCode Status, int Code, string Message, bool IsExpected = true)
{
    private const int DuplicateAlternateKey = unchecked((int)0x80060892);

    public string CodeText => string.Create(CultureInfo.InvariantCulture, $"0x{Code:x8}");

    public static ErrorAnswer For(Exception exception) => exception switch
    {
        WebApiException refusal => new(refusal.Status, refusal.Code, refusal.Message),
        DataverseException { Code: ErrorCode.Unexpected } fault => new(HttpStatusCode.InternalServerError, fault.Code, fault.Message, IsExpected: false),
        DataverseException refusal => new(StatusOf(refusal.Code), refusal.Code, refusal.Message),
        InvalidPluginExecutionException plugin => new(
            plugin.HttpStatus == PluginHttpStatusCode.NotSet ? HttpStatusCode.BadRequest : (HttpStatusCode)(int)plugin.HttpStatus,
            ErrorCode.Of(plugin),
            plugin.Message),
        ODataUnrecognizedPathException path => new(HttpStatusCode.NotFound, WebApiException.UnknownSegment, path.Message),
        ODataException syntax => new(HttpStatusCode.BadRequest, WebApiException.BadUri, syntax.Message),
        BadHttpRequestException http => new((HttpStatusCode)http.StatusCode, ErrorCode.InvalidArgument, http.Message),
        _ => new(HttpStatusCode.InternalServerError, ErrorCode.Unexpected, "An unexpected error occurred. The log of the local Dataverse has the details.", IsExpected: false),
    };

    private static HttpStatusCode StatusOf(int code) => code switch
    {
        ErrorCode.ObjectDoesNotExist => HttpStatusCode.NotFound,
        ErrorCode.PrivilegeDenied => HttpStatusCode.Forbidden,
        ErrorCode.UserDisabled => HttpStatusCode.Forbidden,
        ErrorCode.NoSuchMessage => HttpStatusCode.NotImplemented,
        ErrorCode.UnexpectedInPlugin or ErrorCode.SqlTimeout or ErrorCode.PluginTimeout => HttpStatusCode.InternalServerError,
        ErrorCode.DuplicateKey or DuplicateAlternateKey or ErrorCode.RowVersionMismatch => HttpStatusCode.PreconditionFailed,
        _ => HttpStatusCode.BadRequest,
    };
}
