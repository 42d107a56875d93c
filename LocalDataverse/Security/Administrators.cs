using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Security;

/// <summary>Somebody has to be left who may do everything.</summary>
internal static class Administrators
{
    /// <summary>Besides the user, if they are a System Administrator, there is another one who is enabled.</summary>
    /// <exception cref="DataverseException">With the code and sentence given: there is none.</exception>
    public static void DemandAnother(RequestScope scope, Guid userId, int code, string sentence)
    {
        using var _ = scope.EnterStorage();
        var enabled = scope.Session.Rows(
            reader => Guid.Parse(reader.GetString(0)),
            """
            SELECT r."systemuserid" FROM "systemuserroles" r JOIN "systemuser" u ON u."systemuserid" = r."systemuserid"
            WHERE r."roleid" = @p0 AND (coalesce(u."isdisabled", 0) = 0 OR u."systemuserid" = @p1)
            """,
            ColumnCodec.Id(TablePrivileges.SystemAdministrator), ColumnCodec.Id(userId));
        if (enabled.Contains(userId) && enabled.All(id => id == userId))
            throw new DataverseException(code, sentence);
    }

    /// <summary>The row about to be deleted is not the role itself, with which all of them would go. SYSTEM may delete it.</summary>
    /// <exception cref="DataverseException">0x80041D30: it is.</exception>
    public static void DemandRoleStays(AccessControl access, EntityReference target)
    {
        if (target.LogicalName == "role" && target.Id == TablePrivileges.SystemAdministrator && !access.User.IsSystem)
            throw new DataverseException(ErrorCode.LastAdministratorLeaves, "The System Administrator Role cannot be deleted: nobody would be left who has it.");
    }
}
