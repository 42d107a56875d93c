using LocalDataverse.Metadata;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>
/// Makes the privileges of each new table and gives them to the roles that hold everything.
/// A privilege several tables share (activities) is made once and stays as long as one of them does.
/// </summary>
internal sealed class TablePrivileges : ITablePrivileges
{
    public static readonly Guid SystemAdministrator = NameBasedGuid.Of("role", "System Administrator");
    public static readonly Guid SystemCustomizer = NameBasedGuid.Of("role", "System Customizer");

    private bool _suspended;

    /// <summary>While the tables that hold the privileges are made themselves; who suspends adds them afterwards.</summary>
    public void Suspend() => _suspended = true;

    public void Resume() => _suspended = false;

    public void Added(StorageSession session, TableMetadata table)
    {
        if (_suspended)
            return;
        foreach (var right in PrivilegeName.RightsOf(table))
        {
            var name = PrivilegeName.Of(right, table);
            var id = ColumnCodec.Id(PrivilegeName.IdOf(name));
            var local = PrivilegeName.IsGlobalOnly(table) ? 0L : 1L;
            session.Execute(
                """
                INSERT INTO "privilege" ("privilegeid", "name", "accessright", "canbebasic", "canbelocal", "canbedeep", "canbeglobal", "versionnumber")
                VALUES (@p0, @p1, @p2, @p3, @p3, @p3, 1, 0) ON CONFLICT DO NOTHING
                """,
                id, name, (long)right, local);
            Grant(session, SystemAdministrator, PrivilegeName.IdOf(name), PrivilegeDepth.Global);
            if (table.IsCustom)
                Grant(session, SystemCustomizer, PrivilegeName.IdOf(name), PrivilegeDepth.Global);
        }
    }

    /// <summary>A privilege that is no right on a table; the System Administrator holds it.</summary>
    public static void AddWithoutTable(StorageSession session, string name)
    {
        session.Execute(
            """
            INSERT INTO "privilege" ("privilegeid", "name", "accessright", "canbebasic", "canbelocal", "canbedeep", "canbeglobal", "versionnumber")
            VALUES (@p0, @p1, 0, 0, 0, 0, 1, 0) ON CONFLICT DO NOTHING
            """,
            ColumnCodec.Id(PrivilegeName.IdOf(name)), name);
        Grant(session, SystemAdministrator, PrivilegeName.IdOf(name), PrivilegeDepth.Global);
    }

    public void Removed(StorageSession session, TableMetadata table)
    {
        if (table.IsActivity)
            return;
        foreach (var id in PrivilegeName.RightsOf(table).Select(right => ColumnCodec.Id(PrivilegeName.IdOf(PrivilegeName.Of(right, table)))))
        {
            session.Execute("""DELETE FROM "roleprivileges" WHERE "privilegeid" = @p0""", id);
            session.Execute("""DELETE FROM "privilege" WHERE "privilegeid" = @p0""", id);
        }
    }

    /// <summary>Gives a role that exists a privilege, or changes its depth; None takes it away.</summary>
    public static void Grant(StorageSession session, Guid role, Guid privilege, PrivilegeDepth depth)
    {
        if (depth == PrivilegeDepth.None)
            session.Execute("""DELETE FROM "roleprivileges" WHERE "roleid" = @p0 AND "privilegeid" = @p1""", ColumnCodec.Id(role), ColumnCodec.Id(privilege));
        else
            Put(session, role, privilege, depth);
    }

    private static void Put(StorageSession session, Guid role, Guid privilege, PrivilegeDepth depth) => session.Execute(
        """
        INSERT INTO "roleprivileges" ("roleprivilegeid", "roleid", "privilegeid", "privilegedepthmask", "versionnumber")
        SELECT @p0, @p1, @p2, @p3, 0 WHERE EXISTS (SELECT 1 FROM "role" WHERE "roleid" = @p1)
        ON CONFLICT ("roleprivilegeid") DO UPDATE SET "privilegedepthmask" = excluded."privilegedepthmask"
        """,
        ColumnCodec.Id(NameBasedGuid.Of("roleprivilege", $"{role}|{privilege}")), ColumnCodec.Id(role), ColumnCodec.Id(privilege), (long)depth);
}
