namespace Microsoft.Xrm.Sdk.Messages;

public sealed class UpdateMultipleRequest : OrganizationRequest
{
    public UpdateMultipleRequest()
        : base("UpdateMultiple")
    {
        Parameters["Targets"] = null;
    }

    public EntityCollection Targets
    {
        get => Parameter<EntityCollection>("Targets")!;
        set => Parameters["Targets"] = value;
    }

    public ConcurrencyBehavior ConcurrencyBehavior
    {
        get => Parameter<ConcurrencyBehavior>("ConcurrencyBehavior");
        set => Parameters["ConcurrencyBehavior"] = value;
    }
}

public sealed class UpdateMultipleResponse : OrganizationResponse;
