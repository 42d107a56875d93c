namespace Microsoft.Xrm.Sdk;

public sealed class OrganizationRequestCollection : DataCollection<OrganizationRequest>;

public sealed class OrganizationResponseCollection : DataCollection<OrganizationResponse>;
