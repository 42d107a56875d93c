namespace Microsoft.Xrm.Sdk.Messages;

public sealed class UpsertMultipleRequest : OrganizationRequest
{
    public UpsertMultipleRequest()
        : base("UpsertMultiple")
    {
        Parameters["Targets"] = null;
    }

    public EntityCollection Targets
    {
        get => Parameter<EntityCollection>("Targets")!;
        set => Parameters["Targets"] = value;
    }
}

public sealed class UpsertMultipleResponse : OrganizationResponse
{
    public new UpsertResponse[] Results => Result<UpsertResponse[]>("Results")!;
}
