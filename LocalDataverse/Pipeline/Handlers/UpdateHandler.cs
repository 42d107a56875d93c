using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Update of one row, with optimistic concurrency where it is asked for.</summary>
internal sealed class UpdateHandler : IMessageHandler
{
    public string Message => "Update";

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var row = operation.Required<Entity>("Target");
        var table = scope.Metadata.Table(row.LogicalName);
        var id = row.Id;
        if (!scope.Rows.Exists(table.LogicalName, id))
            throw RowStore.NotFound(table.LogicalName, id);
        RowVersions.Demand(operation, table.LogicalName, id, row.RowVersion);

        var access = scope.AccessOf(operation.Caller.UserId);
        IntersectRows.Refuse(operation, access, table);
        access.Demand(AccessRight.Write, table.LogicalName, id);
        if (row.GetAttributeValue<EntityReference>("ownerid") is { } owner && owner.Id != scope.Rows.Find(table.LogicalName, id, ["ownerid"])!.GetAttributeValue<EntityReference>("ownerid")?.Id)
            access.Demand(AccessRight.Assign, table.LogicalName, id);
        LinkChecks.Demand(access, table, row, id);
        CloseIncidentHandler.DemandItResolves(operation, row);
        if (table.LogicalName == "systemuser" && row.Contains("isdisabled") && row["isdisabled"] is true && !access.User.IsSystem)
            Administrators.DemandAnother(scope, id, ErrorCode.LastAdministratorDisabled, "A user cannot be disabled if they are the only user that has the System Administrator Role.");
        if (table.LogicalName == UserSettings.Table)
            UserSettings.WorkOutZone(row, scope.UtcNow);
        var before = Auditing.Before(operation, table, row);
        scope.Rows.Update(row, new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow));
        Auditing.Updated(operation, table, before, row);
    }
}
