using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>
/// Delete of one row and of what its relationships take along: children of a cascading relationship are deleted as operations of
/// their own, within this one, whatever the caller may do with them; links are cleared; a restricting child refuses.
/// </summary>
internal sealed class DeleteHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "Delete";

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var target = operation.Required<EntityReference>("Target");
        if (!scope.Rows.Exists(target.LogicalName, target.Id))
            throw RowStore.NotFound(target.LogicalName, target.Id);
        RowVersions.Demand(operation, target.LogicalName, target.Id, target.RowVersion);
        if (!operation.IsCascaded)
            Demand(operation, target);
        Administrators.DemandRoleStays(scope.AccessOf(operation.Caller.UserId), target);

        foreach (var relationship in scope.Metadata.ChildrenOf(target.LogicalName).Where(relationship => !scope.Metadata.Table(relationship.ReferencingTable).IsView).ToList())
            Follow(operation, relationship, target);
        Auditing.Deleting(operation, scope.Metadata.Table(target.LogicalName), target.Id);
        scope.Rows.Delete(target.LogicalName, target.Id);
        using var _ = scope.EnterStorage();
        Sharing.Forget(scope.Session, target.Id);
    }

    private static void Demand(Operation operation, EntityReference target)
    {
        var scope = operation.Scope;
        var access = scope.AccessOf(operation.Caller.UserId);
        IntersectRows.Refuse(operation, access, scope.Metadata.Table(target.LogicalName));
        access.Demand(AccessRight.Delete, target.LogicalName, target.Id);
        if (target.LogicalName == "systemuser" && !access.User.IsSystem)
            Administrators.DemandAnother(scope, target.Id, ErrorCode.LastAdministratorLeaves, "A user cannot be removed from the System Administrator Role if they are the only user that has the role.");
    }

    private void Follow(Operation operation, RelationshipMetadata relationship, EntityReference target)
    {
        var scope = operation.Scope;
        var parent = new EntityReference(target.LogicalName, target.Id);
        var key = scope.Metadata.Table(relationship.ReferencingTable).PrimaryIdColumn;
        switch (relationship.CascadeDelete)
        {
            case CascadeDelete.Restrict when scope.Rows.Where(relationship.ReferencingTable, relationship.ReferencingColumn, parent, key).Count > 0:
                throw new DataverseException(ErrorCode.CannotDeleteAssociated, $"The object you tried to delete is associated with another object and cannot be deleted. (relationship {relationship.SchemaName})");
            case CascadeDelete.Cascade:
                foreach (var child in scope.Rows.Where(relationship.ReferencingTable, relationship.ReferencingColumn, parent, key))
                {
                    // A child of two cascading relationships may be gone already.
                    if (scope.Rows.Exists(child.LogicalName, child.Id))
                        pipeline.DeleteCascaded(operation, child.ToEntityReference());
                }

                break;
            case CascadeDelete.RemoveLink:
                scope.Rows.RemoveLinks(relationship, target.Id);
                break;
        }
    }
}
