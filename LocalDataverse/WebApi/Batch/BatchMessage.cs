using Microsoft.OData;

namespace LocalDataverse.WebApi.Batch;

/// <summary>The whole $batch body as the OData library wants to read it, or its answer as it wants to write it.</summary>
internal sealed class BatchMessage(string contentType, Stream stream) : IODataRequestMessage, IODataResponseMessage
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType, ["OData-Version"] = "4.0" };

    public IEnumerable<KeyValuePair<string, string>> Headers => _headers;
    public Uri Url { get; set; } = new("$batch", UriKind.Relative);
    public string Method { get; set; } = "POST";
    public int StatusCode { get; set; } = 200;

    public string GetHeader(string headerName) => _headers.GetValueOrDefault(headerName)!;

    public void SetHeader(string headerName, string headerValue) => _headers[headerName] = headerValue;

    public Stream GetStream() => stream;
}
