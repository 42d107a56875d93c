using System.Security.Cryptography;
using LocalDataverse.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Shell;

/// <summary>/WebResources/NAME answers with the content of the webresource row of that name, to anyone signed in, as Dataverse does.</summary>
internal static class WebResourceEndpoint
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void Map(IEndpointRouteBuilder endpoints, IOrganization organization, Caller system) =>
        endpoints.MapGet("/WebResources/{**name}", async context =>
        {
            var name = (string?)context.GetRouteValue("name") ?? "";
            if (context.FindCaller() is null)
            {
                await RefuseAsync(context, StatusCodes.Status401Unauthorized, ErrorCode.PrivilegeDenied, "Sign in first.");
                return;
            }
            if (Find(organization, system, name) is not { } row)
            {
                await RefuseAsync(context, StatusCodes.Status404NotFound, ErrorCode.ObjectDoesNotExist, $"webresource With Name = {name} Does Not Exist");
                return;
            }
            await SendAsync(context, name, row);
        });

    private static Entity? Find(IOrganization organization, Caller system, string name)
    {
        var query = new QueryExpression("webresource") { ColumnSet = new ColumnSet("content", "webresourcetype"), TopCount = 1 };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        var response = (RetrieveMultipleResponse)organization.Execute(system, new RetrieveMultipleRequest { Query = query });
        return response.EntityCollection.Entities.FirstOrDefault();
    }

    private static async Task SendAsync(HttpContext context, string name, Entity row)
    {
        var bytes = Convert.FromBase64String(row.GetAttributeValue<string>("content") ?? "");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        context.Response.Headers[HeaderNames.ETag] = tag;
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = ContentTypeOf(name, row.GetAttributeValue<OptionSetValue>("webresourcetype")?.Value);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>By the row's type, as names need no extension; control files have no type of their own and go by their extension.</summary>
    private static string ContentTypeOf(string name, int? webResourceType) => webResourceType switch
    {
        1 => "text/html; charset=utf-8",
        2 => "text/css; charset=utf-8",
        3 => "text/javascript; charset=utf-8",
        4 or 9 or 12 => "text/xml; charset=utf-8",
        5 => "image/png",
        6 => "image/jpeg",
        7 => "image/gif",
        10 => "image/x-icon",
        11 => "image/svg+xml",
        _ when name.EndsWith(".resx", StringComparison.OrdinalIgnoreCase) => "text/xml; charset=utf-8",
        _ => ContentTypes.TryGetContentType(name, out var type) ? TextTypes.WithCharset(type) : "application/octet-stream",
    };

    private static Task RefuseAsync(HttpContext context, int status, int code, string sentence)
    {
        context.Response.StatusCode = status;
        return JsonError.WriteAsync(context.Response, code, sentence);
    }
}
