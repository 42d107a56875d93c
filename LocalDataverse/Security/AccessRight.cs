namespace LocalDataverse.Security;

/// <summary>What may be done with a row; numbered as the SDK's AccessRights, as privilege.accessright stores them.</summary>
[Flags]
public enum AccessRight
{
    None = 0,
    Read = 1,
    Write = 2,
    Append = 4,
    AppendTo = 16,
    Create = 32,
    Delete = 65536,
    Share = 262144,
    Assign = 524288,
}
