using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Messages;

public sealed class RetrieveRequest : OrganizationRequest
{
    public RetrieveRequest()
        : base("Retrieve")
    {
        Parameters["Target"] = null;
        Parameters["ColumnSet"] = null;
    }

    public EntityReference Target
    {
        get => Parameter<EntityReference>("Target")!;
        set => Parameters["Target"] = value;
    }

    public ColumnSet ColumnSet
    {
        get => Parameter<ColumnSet>("ColumnSet")!;
        set => Parameters["ColumnSet"] = value;
    }
}

public sealed class RetrieveResponse : OrganizationResponse
{
    public Entity Entity => Result<Entity>("Entity")!;
}
