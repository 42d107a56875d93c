using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>RetrievePrincipalAccess: the rights of a user on a row, as <see cref="Security.AccessRight"/> flags.</summary>
internal sealed class RetrievePrincipalAccessHandler : IMessageHandler
{
    public string Message => "RetrievePrincipalAccess";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        var principal = operation.Required<EntityReference>("Principal");
        if (principal.LogicalName != "systemuser")
            throw new DataverseException(ErrorCode.InvalidArgument, $"RetrievePrincipalAccess is supported for users, not for '{principal.LogicalName}'.");
        if (!operation.Scope.Rows.Exists(target.LogicalName, target.Id))
            throw RowStore.NotFound(target.LogicalName, target.Id);
        operation.Output["AccessRights"] = operation.Scope.AccessOf(principal.Id).RightsOn(target.LogicalName, target.Id);
    }
}
