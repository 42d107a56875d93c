using LocalDataverse.Metadata;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>
/// Merge of two cases: what belongs to the subordinate goes to the target, then the subordinate is cancelled as merged. Each change is an
/// operation of its own by the caller's rights, as Dataverse merges cases; UpdateContent is not used for them. Rows of tables that
/// solutions added stay where they are.
/// </summary>
internal sealed class MergeHandler(MessagePipeline pipeline) : IMessageHandler
{
    private const string Case = "incident";
    private const int Active = 0;
    private const int Cancelled = 2;
    private const int Merged = 2000;

    /// <summary>How a case came to be and how it ended stays its own.</summary>
    private static readonly HashSet<string> StaysBehind = new(StringComparer.OrdinalIgnoreCase) { "incident_master_incident", "incident_existingcase", "Incident_IncidentResolutions" };

    public string Message => "Merge";

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        var subordinate = new EntityReference(target.LogicalName, operation.Required<Guid>("SubordinateId"));
        if (target.LogicalName != Case)
            throw new DataverseException(ErrorCode.InvalidArgument, $"Merging is supported here for '{Case}', not for '{target.LogicalName}'.");
        if (target.Id == subordinate.Id)
            throw new DataverseException(ErrorCode.InvalidArgument, "Merge cannot be performed on master and sub-entities that are identical.");

        var scope = operation.Scope;
        var access = scope.AccessOf(operation.Caller.UserId);
        access.Demand(AccessRight.Read, Case, target.Id);
        access.Demand(AccessRight.Write, Case, target.Id);
        access.Demand(AccessRight.AppendTo, Case, target.Id);
        access.Demand(AccessRight.Write, Case, subordinate.Id);
        var master = Demand(scope, target, "master entity");
        var merged = Demand(scope, subordinate, "sub-entity");
        if (operation.Optional<bool>("PerformParentingChecks") && Parent(master) != Parent(merged))
            throw new DataverseException(ErrorCode.InvalidArgument, "Merge could create cyclical parenting: the two cases have different parent cases.");

        foreach (var relationship in scope.Metadata.ChildrenOf(Case).Where(Moves(scope)).ToList())
            Move(operation, relationship, subordinate, target);
        pipeline.ExecuteInner(operation, "Update", ("Target", new Entity(Case, subordinate.Id)
        {
            ["masterid"] = target,
            ["merged"] = true,
            ["statecode"] = new OptionSetValue(Cancelled),
            ["statuscode"] = new OptionSetValue(Merged),
        }));
    }

    private static Entity Demand(RequestScope scope, EntityReference reference, string role)
    {
        var row = scope.Rows.Find(Case, reference.Id, ["statecode", "parentcaseid"]) ?? throw Storage.RowStore.NotFound(Case, reference.Id);
        return row.GetAttributeValue<OptionSetValue>("statecode")?.Value == Active
            ? row
            : throw new DataverseException(ErrorCode.InvalidArgument, $"{role}: {Case} - {reference.Id} is deactive");
    }

    private static Guid? Parent(Entity row) => row.GetAttributeValue<EntityReference>("parentcaseid")?.Id;

    private static Func<RelationshipMetadata, bool> Moves(RequestScope scope) => relationship =>
        relationship.Solution is null && !StaysBehind.Contains(relationship.SchemaName)
        && relationship.ReferencingTable != "incidentresolution" && !scope.Metadata.Table(relationship.ReferencingTable).IsView;

    private void Move(Operation operation, RelationshipMetadata relationship, EntityReference from, EntityReference to)
    {
        var key = operation.Scope.Metadata.Table(relationship.ReferencingTable).PrimaryIdColumn;
        foreach (var row in operation.Scope.Rows.Where(relationship.ReferencingTable, relationship.ReferencingColumn, from, key).Where(row => row.Id != to.Id))
            pipeline.ExecuteInner(operation, "Update", ("Target", new Entity(relationship.ReferencingTable, row.Id) { [relationship.ReferencingColumn] = to }));
    }
}
