using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Associate and Disassociate: pairs of a many-to-many relationship, or the look-up of a one-to-many.</summary>
internal sealed class AssociateHandler(string message) : IMessageHandler
{
    private readonly bool _adds = message == "Associate";

    public string Message => message;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var target = operation.Required<EntityReference>("Target");
        var name = operation.Required<Relationship>("Relationship").SchemaName;
        var related = operation.Required<EntityReferenceCollection>("RelatedEntities");
        var access = scope.AccessOf(operation.Caller.UserId);
        foreach (var other in related)
        {
            if (scope.Metadata.ManyToMany.GetValueOrDefault(name) is { } pairs)
                Pair(scope, access, pairs, target, other);
            else if (scope.Metadata.Relationships.GetValueOrDefault(name) is { } relationship)
                Link(operation, access, relationship, target, other);
            else
                throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The relationship '{name}' does not exist.");
        }
    }

    private void Pair(RequestScope scope, AccessControl access, ManyToManyMetadata relationship, EntityReference one, EntityReference other)
    {
        var first = ColumnTo(relationship, one);
        var second = ColumnTo(relationship, other);
        if (first == second)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The relationship '{relationship.SchemaName}' pairs rows of '{relationship.First.Targets[0]}' with rows of '{relationship.Second.Targets[0]}', not two of '{one.LogicalName}'.");
        MustExist(scope, one);
        MustExist(scope, other);
        RoleAssignment.Demand(scope, access, relationship, one, other, _adds);
        var intersect = relationship.Intersect.LogicalName;
        var pairs = scope.Rows.Where(intersect, first, one.Id, second).Where(row => row.GetAttributeValue<EntityReference>(second)?.Id == other.Id).ToList();
        if (_adds && pairs.Count > 0)
            throw new DataverseException(ErrorCode.DuplicateKey, $"A record with matching key values already exists. ({relationship.SchemaName}: {one.Id}, {other.Id})");
        if (_adds)
            scope.Rows.Create(new Entity(intersect) { [first] = new EntityReference(one.LogicalName, one.Id), [second] = new EntityReference(other.LogicalName, other.Id) }, scope.SystemAuthor);
        foreach (var pair in _adds ? [] : pairs)
            scope.Rows.Delete(intersect, pair.Id);
    }

    private void Link(Operation operation, AccessControl access, RelationshipMetadata relationship, EntityReference target, EntityReference other)
    {
        var (parent, child) = relationship.ReferencedTable == target.LogicalName ? (target, other) : (other, target);
        if (parent.LogicalName != relationship.ReferencedTable || child.LogicalName != relationship.ReferencingTable)
            throw new DataverseException(ErrorCode.InvalidArgument, $"The relationship '{relationship.SchemaName}' leads from rows of '{relationship.ReferencingTable}' to rows of '{relationship.ReferencedTable}', not from '{child.LogicalName}' to '{parent.LogicalName}'.");
        MustExist(operation.Scope, parent);
        MustExist(operation.Scope, child);
        IntersectRows.Refuse(operation, access, operation.Scope.Metadata.Table(child.LogicalName));
        // It changes the child as an Update of its look-up does.
        access.Demand(AccessRight.Write, child.LogicalName, child.Id);
        access.Demand(AccessRight.Append, child.LogicalName, child.Id);
        access.Demand(AccessRight.AppendTo, parent.LogicalName, parent.Id);
        var row = new Entity(child.LogicalName, child.Id) { [relationship.ReferencingColumn] = _adds ? parent : null };
        operation.Scope.Rows.Update(row, new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, operation.Scope.UtcNow));
    }

    private static string ColumnTo(ManyToManyMetadata relationship, EntityReference row) =>
        relationship.ColumnTo(row.LogicalName)?.LogicalName
        ?? throw new DataverseException(ErrorCode.InvalidArgument, $"The relationship '{relationship.SchemaName}' has no side for rows of '{row.LogicalName}'.");

    private static void MustExist(RequestScope scope, EntityReference row)
    {
        if (!scope.Rows.Exists(row.LogicalName, row.Id))
            throw RowStore.NotFound(row.LogicalName, row.Id);
    }
}
