using System.Globalization;

namespace LocalDataverse.Hosting;

/// <summary>An error body in Dataverse's shape: {"error": {"code": "0x80040220", "message": "..."}}.</summary>
public static class JsonError
{
    public static Task WriteAsync(HttpResponse response, int code, string message) =>
        response.WriteAsJsonAsync(new Body(new Content($"0x{code.ToString("x8", CultureInfo.InvariantCulture)}", message)));

    private sealed record Body(Content Error);

    private sealed record Content(string Code, string Message);
}
