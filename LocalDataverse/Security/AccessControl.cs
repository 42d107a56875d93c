using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>The checks of one user within one request.</summary>
public sealed class AccessControl(RequestScope scope, UserAccess user)
{
    public UserAccess User { get; } = user;

    /// <summary>What queries may see.</summary>
    public IReadFilter ReadFilter => new ReadFilter(scope.Metadata, User);

    /// <summary>The user holds the right on the row.</summary>
    /// <exception cref="DataverseException">0x80040220: the privilege is missing or does not reach the row.</exception>
    public void Demand(AccessRight right, string table, Guid id)
    {
        if (User.IsSystem)
            return;
        var metadata = scope.Metadata.Table(table);
        var depth = DemandPrivilege(right, metadata);
        if (!Reaches(depth, metadata, id) && !IsShared(right, metadata, id))
            throw new DataverseException(ErrorCode.PrivilegeDenied, $"Principal with id {User.Profile.UserId} does not have {right}Access right(s) for record with id {id} of entity {table} (privilege {PrivilegeName.Of(right, metadata)}).");
    }

    /// <summary>The user may create a row of the table for the owner.</summary>
    /// <exception cref="DataverseException">0x80040220.</exception>
    public void DemandCreate(TableMetadata table, Guid ownerId, string ownerTable)
    {
        if (User.IsSystem)
            return;
        var depth = DemandPrivilege(AccessRight.Create, table);
        if (PrivilegeName.IsGlobalOnly(table) || table.Ownership == Ownership.BusinessOwned || depth == PrivilegeDepth.Global || IsOwn(ownerId))
            return;
        var unit = Unit(ownerTable == "team" ? "team" : "systemuser", ownerId);
        if (!ReachesUnit(depth, unit))
            throw new DataverseException(ErrorCode.PrivilegeDenied, $"Principal with id {User.Profile.UserId} may not create a row of {table.LogicalName} owned by {ownerId}: {PrivilegeName.Of(AccessRight.Create, table)} reaches {depth} only.");
    }

    /// <summary>The rights on a row, as RetrievePrincipalAccess answers them.</summary>
    public AccessRight RightsOn(string table, Guid id)
    {
        var metadata = scope.Metadata.Table(table);
        return PrivilegeName.RightsOf(metadata).Where(right => DepthOf(right, metadata) is var depth and not PrivilegeDepth.None && (Reaches(depth, metadata, id) || IsShared(right, metadata, id)))
            .Aggregate(AccessRight.None, (all, right) => all | right);
    }

    /// <summary>The user holds the privilege at any depth.</summary>
    /// <exception cref="DataverseException">0x80040220.</exception>
    public PrivilegeDepth DemandPrivilege(AccessRight right, TableMetadata table)
    {
        var depth = DepthOf(right, table);
        return depth != PrivilegeDepth.None ? depth : throw Missing(User, right, table);
    }

    /// <summary>The user holds a privilege that is no right on a table.</summary>
    /// <exception cref="DataverseException">0x80040220.</exception>
    public void DemandPrivilege(string name)
    {
        if (User.DepthOf(name) == PrivilegeDepth.None)
            throw new DataverseException(ErrorCode.PrivilegeDenied, $"{Lacks(User, name)}.");
    }

    internal static DataverseException Missing(UserAccess user, AccessRight right, TableMetadata table)
    {
        var name = PrivilegeName.Of(right, table);
        return new DataverseException(ErrorCode.PrivilegeDenied, $"{Lacks(user, name)} on OTC={table.ObjectTypeCode} for entity '{table.LogicalName}'.");
    }

    /// <summary>The beginning of the sentence that tells which privilege is missing.</summary>
    internal static string Lacks(UserAccess user, string privilege) =>
        $"Principal user (Id={user.Profile.UserId}, type=8, roleCount={user.RoleCount}, privilegeCount={user.Privileges.Count}) is missing {privilege} privilege (Id={PrivilegeName.IdOf(privilege)})";

    private PrivilegeDepth DepthOf(AccessRight right, TableMetadata table)
    {
        var depth = User.DepthOf(PrivilegeName.Of(right, table));
        return PrivilegeName.IsGlobalOnly(table) && depth != PrivilegeDepth.Global ? PrivilegeDepth.None : depth;
    }

    private bool Reaches(PrivilegeDepth depth, TableMetadata table, Guid id)
    {
        if (depth == PrivilegeDepth.Global || User.IsSystem)
            return true;
        var columns = table.Ownership == Ownership.UserOwned ? "\"ownerid\", \"owningbusinessunit\"" : $"{TableSchema.Quote(table.PrimaryIdColumn)}, {TableSchema.Quote(UnitColumn(table))}";
        using var _ = scope.EnterStorage();
        var rows = scope.Session.Rows(
            reader => (Owner: Guid.Parse(reader.GetString(0)), Unit: reader.IsDBNull(1) ? Guid.Empty : Guid.Parse(reader.GetString(1))),
            $"SELECT {columns} FROM {TableSchema.Quote(table.LogicalName)} WHERE {TableSchema.Quote(table.PrimaryIdColumn)} = @p0",
            ColumnCodec.Id(id));

        // A row that is not there is for the operation to miss, with its own sentence.
        return rows is not [var row] || IsOwn(row.Owner) || ReachesUnit(depth, row.Unit);
    }

    private bool IsShared(AccessRight right, TableMetadata table, Guid id)
    {
        if (table.Ownership != Ownership.UserOwned)
            return false;
        using var _ = scope.EnterStorage();
        return Sharing.RightsOf(scope.Session, User.Profile, id).HasFlag(right);
    }

    /// <summary>Business-owned tables say by this column which unit they belong to; a unit belongs to itself.</summary>
    internal static string UnitColumn(TableMetadata table) => table.Column("businessunitid") is null ? table.PrimaryIdColumn : "businessunitid";

    private bool ReachesUnit(PrivilegeDepth depth, Guid unit) => depth switch
    {
        PrivilegeDepth.Global => true,
        PrivilegeDepth.Deep => User.UnitsBelow.Contains(unit),
        PrivilegeDepth.Local => unit == User.Profile.BusinessUnitId,
        _ => false,
    };

    private bool IsOwn(Guid owner) => owner == User.Profile.UserId || User.Profile.TeamIds.Contains(owner);

    private Guid Unit(string table, Guid id)
    {
        using var _ = scope.EnterStorage();
        return scope.Session.Scalar($"SELECT \"businessunitid\" FROM \"{table}\" WHERE \"{table}id\" = @p0", ColumnCodec.Id(id)) is string unit ? Guid.Parse(unit) : Guid.Empty;
    }
}
