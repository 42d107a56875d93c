using LocalDataverse.Metadata;
using LocalDataverse.Storage;

namespace LocalDataverse.Security;

/// <summary>One user's view of each table. Parameters are named by what they hold: the same name has the same value in every condition of a user.</summary>
internal sealed class ReadFilter(MetadataCatalog catalog, UserAccess user) : IReadFilter
{
    private const string UserParameter = "@security_user";
    private const string UnitParameter = "@security_unit";

    public SqlCondition? For(string table, string alias)
    {
        if (user.IsSystem)
            return null;
        var metadata = catalog.Table(table);
        if (ManyToManyMetadata.Of(metadata) is { } pairs)
            return OfPairs(pairs, alias);
        var depth = user.DepthOf(PrivilegeName.Of(AccessRight.Read, metadata));
        if (depth == PrivilegeDepth.Global || metadata.LogicalName == ViewSchema.Owners)
            return null;
        if (depth == PrivilegeDepth.None || PrivilegeName.IsGlobalOnly(metadata))
            throw AccessControl.Missing(user, AccessRight.Read, metadata);

        var parameters = new Dictionary<string, object?> { [UserParameter] = ColumnCodec.Id(user.Profile.UserId) };
        var (owner, unit) = metadata.Ownership == Ownership.UserOwned ? ("ownerid", "owningbusinessunit") : (metadata.PrimaryIdColumn, AccessControl.UnitColumn(metadata));
        var name = TableSchema.Quote(alias);
        var sql = $"{name}.{TableSchema.Quote(owner)} = {UserParameter}";
        var principals = UserParameter;
        if (user.Profile.TeamIds.Count > 0)
        {
            var teams = List("@security_team", user.Profile.TeamIds, parameters);
            sql += $" OR {name}.{TableSchema.Quote(owner)} IN ({teams})";
            principals += $", {teams}";
        }

        if (depth == PrivilegeDepth.Local)
        {
            sql += $" OR {name}.{TableSchema.Quote(unit)} = {UnitParameter}";
            parameters.Add(UnitParameter, ColumnCodec.Id(user.Profile.BusinessUnitId));
        }
        else if (depth == PrivilegeDepth.Deep)
        {
            sql += $" OR {name}.{TableSchema.Quote(unit)} IN ({List("@security_unit_below", user.UnitsBelow, parameters)})";
        }

        if (metadata.Ownership == Ownership.UserOwned)
            sql += $" OR {name}.{TableSchema.Quote(metadata.PrimaryIdColumn)} IN (SELECT object FROM \"_share\" WHERE principal IN ({principals}) AND rights & {(int)AccessRight.Read} <> 0)";
        return new SqlCondition($"({sql})", parameters);
    }

    /// <summary>A pair is seen by who sees both of its rows.</summary>
    private SqlCondition? OfPairs(ManyToManyMetadata pairs, string alias)
    {
        if (user.DepthOf(PrivilegeName.Of(AccessRight.Read, pairs.Intersect)) == PrivilegeDepth.None)
            throw AccessControl.Missing(user, AccessRight.Read, pairs.Intersect);
        const string side = "side";
        var parts = new List<string>();
        var parameters = new Dictionary<string, object?>();
        foreach (var column in new[] { pairs.First, pairs.Second })
        {
            var table = catalog.Table(column.Targets[0]);
            if (user.DepthOf(PrivilegeName.Of(AccessRight.Read, table)) == PrivilegeDepth.None)
                return new SqlCondition("(1 = 0)", new Dictionary<string, object?>());
            if (For(table.LogicalName, side) is not { } condition)
                continue;
            parts.Add($"{TableSchema.Quote(alias)}.{TableSchema.Quote(column.LogicalName)} IN (SELECT {TableSchema.Quote(table.PrimaryIdColumn)} FROM {TableSchema.Quote(table.LogicalName)} AS {TableSchema.Quote(side)} WHERE {condition.Sql})");
            foreach (var (name, value) in condition.Parameters)
                parameters[name] = value;
        }

        return parts.Count == 0 ? null : new SqlCondition($"({string.Join(" AND ", parts)})", parameters);
    }

    private static string List(string prefix, IEnumerable<Guid> ids, Dictionary<string, object?> parameters)
    {
        var names = new List<string>();
        foreach (var id in ids.Order())
        {
            names.Add($"{prefix}{names.Count}");
            parameters.Add(names[^1], ColumnCodec.Id(id));
        }

        return string.Join(", ", names);
    }
}
