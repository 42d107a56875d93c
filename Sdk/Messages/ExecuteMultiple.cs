namespace Microsoft.Xrm.Sdk.Messages;

public sealed class ExecuteMultipleRequest : OrganizationRequest
{
    public ExecuteMultipleRequest()
        : base("ExecuteMultiple")
    {
        Parameters["Requests"] = null;
        Parameters["Settings"] = null;
    }

    public OrganizationRequestCollection Requests
    {
        get => Parameter<OrganizationRequestCollection>("Requests")!;
        set => Parameters["Requests"] = value;
    }

    public ExecuteMultipleSettings Settings
    {
        get => Parameter<ExecuteMultipleSettings>("Settings")!;
        set => Parameters["Settings"] = value;
    }
}

public sealed class ExecuteMultipleResponse : OrganizationResponse
{
    public ExecuteMultipleResponseItemCollection Responses => Result<ExecuteMultipleResponseItemCollection>("Responses")!;

    public bool IsFaulted => Result<bool>("IsFaulted");
}
