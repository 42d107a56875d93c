using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>RetrieveSharedPrincipalsAndAccess: with whom a row is shared, and with which rights.</summary>
internal sealed class RetrieveSharesHandler : IMessageHandler
{
    public string Message => "RetrieveSharedPrincipalsAndAccess";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var target = operation.Required<EntityReference>("Target");
        if (!scope.Rows.Exists(target.LogicalName, target.Id))
            throw RowStore.NotFound(target.LogicalName, target.Id);
        scope.AccessOf(operation.Caller.UserId).Demand(AccessRight.Read, target.LogicalName, target.Id);
        using var _ = scope.EnterStorage();
        operation.Output["PrincipalAccesses"] = Sharing.Of(scope.Session, target.Id).ToArray();
    }
}
