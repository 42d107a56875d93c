using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalDataverse.WebApi.Http;

/// <summary>The answer to one request.</summary>
public sealed class WebApiResponse(HttpStatusCode status)
{
    public const string Json = "application/json; odata.metadata=minimal";

    // Names, sentences and formatted values stay readable; the answer is never embedded in a page as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HttpStatusCode Status { get; } = status;
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
    public ReadOnlyMemory<byte> Body { get; private init; }
    public string? ContentType { get; private init; }

    public static WebApiResponse NoContent() => new(HttpStatusCode.NoContent);

    public static WebApiResponse Of(HttpStatusCode status, string contentType, ReadOnlyMemory<byte> body) =>
        new(status) { ContentType = contentType, Body = body };

    /// <summary>A JSON body; <paramref name="write"/> writes the properties of its one object.</summary>
    public static WebApiResponse Object(HttpStatusCode status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return Of(status, Json, buffer.WrittenMemory);
    }

    public static WebApiResponse Of(ErrorAnswer error) => Object(error.Status, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", error.CodeText);
        writer.WriteString("message", error.Message);
        writer.WriteEndObject();
    }).With("WWW-Authenticate", error.Status == HttpStatusCode.Unauthorized ? "Bearer" : null);

    public WebApiResponse With(string header, string? value)
    {
        if (value is not null)
            Headers[header] = value;
        return this;
    }
}
