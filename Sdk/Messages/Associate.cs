namespace Microsoft.Xrm.Sdk.Messages;

public sealed class AssociateRequest : OrganizationRequest
{
    public AssociateRequest()
        : base("Associate")
    {
        Parameters["Target"] = null;
        Parameters["Relationship"] = null;
        Parameters["RelatedEntities"] = null;
    }

    public EntityReference Target
    {
        get => Parameter<EntityReference>("Target")!;
        set => Parameters["Target"] = value;
    }

    public Relationship Relationship
    {
        get => Parameter<Relationship>("Relationship")!;
        set => Parameters["Relationship"] = value;
    }

    public EntityReferenceCollection RelatedEntities
    {
        get => Parameter<EntityReferenceCollection>("RelatedEntities")!;
        set => Parameters["RelatedEntities"] = value;
    }
}

public sealed class AssociateResponse : OrganizationResponse;
