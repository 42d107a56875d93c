namespace Microsoft.Xrm.Sdk.Query;

/// <summary>Any kind of query.</summary>
public abstract class QueryBase;
