using LocalDataverse.Query;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Retrieve of one row by id.</summary>
internal sealed class RetrieveHandler(IQueryEngine engine) : IMessageHandler
{
    public string Message => "Retrieve";

    public bool IsReadOnly => true;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var target = operation.Required<EntityReference>("Target");
        if (operation.Input.TryGetValue("RelatedEntitiesQuery", out object? related) && related is not null)
            throw new DataverseException(ErrorCode.InvalidArgument, "Retrieve with RelatedEntitiesQuery is not supported; query the related table.");
        using (scope.EnterStorage())
        {
            var row = engine.Retrieve(target.LogicalName, target.Id, operation.Required<ColumnSet>("ColumnSet"), scope.QueryScopeOf(operation.Caller));
            if (row is not null)
            {
                operation.Output["Entity"] = row;
                return;
            }
        }

        if (scope.Rows.Exists(target.LogicalName, target.Id))
            scope.AccessOf(operation.Caller.UserId).Demand(AccessRight.Read, target.LogicalName, target.Id);
        throw RowStore.NotFound(target.LogicalName, target.Id);
    }
}
