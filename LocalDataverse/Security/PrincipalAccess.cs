using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Security;

/// <summary>Who may do what with a shared row; as Microsoft.Crm.Sdk.Messages.PrincipalAccess, whose assembly plugins need not reference.</summary>
/// <param name="Principal">A user or a team.</param>
/// <param name="AccessMask">The rights.</param>
public sealed record PrincipalAccess(EntityReference Principal, AccessRight AccessMask);
