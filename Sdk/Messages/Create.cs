using System;

namespace Microsoft.Xrm.Sdk.Messages;

public sealed class CreateRequest : OrganizationRequest
{
    public CreateRequest()
        : base("Create")
    {
        Parameters["Target"] = null;
    }

    public Entity Target
    {
        get => Parameter<Entity>("Target")!;
        set => Parameters["Target"] = value;
    }
}

public sealed class CreateResponse : OrganizationResponse
{
    public Guid id => Result<Guid>("id");
}
