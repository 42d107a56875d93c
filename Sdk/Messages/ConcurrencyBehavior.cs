namespace Microsoft.Xrm.Sdk;

/// <summary>Whether an update or a delete compares the row version.</summary>
public enum ConcurrencyBehavior
{
    Default = 0,
    IfRowVersionMatches = 1,
    AlwaysOverwrite = 2,
}
