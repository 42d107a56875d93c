using LocalDataverse.Hosting;
using LocalDataverse.Solutions;
using LocalDataverse.Solutions.Messages;
using LocalDataverse.WebApi.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Shell;

/// <summary>POST /shell/solution with the bytes of a zip answers what an import of it would meet; see <see cref="SolutionPreview"/>.</summary>
internal static class SolutionPreviewEndpoint
{
    /// <summary>In base64 it still fits into a request of the Web API, which then imports it.</summary>
    private const long MostBytes = 128L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints, IOrganization organization) =>
        endpoints.MapPost("/shell/solution", async context =>
        {
            if (context.FindCaller() is not { } caller)
            {
                await RefuseAsync(context, StatusCodes.Status401Unauthorized, ErrorCode.PrivilegeDenied, "Sign in first.");
                return;
            }
            try
            {
                var request = new OrganizationRequest(PreviewSolution.Name) { ["CustomizationFile"] = await ReadAsync(context) };
                await context.Response.WriteAsJsonAsync((SolutionPreview)organization.Execute(caller, request)["Preview"]!);
            }
            catch (Exception fault) when (fault is DataverseException or BadHttpRequestException)
            {
                var answer = ErrorAnswer.For(fault);
                await RefuseAsync(context, (int)answer.Status, answer.Code, answer.Message);
            }
        });

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private static Task RefuseAsync(HttpContext context, int status, int code, string sentence)
    {
        context.Response.StatusCode = status;
        return JsonError.WriteAsync(context.Response, code, sentence);
    }
}
