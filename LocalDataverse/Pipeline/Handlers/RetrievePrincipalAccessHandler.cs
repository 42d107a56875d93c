using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>RetrievePrincipalAccess: the rights of a user or a team on a row, as <see cref="Security.AccessRight"/> flags.</summary>
internal sealed class RetrievePrincipalAccessHandler : IMessageHandler
{
    public string Message => "RetrievePrincipalAccess";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        var principal = operation.Required<EntityReference>("Principal");
        if (principal.LogicalName is not ("systemuser" or "team"))
            throw new DataverseException(ErrorCode.InvalidArgument, $"RetrievePrincipalAccess is supported for users and teams, not for '{principal.LogicalName}'.");
        if (!operation.Scope.Rows.Exists(target.LogicalName, target.Id))
            throw RowStore.NotFound(target.LogicalName, target.Id);
        operation.Output["AccessRights"] = (principal.LogicalName == "team" ? operation.Scope.AccessOfTeam(principal.Id) : operation.Scope.AccessOf(principal.Id)).RightsOn(target.LogicalName, target.Id);
    }
}
