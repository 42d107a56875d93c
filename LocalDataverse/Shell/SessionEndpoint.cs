using System.Text.Json;
using LocalDataverse.Hosting;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Shell;

/// <summary>
/// /shell/session: GET says who is signed in and who may be picked, POST {"user": "rep1@casetime.local"} signs in, DELETE signs out.
/// </summary>
internal static class SessionEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, IOrganization organization, Caller system)
    {
        endpoints.MapGet("/shell/session", context =>
        {
            var users = ReadUsers(organization, system);
            var caller = context.FindCaller();
            var user = users.FirstOrDefault(user => user.Id == caller?.InitiatingUserId);
            var profile = user is null ? null : SessionProfile.Read(organization, system, user.Id);
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsJsonAsync(new Session(user, profile, users));
        });

        endpoints.MapPost("/shell/session", async context =>
        {
            if (await ReadUserAsync(context) is not { } name)
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "Send {\"user\": \"a domain name\"}.");
                return;
            }
            var user = ReadUsers(organization, system).FirstOrDefault(user => user.DomainName.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (user is null)
            {
                await RefuseAsync(context, StatusCodes.Status404NotFound, ErrorCode.ObjectDoesNotExist, $"No enabled user has the domain name '{name}'.");
                return;
            }
            SignIn.Write(context.Response, user.DomainName);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });

        endpoints.MapDelete("/shell/session", context =>
        {
            SignIn.Clear(context.Response);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static SessionUser[] ReadUsers(IOrganization organization, Caller system)
    {
        var query = new QueryExpression("systemuser") { ColumnSet = new ColumnSet("domainname", "fullname", "title") };
        query.Criteria.AddCondition("isdisabled", ConditionOperator.Equal, false);
        query.Criteria.AddCondition("domainname", ConditionOperator.NotNull);
        query.AddOrder("fullname", OrderType.Ascending);
        var response = (RetrieveMultipleResponse)organization.Execute(system, new RetrieveMultipleRequest { Query = query });
        // SYSTEM and other users without a person have no address to sign in with.
        return [.. response.EntityCollection.Entities.Select(Describe).Where(user => user.DomainName.Contains('@', StringComparison.Ordinal))];
    }

    private static SessionUser Describe(Entity row) => new(
        row.Id,
        row.GetAttributeValue<string>("fullname") ?? "",
        row.GetAttributeValue<string>("domainname") ?? "",
        row.GetAttributeValue<string>("title"));

    private static async Task<string?> ReadUserAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("user", out var user)
                && user.ValueKind == JsonValueKind.String ? user.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, int code, string sentence)
    {
        context.Response.StatusCode = status;
        return JsonError.WriteAsync(context.Response, code, sentence);
    }

    private sealed record Session(SessionUser? User, SessionProfile? Profile, IReadOnlyList<SessionUser> Users);

    private sealed record SessionUser(Guid Id, string FullName, string DomainName, string? Title);
}
