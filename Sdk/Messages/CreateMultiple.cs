using System;

namespace Microsoft.Xrm.Sdk.Messages;

public sealed class CreateMultipleRequest : OrganizationRequest
{
    public CreateMultipleRequest()
        : base("CreateMultiple")
    {
        Parameters["Targets"] = null;
    }

    public EntityCollection Targets
    {
        get => Parameter<EntityCollection>("Targets")!;
        set => Parameters["Targets"] = value;
    }
}

public sealed class CreateMultipleResponse : OrganizationResponse
{
    public Guid[] Ids => Result<Guid[]>("Ids")!;
}
