using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Security;

/// <summary>Rows shared with users and teams. A share adds to what roles reach; it gives nothing to who lacks the table's privilege altogether.</summary>
internal static class Sharing
{
    /// <summary>What a share can give; Create is about no row that is there.</summary>
    public const AccessRight Shareable =
        AccessRight.Read | AccessRight.Write | AccessRight.Append | AccessRight.AppendTo | AccessRight.Delete | AccessRight.Share | AccessRight.Assign;

    public static void CreateIn(StorageSession session)
    {
        session.Execute("""CREATE TABLE IF NOT EXISTS "_share" (principal TEXT NOT NULL, principaltype TEXT NOT NULL, tablename TEXT NOT NULL, object TEXT NOT NULL, rights INTEGER NOT NULL, PRIMARY KEY (principal, object)) WITHOUT ROWID""");
        session.Execute("""CREATE INDEX IF NOT EXISTS "ix__share_object" ON "_share" (object)""");
    }

    /// <summary>The rights that shares give a user, their own and their teams'.</summary>
    public static AccessRight RightsOf(StorageSession session, UserProfile user, Guid id)
    {
        var rights = AccessRight.None;
        foreach (var (principal, given) in session.Rows(reader => (Guid.Parse(reader.GetString(0)), (AccessRight)reader.GetInt32(1)), """SELECT principal, rights FROM "_share" WHERE object = @p0""", ColumnCodec.Id(id)))
        {
            if (principal == user.UserId || user.TeamIds.Contains(principal))
                rights |= given;
        }

        return rights;
    }

    public static IReadOnlyList<PrincipalAccess> Of(StorageSession session, Guid id) => session.Rows(
        reader => new PrincipalAccess(new EntityReference(reader.GetString(0), Guid.Parse(reader.GetString(1))), (AccessRight)reader.GetInt32(2)),
        """SELECT principaltype, principal, rights FROM "_share" WHERE object = @p0 ORDER BY principal""", ColumnCodec.Id(id));

    public static void Add(StorageSession session, EntityReference row, PrincipalAccess access) => session.Execute(
        """
        INSERT INTO "_share" (principal, principaltype, tablename, object, rights) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (principal, object) DO UPDATE SET rights = rights | excluded.rights
        """,
        ColumnCodec.Id(access.Principal.Id), access.Principal.LogicalName, row.LogicalName, ColumnCodec.Id(row.Id), (long)access.AccessMask);

    public static void Remove(StorageSession session, Guid row, Guid principal) =>
        session.Execute("""DELETE FROM "_share" WHERE object = @p0 AND principal = @p1""", ColumnCodec.Id(row), ColumnCodec.Id(principal));

    /// <summary>The row, or the user or team, is gone.</summary>
    public static void Forget(StorageSession session, Guid id) => session.Execute("""DELETE FROM "_share" WHERE object = @p0 OR principal = @p0""", ColumnCodec.Id(id));

    /// <summary>The whole table is gone.</summary>
    public static void Forget(StorageSession session, string table) => session.Execute("""DELETE FROM "_share" WHERE tablename = @p0""", table);
}
