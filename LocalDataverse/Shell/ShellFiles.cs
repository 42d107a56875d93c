using LocalDataverse.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace LocalDataverse.Shell;

/// <summary>Serves the built client: one page for / and /main.aspx, its scripts and styles under /shell/.</summary>
internal static class ShellFiles
{
    private const string Page = "index.html";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void Map(IEndpointRouteBuilder endpoints, string clientDirectory)
    {
        endpoints.MapGet("/", context => SendAsync(context, clientDirectory, Page));
        endpoints.MapGet("/main.aspx", context => SendAsync(context, clientDirectory, Page));
        endpoints.MapGet("/shell/{file}", context => SendAsync(context, clientDirectory, (string)context.GetRouteValue("file")!));
    }

    private static async Task SendAsync(HttpContext context, string clientDirectory, string name)
    {
        // Only names of files that lie in the folder itself are looked up, so no path can leave it.
        var file = new DirectoryInfo(clientDirectory) is { Exists: true } folder
            ? folder.EnumerateFiles().FirstOrDefault(file => file.Name == name)
            : null;
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            var sentence = name == Page
                ? "The shell has not been built: run `npm ci` and `npm run build --workspace LocalDataverse/Shell/Client`."
                : $"The shell has no file '{name}'.";
            await JsonError.WriteAsync(context.Response, ErrorCode.ObjectDoesNotExist, sentence);
            return;
        }

        var tag = $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"";
        context.Response.Headers[HeaderNames.ETag] = tag;
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = ContentTypes.TryGetContentType(name, out var type) ? TextTypes.WithCharset(type) : "application/octet-stream";
        await context.Response.SendFileAsync(file.FullName);
    }
}
