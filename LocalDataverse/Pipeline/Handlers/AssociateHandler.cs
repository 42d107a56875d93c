using LocalDataverse.Metadata;
using LocalDataverse.Security;
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
            access.Demand(AccessRight.Append, target.LogicalName, target.Id);
            access.Demand(AccessRight.AppendTo, other.LogicalName, other.Id);
            if (scope.Metadata.Tables.Values.FirstOrDefault(table => string.Equals(table.IntersectRelationship, name, StringComparison.OrdinalIgnoreCase)) is { } intersect)
                Pair(scope, intersect, target, other);
            else if (scope.Metadata.Relationships.GetValueOrDefault(name) is { } relationship)
                Link(operation, relationship, target, other);
            else
                throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The relationship '{name}' does not exist.");
        }
    }

    private void Pair(RequestScope scope, TableMetadata intersect, EntityReference one, EntityReference other)
    {
        var first = ColumnTo(intersect, one);
        var second = ColumnTo(intersect, other);
        var pairs = scope.Rows.Where(intersect.LogicalName, first, one, second).Where(row => row.GetAttributeValue<EntityReference>(second)?.Id == other.Id).ToList();
        if (_adds && pairs.Count > 0)
            throw new DataverseException(ErrorCode.DuplicateKey, $"A record with matching key values already exists. ({intersect.IntersectRelationship}: {one.Id}, {other.Id})");
        if (_adds)
            scope.Rows.Create(new Entity(intersect.LogicalName) { [first] = one, [second] = other }, scope.SystemAuthor);
        foreach (var pair in _adds ? [] : pairs)
            scope.Rows.Delete(intersect.LogicalName, pair.Id);
    }

    private void Link(Operation operation, RelationshipMetadata relationship, EntityReference target, EntityReference other)
    {
        var (parent, child) = relationship.ReferencedTable == target.LogicalName ? (target, other) : (other, target);
        var row = new Entity(child.LogicalName, child.Id) { [relationship.ReferencingColumn] = _adds ? parent : null };
        operation.Scope.Rows.Update(row, new Storage.RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, operation.Scope.UtcNow));
    }

    private static string ColumnTo(TableMetadata intersect, EntityReference row) =>
        intersect.Columns.Values.FirstOrDefault(column => column.IsLookup && column.Targets.Contains(row.LogicalName))?.LogicalName
        ?? throw new DataverseException(ErrorCode.InvalidArgument, $"The relationship '{intersect.IntersectRelationship}' has no side for rows of '{row.LogicalName}'.");
}
