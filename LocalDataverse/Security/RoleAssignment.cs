using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Security;

/// <summary>
/// Who may give and take security roles and change who is in a team. Nobody gives what they do not hold themselves: no role
/// with a privilege, or a depth of one, beyond their own, and no membership of a team that has such a role. SYSTEM may do everything.
/// </summary>
internal static class RoleAssignment
{
    private const string UserRoles = "systemuserroles_association";
    private const string TeamRoles = "teamroles_association";
    private const string TeamMembers = "teammembership_association";
    private const string RolePrivileges = "roleprivileges_association";
    private const int AccessTeam = 1;

    /// <summary>The pair may be made, or undone.</summary>
    /// <exception cref="DataverseException">0x80040220, or the code of the rule that is broken.</exception>
    public static void Demand(RequestScope scope, AccessControl access, ManyToManyMetadata relationship, EntityReference one, EntityReference other, bool adds)
    {
        EntityReference SideOf(string table) => one.LogicalName == table ? one : other;
        if (relationship.SchemaName == RolePrivileges)
            throw new DataverseException(ErrorCode.MessageNotSupported, $"The '{(adds ? "Associate" : "Disassociate")}' method does not support the relationship '{RolePrivileges}': a role holds each privilege at a depth, which a pair can't tell. Roles get their privileges from solutions.");
        if (access.User.IsSystem)
            return;
        switch (relationship.SchemaName)
        {
            case UserRoles:
                DemandRole(scope, access, SideOf("systemuser"), SideOf("role"), adds);
                if (!adds && SideOf("role").Id == TablePrivileges.SystemAdministrator)
                    Administrators.DemandAnother(scope, SideOf("systemuser").Id, ErrorCode.LastAdministratorLeaves, "A user cannot be removed from the System Administrator Role if they are the only user that has the role.");
                break;
            case TeamRoles:
                DemandRole(scope, access, SideOf("team"), SideOf("role"), adds);
                if (adds && scope.Rows.Find("team", SideOf("team").Id, ["teamtype"])?.GetAttributeValue<OptionSetValue>("teamtype")?.Value == AccessTeam)
                    throw new DataverseException(ErrorCode.AccessTeamHasNoRoles, $"Cannot assign roles or profiles to an access team (TeamId = {SideOf("team").Id}).");
                break;
            case TeamMembers:
                access.Demand(AccessRight.Write, "team", SideOf("team").Id);
                access.Demand(AccessRight.Read, "systemuser", SideOf("systemuser").Id);
                foreach (var role in adds ? scope.Rows.Where("teamroles", "teamid", SideOf("team").Id, "roleid") : [])
                    DemandHeld(scope, access, role.GetAttributeValue<EntityReference>("roleid")!.Id);
                break;
            default:
                access.Demand(AccessRight.Append, one.LogicalName, one.Id);
                access.Demand(AccessRight.AppendTo, other.LogicalName, other.Id);
                break;
        }
    }

    private static void DemandRole(RequestScope scope, AccessControl access, EntityReference holder, EntityReference role, bool adds)
    {
        access.Demand(AccessRight.Assign, role.LogicalName, role.Id);
        access.Demand(AccessRight.Read, role.LogicalName, role.Id);
        access.Demand(AccessRight.Read, holder.LogicalName, holder.Id);
        access.Demand(AccessRight.Append, holder.LogicalName, holder.Id);
        if (adds)
            DemandHeld(scope, access, role.Id);
    }

    /// <summary>The user holds every privilege of the role as deep as the role gives it.</summary>
    private static void DemandHeld(RequestScope scope, AccessControl access, Guid role)
    {
        using var _ = scope.EnterStorage();
        foreach (var (name, depth) in UserAccessReader.PrivilegesOf(scope.Session, [ColumnCodec.Id(role)]).OrderBy(privilege => privilege.Key, StringComparer.Ordinal))
        {
            if (access.User.DepthOf(name) < depth)
                throw new DataverseException(ErrorCode.PrivilegeDenied, $"{AccessControl.Lacks(access.User, name)} at the depth {depth}, which the role with id {role} gives. Nobody can give a role with more privileges than their own.");
        }
    }
}
