namespace Microsoft.Xrm.Sdk.Messages;

public sealed class ExecuteTransactionRequest : OrganizationRequest
{
    public ExecuteTransactionRequest()
        : base("ExecuteTransaction")
    {
        Parameters["Requests"] = null;
    }

    public OrganizationRequestCollection Requests
    {
        get => Parameter<OrganizationRequestCollection>("Requests")!;
        set => Parameters["Requests"] = value;
    }

    public bool? ReturnResponses
    {
        get => Parameter<bool?>("ReturnResponses");
        set => Parameters["ReturnResponses"] = value;
    }
}

public sealed class ExecuteTransactionResponse : OrganizationResponse
{
    public OrganizationResponseCollection Responses => Result<OrganizationResponseCollection>("Responses")!;
}
