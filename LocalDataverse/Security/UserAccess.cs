namespace LocalDataverse.Security;

/// <summary>What one user may do: privileges of their own roles and of their teams' roles, and the units these reach.</summary>
public sealed class UserAccess
{
    /// <summary>SYSTEM: no check applies.</summary>
    public required bool IsSystem { get; init; }
    public required bool IsDisabled { get; init; }
    public required UserProfile Profile { get; init; }

    /// <summary>The user's business unit and all below it.</summary>
    public required IReadOnlySet<Guid> UnitsBelow { get; init; }

    /// <summary>Depth by privilege name.</summary>
    public required IReadOnlyDictionary<string, PrivilegeDepth> Privileges { get; init; }
    public required int RoleCount { get; init; }

    public PrivilegeDepth DepthOf(string privilege) => IsSystem ? PrivilegeDepth.Global : Privileges.GetValueOrDefault(privilege);
}
