using System.Net.Http.Headers;
using System.Text;
using Microsoft.OData;

namespace CaseTime.Migration.Target;

/// <summary>A row to create within a batch.</summary>
/// <param name="Url">Relative to the service root.</param>
/// <param name="Body">JSON.</param>
internal sealed record BatchRequest(string Url, string Body);

/// <summary>What one request of a batch was answered.</summary>
internal sealed record BatchAnswer(int Status, string Body)
{
    /// <summary>412: If-None-Match met a row. The answer to an earlier request was lost on its way.</summary>
    public const int IsThere = 412;

    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>Batches as text: each request on its own, outside a change set.</summary>
internal static class BatchText
{
    public static HttpContent Write(Uri root, IReadOnlyList<BatchRequest> requests)
    {
        var message = new Message($"multipart/mixed; boundary=batch_{Guid.NewGuid():D}", new MemoryStream());
        var settings = new ODataMessageWriterSettings { EnableMessageStreamDisposal = false, BaseUri = root };
        settings.MessageQuotas.MaxPartsPerBatch = int.MaxValue;
        using (var writer = new ODataMessageWriter((IODataRequestMessage)message, settings))
        {
            var batch = writer.CreateODataBatchWriter();
            batch.WriteStartBatch();
            for (var i = 0; i < requests.Count; i++)
            {
                // Creates only: PATCH with this header never changes a row that is there.
                var request = batch.CreateOperationRequestMessage("PATCH", new Uri(root, requests[i].Url), contentId: null);
                request.SetHeader("If-None-Match", "*");
                request.SetHeader("Content-Type", "application/json");
                request.SetHeader("Accept", "application/json");
                using var body = request.GetStream();
                body.Write(Encoding.UTF8.GetBytes(requests[i].Body));
            }

            batch.WriteEndBatch();
            batch.Flush();
        }

        var content = new ByteArrayContent(message.Bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.GetHeader("Content-Type"));
        return content;
    }

    /// <exception cref="ImportException">The answer is no batch.</exception>
    public static List<BatchAnswer> Read(string contentType, byte[] bytes)
    {
        try
        {
            using var reader = new ODataMessageReader((IODataResponseMessage)new Message(contentType, new MemoryStream(bytes)), new ODataMessageReaderSettings
            {
                MessageQuotas = new ODataMessageQuotas { MaxPartsPerBatch = int.MaxValue, MaxReceivedMessageSize = long.MaxValue },
            });
            var batch = reader.CreateODataBatchReader();
            var answers = new List<BatchAnswer>();
            while (batch.Read())
            {
                if (batch.State != ODataBatchReaderState.Operation)
                    continue;
                var answer = batch.CreateOperationResponseMessage();
                using var body = new StreamReader(answer.GetStream(), Encoding.UTF8);
                answers.Add(new BatchAnswer(answer.StatusCode, body.ReadToEnd()));
            }

            return answers;
        }
        catch (ODataException exception)
        {
            throw ImportException.Stopped($"The environment's answer to a batch can't be read ({exception.Message}). Run the same command once more: it goes on where this one stopped.", exception);
        }
    }

    /// <summary>The whole batch as the OData library wants to write and read it.</summary>
    private sealed class Message(string contentType, MemoryStream stream) : IODataRequestMessage, IODataResponseMessage
    {
        private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType, ["OData-Version"] = "4.0" };

        public IEnumerable<KeyValuePair<string, string>> Headers => _headers;

        public Uri Url { get; set; } = new("$batch", UriKind.Relative);

        public string Method { get; set; } = "POST";

        public int StatusCode { get; set; } = 200;

        public byte[] Bytes => stream.ToArray();

        public string GetHeader(string headerName) => _headers.GetValueOrDefault(headerName)!;

        public void SetHeader(string headerName, string headerValue) => _headers[headerName] = headerValue;

        public Stream GetStream() => stream;
    }
}
