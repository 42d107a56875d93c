using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Pipeline;

/// <summary>IOrganizationService over one way of executing: of a caller from outside, or of a plugin inside an operation.</summary>
internal sealed class PluginService(Func<OrganizationRequest, OrganizationResponse> execute) : IOrganizationService
{
    public Guid Create(Entity entity) => (Guid)execute(Request("Create", ("Target", entity)))["id"]!;

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) =>
        (Entity)execute(Request("Retrieve", ("Target", new EntityReference(entityName, id)), ("ColumnSet", columnSet)))["Entity"]!;

    public void Update(Entity entity) => execute(Request("Update", ("Target", entity)));

    public void Delete(string entityName, Guid id) => execute(Request("Delete", ("Target", new EntityReference(entityName, id))));

    public OrganizationResponse Execute(OrganizationRequest request) => execute(request);

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        execute(Request("Associate", ("Target", new EntityReference(entityName, entityId)), ("Relationship", relationship), ("RelatedEntities", relatedEntities)));

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        execute(Request("Disassociate", ("Target", new EntityReference(entityName, entityId)), ("Relationship", relationship), ("RelatedEntities", relatedEntities)));

    public EntityCollection RetrieveMultiple(QueryBase query) => (EntityCollection)execute(Request("RetrieveMultiple", ("Query", query)))["EntityCollection"]!;

    private static OrganizationRequest Request(string name, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var request = new OrganizationRequest(name);
        foreach (var (parameter, value) in parameters)
            request.Parameters[parameter] = value;
        return request;
    }
}
