using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

/// <summary>
/// The environment in process: what the Web API, the shell, tests and benchmarks talk to.
/// Every call is an SDK message (OrganizationRequest by name, with the documented parameter names), runs in one transaction,
/// passes the event pipeline and the security checks of its caller.
/// </summary>
public interface IOrganization
{
    /// <summary>The newest committed catalog.</summary>
    MetadataCatalog Metadata { get; }

    /// <summary>The messages that solutions brought, as last committed; another list where they changed.</summary>
    IReadOnlyList<CustomApi> CustomApis { get; }

    /// <summary>Stands for the users as last committed: another object once users, their settings, teams, roles or units may have changed.</summary>
    object UsersVersion { get; }

    TimeProvider Time { get; }

    /// <exception cref="DataverseException">The platform refuses.</exception>
    /// <exception cref="InvalidPluginExecutionException">A plugin refuses.</exception>
    OrganizationResponse Execute(Caller caller, OrganizationRequest request);

    /// <summary>All or nothing, in order, in one transaction: a $batch change set or ExecuteTransaction.</summary>
    IReadOnlyList<OrganizationResponse> ExecuteTransaction(Caller caller, IReadOnlyList<OrganizationRequest> requests);

    /// <summary>The SDK's face of the same, for one caller.</summary>
    IOrganizationService ServiceFor(Caller caller);

    /// <summary>Completes when all asynchronous steps queued so far have run.</summary>
    Task WhenAsynchronousStepsAreDone();
}

/// <summary>On whose behalf a request runs.</summary>
/// <param name="UserId">Whose privileges apply.</param>
/// <param name="InitiatingUserId">Who signed in; differs from UserId when MSCRMCallerID was sent.</param>
public sealed record Caller(Guid UserId, Guid InitiatingUserId)
{
    public static Caller For(Guid userId) => new(userId, userId);
}
