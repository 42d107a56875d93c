using System;

namespace Microsoft.Xrm.Sdk;

/// <summary>Why the platform refused.</summary>
public abstract class BaseServiceFault
{
    public Guid ActivityId { get; set; }

    /// <summary>The signed 32-bit Dataverse error code.</summary>
    public int ErrorCode { get; set; }

    public ErrorDetailCollection ErrorDetails { get; set; } = new();

    public string? HelpLink { get; set; }

    public string? Message { get; set; }

    public DateTime Timestamp { get; set; }
}

public class OrganizationServiceFault : BaseServiceFault
{
    public OrganizationServiceFault? InnerFault { get; set; }

    public string? TraceText { get; set; }
}
