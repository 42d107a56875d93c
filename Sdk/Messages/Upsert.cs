namespace Microsoft.Xrm.Sdk.Messages;

public sealed class UpsertRequest : OrganizationRequest
{
    public UpsertRequest()
        : base("Upsert")
    {
        Parameters["Target"] = null;
    }

    public Entity Target
    {
        get => Parameter<Entity>("Target")!;
        set => Parameters["Target"] = value;
    }
}

public sealed class UpsertResponse : OrganizationResponse
{
    public EntityReference Target => Result<EntityReference>("Target")!;

    public bool RecordCreated => Result<bool>("RecordCreated");
}
