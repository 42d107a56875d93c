using LocalDataverse.Storage;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.Security;

/// <summary>Reads a user's access from the rows of users, teams, roles and units.</summary>
internal static class UserAccessReader
{
    /// <exception cref="DataverseException">0x80040217: no such user.</exception>
    public static UserAccess Read(StorageSession session, Guid userId, Guid systemUserId)
    {
        var id = ColumnCodec.Id(userId);
        var users = session.Rows(
            reader => (Unit: Guid.Parse(reader.GetString(0)), Disabled: reader.GetInt64(1) != 0, Language: reader.IsDBNull(2) ? 0 : reader.GetInt32(2), Zone: Text(reader, 3), Date: Text(reader, 4), Time: Text(reader, 5)),
            """
            SELECT u."businessunitid", coalesce(u."isdisabled", 0), s."uilanguageid", s."timezonestandardname", s."dateformatstring", s."timeformatstring"
            FROM "systemuser" u LEFT JOIN "usersettings" s ON s."systemuserid" = u."systemuserid" WHERE u."systemuserid" = @p0
            """,
            id);
        if (users is not [var user])
            throw RowStore.NotFound("systemuser", userId);

        var teams = session.Rows(reader => Guid.Parse(reader.GetString(0)), """SELECT "teamid" FROM "teammembership" WHERE "systemuserid" = @p0""", id);
        var roles = session.Rows(
            reader => reader.GetString(0),
            """
            SELECT "roleid" FROM "systemuserroles" WHERE "systemuserid" = @p0
            UNION SELECT t."roleid" FROM "teamroles" t JOIN "teammembership" m ON m."teamid" = t."teamid" WHERE m."systemuserid" = @p0
            """,
            id);
        return new UserAccess
        {
            IsSystem = userId == systemUserId,
            IsDisabled = user.Disabled && userId != systemUserId,
            Profile = new UserProfile(userId, user.Unit, teams, user.Language == 0 ? Metadata.Labels.English : user.Language, Zone(user.Zone)) { DateFormat = user.Date, TimeFormat = user.Time },
            UnitsBelow = UnitsBelow(session, user.Unit),
            Privileges = PrivilegesOf(session, roles),
            RoleCount = roles.Count,
        };
    }

    /// <exception cref="DataverseException">0x80040217: no such team.</exception>
    public static UserAccess ReadTeam(StorageSession session, Guid teamId)
    {
        var id = ColumnCodec.Id(teamId);
        var unit = session.Scalar("""SELECT "businessunitid" FROM "team" WHERE "teamid" = @p0""", id) is string text ? Guid.Parse(text) : throw RowStore.NotFound("team", teamId);
        var roles = session.Rows(reader => reader.GetString(0), """SELECT "roleid" FROM "teamroles" WHERE "teamid" = @p0""", id);
        return new UserAccess
        {
            IsSystem = false,
            IsDisabled = false,
            Profile = new UserProfile(teamId, unit, [], Metadata.Labels.English, TimeZoneInfo.Utc),
            UnitsBelow = UnitsBelow(session, unit),
            Privileges = PrivilegesOf(session, roles),
            RoleCount = roles.Count,
        };
    }

    /// <summary>The privileges that roles give together, by name.</summary>
    /// <param name="session">Where.</param>
    /// <param name="roles">Their ids as stored.</param>
    public static Dictionary<string, PrivilegeDepth> PrivilegesOf(StorageSession session, IReadOnlyList<string> roles)
    {
        var privileges = new Dictionary<string, PrivilegeDepth>(StringComparer.OrdinalIgnoreCase);
        foreach (var role in roles)
        {
            foreach (var (name, depth) in session.Rows(
                reader => (reader.GetString(0), (PrivilegeDepth)reader.GetInt32(1)),
                """SELECT p."name", rp."privilegedepthmask" FROM "roleprivileges" rp JOIN "privilege" p ON p."privilegeid" = rp."privilegeid" WHERE rp."roleid" = @p0""",
                role))
            {
                if (depth > privileges.GetValueOrDefault(name))
                    privileges[name] = depth;
            }
        }

        return privileges;
    }

    private static HashSet<Guid> UnitsBelow(StorageSession session, Guid unit) =>
    [
        .. session.Rows(
            reader => Guid.Parse(reader.GetString(0)),
            """
            WITH RECURSIVE below(id) AS (SELECT @p0 UNION SELECT b."businessunitid" FROM "businessunit" b JOIN below ON b."parentbusinessunitid" = below.id)
            SELECT id FROM below
            """,
            ColumnCodec.Id(unit)),
    ];

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>An IANA or Windows name; UTC where there is none or the machine does not know it.</summary>
    private static TimeZoneInfo Zone(string? name) =>
        string.IsNullOrEmpty(name) ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
