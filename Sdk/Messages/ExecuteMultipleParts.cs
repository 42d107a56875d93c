namespace Microsoft.Xrm.Sdk;

public sealed class ExecuteMultipleSettings
{
    public bool ContinueOnError { get; set; }

    public bool ReturnResponses { get; set; }
}

/// <summary>The answer, or the fault, of one of the requests.</summary>
public sealed class ExecuteMultipleResponseItem
{
    public int RequestIndex { get; set; }

    public OrganizationResponse? Response { get; set; }

    public OrganizationServiceFault? Fault { get; set; }
}

public sealed class ExecuteMultipleResponseItemCollection : DataCollection<ExecuteMultipleResponseItem>;
