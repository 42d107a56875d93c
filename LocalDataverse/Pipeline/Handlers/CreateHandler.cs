using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Create: one row, with the related rows sent along (deep insert).</summary>
internal sealed class CreateHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "Create";

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var row = operation.Required<Entity>("Target");
        var table = scope.Metadata.Table(row.LogicalName);
        var access = scope.AccessOf(operation.Caller.UserId);
        IntersectRows.Refuse(operation, access, table);
        CreateParents(operation, row);

        var owner = row.GetAttributeValue<EntityReference>("ownerid");
        access.DemandCreate(table, owner?.Id ?? operation.Caller.UserId, owner?.LogicalName ?? "systemuser");
        LinkChecks.Demand(access, table, row, existing: null);
        var author = new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow);
        row.Id = scope.Rows.Create(row, author);
        if (row.LogicalName == "systemuser")
            UserSettings.CreateFor(scope, row.Id, row.GetAttributeValue<EntityReference>("businessunitid"), author);
        row[table.PrimaryIdColumn] = row.Id;
        operation.Id = row.Id;
        operation.Output["id"] = row.Id;
        Auditing.Created(operation, table, row);
        CreateChildren(operation, row);
    }

    /// <summary>Rows the new one points to come first.</summary>
    private void CreateParents(Operation operation, Entity row)
    {
        foreach (var (key, related) in row.RelatedEntities)
        {
            var relationship = Find(operation, key, row);
            if (relationship.ReferencingTable != row.LogicalName || IsFromParent(key, relationship))
                continue;
            var parent = related.Entities.Single();
            var id = (Guid)pipeline.ExecuteInner(operation, "Create", ("Target", parent))["id"]!;
            row[relationship.ReferencingColumn] = new EntityReference(parent.LogicalName, id);
        }
    }

    private void CreateChildren(Operation operation, Entity row)
    {
        foreach (var (key, related) in row.RelatedEntities)
        {
            var relationship = Find(operation, key, row);
            if (relationship.ReferencedTable != row.LogicalName || (relationship.ReferencingTable == row.LogicalName && !IsFromParent(key, relationship)))
                continue;
            foreach (var child in related.Entities)
            {
                child[relationship.ReferencingColumn] = row.ToEntityReference();
                pipeline.ExecuteInner(operation, "Create", ("Target", child));
            }
        }
    }

    /// <summary>A table related to itself says by the role which side was sent.</summary>
    private static bool IsFromParent(Relationship key, Metadata.RelationshipMetadata relationship) =>
        relationship.ReferencedTable == relationship.ReferencingTable && key.PrimaryEntityRole == EntityRole.Referenced;

    private static Metadata.RelationshipMetadata Find(Operation operation, Relationship key, Entity row) =>
        operation.Scope.Metadata.Relationships.GetValueOrDefault(key.SchemaName)
        ?? throw new DataverseException(ErrorCode.InvalidArgument, $"The table '{row.LogicalName}' has no relationship '{key.SchemaName}'.");
}
