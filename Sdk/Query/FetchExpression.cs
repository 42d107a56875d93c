namespace Microsoft.Xrm.Sdk.Query;

/// <summary>A query in FetchXML.</summary>
public sealed class FetchExpression : QueryBase
{
    public FetchExpression()
        : this(null!)
    {
    }

    public FetchExpression(string query) => Query = query;

    public string Query { get; set; }
}
