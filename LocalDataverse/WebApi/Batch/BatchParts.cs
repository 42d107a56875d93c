using LocalDataverse.WebApi.Http;
using Microsoft.OData;

namespace LocalDataverse.WebApi.Batch;

/// <summary>A request within a batch.</summary>
/// <param name="Request">As if it had come alone.</param>
/// <param name="ContentId">How later requests of its change set name what it creates; null where not sent.</param>
internal sealed record BatchPart(WebApiRequest Request, string? ContentId);

/// <summary>One request of a batch, or the requests of one change set.</summary>
internal sealed record BatchItem(IReadOnlyList<BatchPart> Parts, bool IsChangeSet);

/// <summary>Reads a multipart body.</summary>
internal static class BatchParts
{
    public const int MaxRequests = 1000;

    /// <exception cref="WebApiException">400: no batch, too many requests, a request for elsewhere.</exception>
    /// <exception cref="ODataException">Malformed.</exception>
    public static List<BatchItem> Read(WebApiRequest batch, CallerResolution callers)
    {
        var contentType = batch.Header("Content-Type") ?? "";
        if (!contentType.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
            throw WebApiException.BadRequest("A $batch needs the Content-Type multipart/mixed with a boundary.");
        var settings = new ODataMessageReaderSettings
        {
            BaseUri = batch.ServiceRoot,
            MessageQuotas = new ODataMessageQuotas { MaxPartsPerBatch = MaxRequests + 1, MaxOperationsPerChangeset = MaxRequests + 1, MaxReceivedMessageSize = long.MaxValue },
        };
        using var body = new MemoryStream(batch.Body.ToArray());
        using var message = new ODataMessageReader((IODataRequestMessage)new BatchMessage(contentType, body), settings);
        var reader = message.CreateODataBatchReader();
        var items = new List<BatchItem>();
        List<BatchPart>? changeSet = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.State)
            {
                case ODataBatchReaderState.ChangesetStart:
                    changeSet = [];
                    break;
                case ODataBatchReaderState.ChangesetEnd:
                    items.Add(new BatchItem(changeSet!, IsChangeSet: true));
                    changeSet = null;
                    break;
                case ODataBatchReaderState.Operation:
                    if (++count > MaxRequests)
                        throw WebApiException.BadRequest($"The number of requests in a batch cannot exceed {MaxRequests}.");
                    var part = Part(batch, reader.CreateOperationRequestMessage(), callers);
                    if (changeSet is null)
                        items.Add(new BatchItem([part], IsChangeSet: false));
                    else
                        changeSet.Add(part);
                    break;
                default:
                    break;
            }
        }
        return items;
    }

    private static BatchPart Part(WebApiRequest batch, ODataBatchOperationRequestMessage message, CallerResolution callers)
    {
        var headers = message.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        using var stream = message.GetStream();
        using var body = new MemoryStream();
        stream.CopyTo(body);
        var caller = headers.TryGetValue("MSCRMCallerID", out var other) ? callers.ActAs(batch.Caller, other) : batch.Caller;
        return new BatchPart(new WebApiRequest(message.Method.ToUpperInvariant(), batch.ServiceRoot, Relative(batch.ServiceRoot, message.Url), headers, body.ToArray(), caller), message.ContentId);
    }

    /// <summary>A reference such as $1 stays as it is; an absolute address must be of this service, of whichever version.</summary>
    private static string Relative(Uri root, Uri url)
    {
        if (!url.IsAbsoluteUri)
            return url.OriginalString;
        var path = url.PathAndQuery;
        var versionless = root.AbsolutePath[..^"v9.2/".Length];
        return path.StartsWith(versionless, StringComparison.OrdinalIgnoreCase) && path.IndexOf('/', versionless.Length) is >= 0 and var slash
            ? path[(slash + 1)..]
            : throw WebApiException.BadRequest($"The batch holds a request for '{url}', which is no address of this service.");
    }
}
