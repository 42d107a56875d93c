using System.Collections.Concurrent;
using System.Net.Http.Headers;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi;

/// <summary>
/// Names become callers: a bearer token, or a name that a cookie held, is a domain name or the part of it before the @.
/// </summary>
/// <param name="organization">Where the users are.</param>
/// <param name="system">Reads the users; the environment's own SYSTEM.</param>
public sealed class CallerResolution(IOrganization organization, Caller system)
{
    private volatile KnownCallers _known = new(new object());

    /// <summary>The user name of an Authorization header; null where the header is absent.</summary>
    /// <exception cref="WebApiException">401: another scheme, or no name in it.</exception>
    public static string? UserNameOf(string? authorization)
    {
        if (string.IsNullOrWhiteSpace(authorization))
            return null;
        return AuthenticationHeaderValue.TryParse(authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(header.Parameter)
                ? header.Parameter.Trim()
                : throw WebApiException.Unauthorized("The Authorization header must be 'Bearer USER', where USER is a user's name in this environment.");
    }

    /// <exception cref="WebApiException">401: no such user, or a disabled one.</exception>
    public Caller Resolve(string userName)
    {
        // Taken before the users are read, so that what was read is never kept for a later version of them.
        var version = organization.UsersVersion;
        var known = _known;
        if (!ReferenceEquals(known.Version, version))
            _known = known = new KnownCallers(version);
        return known.Callers.TryGetValue(userName, out var caller) ? caller : known.Callers.GetOrAdd(userName, Read);
    }

    private Caller Read(string userName)
    {
        var user = Find(userName) ?? throw WebApiException.Unauthorized($"The user '{userName}' does not exist in this environment.");
        return user.GetAttributeValue<bool>("isdisabled")
            ? throw WebApiException.Unauthorized($"The user '{userName}' is disabled.")
            : Caller.For(user.Id);
    }

    /// <summary>The caller that MSCRMCallerID asks to act as.</summary>
    /// <exception cref="WebApiException">400: not an id.</exception>
    /// <exception cref="DataverseException">0x80040220: the caller may not act for others; 0x80040217: no such user.</exception>
    public Caller ActAs(Caller caller, string callerId)
    {
        if (!Guid.TryParse(callerId, out var userId))
            throw WebApiException.BadRequest($"The MSCRMCallerID header must be the id of a user, not '{callerId}'.");
        if (!MayActOnBehalfOf(caller))
        {
            throw new DataverseException(ErrorCode.PrivilegeDenied,
                $"Principal user (Id={caller.UserId}, type=8) is missing {PrivilegeName.ActOnBehalfOfAnotherUser} privilege, which the MSCRMCallerID header needs.");
        }
        var query = new QueryExpression("systemuser") { ColumnSet = new ColumnSet("isdisabled"), TopCount = 1 };
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, userId);
        var user = Query(query).FirstOrDefault()
            ?? throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"systemuser With Id = {userId} Does Not Exist");
        return user.GetAttributeValue<bool>("isdisabled")
            ? throw WebApiException.Unauthorized($"The user {userId}, whom MSCRMCallerID names, is disabled.")
            : new Caller(userId, caller.InitiatingUserId);
    }

    /// <summary>LCID of the language a user reads; English where their settings say none.</summary>
    public int LanguageOf(Caller caller)
    {
        if (organization.Metadata.FindTable("usersettings") is null)
            return Labels.English;
        var query = new QueryExpression("usersettings") { ColumnSet = new ColumnSet("uilanguageid"), TopCount = 1 };
        query.Criteria.AddCondition("systemuserid", ConditionOperator.Equal, caller.UserId);
        return Query(query).FirstOrDefault()?.GetAttributeValue<int?>("uilanguageid") is > 0 and { } language ? language : Labels.English;
    }

    private Entity? Find(string userName)
    {
        var query = new QueryExpression("systemuser") { ColumnSet = new ColumnSet("domainname", "isdisabled"), TopCount = 2 };
        var isWhole = userName.Contains('@', StringComparison.Ordinal);
        query.Criteria.AddCondition("domainname", isWhole ? ConditionOperator.Equal : ConditionOperator.BeginsWith, isWhole ? userName : userName + "@");
        // Compared once more: a wildcard in the name must match nothing but itself.
        var users = Query(query).Where(user => user.GetAttributeValue<string>("domainname") is { } name
            && (isWhole ? name : name.Split('@')[0]).Equals(userName, StringComparison.OrdinalIgnoreCase)).ToList();
        return users.Count > 1 ? throw WebApiException.Unauthorized($"More than one user is called '{userName}': send the whole domain name.") : users.FirstOrDefault();
    }

    private bool MayActOnBehalfOf(Caller caller)
    {
        var request = new OrganizationRequest("RetrieveUserPrivilegeByPrivilegeName")
        {
            ["UserId"] = caller.UserId,
            ["PrivilegeName"] = PrivilegeName.ActOnBehalfOfAnotherUser,
        };
        return organization.Execute(system, request)["RolePrivileges"] is Array { Length: > 0 };
    }

    private DataCollection<Entity> Query(QueryExpression query)
    {
        var response = organization.Execute(system, new RetrieveMultipleRequest { Query = query });
        return ((EntityCollection)response["EntityCollection"]!).Entities;
    }

    /// <summary>Names that were found to be users. Every request has one, and to find it costs as much as a small request.</summary>
    private sealed record KnownCallers(object Version)
    {
        public ConcurrentDictionary<string, Caller> Callers { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
