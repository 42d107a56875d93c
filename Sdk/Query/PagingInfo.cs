namespace Microsoft.Xrm.Sdk.Query;

/// <summary>Which page of the answer.</summary>
public sealed class PagingInfo
{
    /// <summary>1-based; 0 asks for no paging.</summary>
    public int PageNumber { get; set; }

    /// <summary>Rows a page.</summary>
    public int Count { get; set; }

    public bool ReturnTotalRecordCount { get; set; }

    /// <summary>As the page before returned it.</summary>
    public string? PagingCookie { get; set; }
}
