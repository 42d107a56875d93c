using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Messages;

public sealed class RetrieveMultipleRequest : OrganizationRequest
{
    public RetrieveMultipleRequest()
        : base("RetrieveMultiple")
    {
        Parameters["Query"] = null;
    }

    public QueryBase Query
    {
        get => Parameter<QueryBase>("Query")!;
        set => Parameters["Query"] = value;
    }
}

public sealed class RetrieveMultipleResponse : OrganizationResponse
{
    public EntityCollection EntityCollection => Result<EntityCollection>("EntityCollection")!;
}
