using LocalDataverse.Metadata;

namespace LocalDataverse.Storage;

/// <summary>SQL of the two tables that are views over others.</summary>
internal static class ViewSchema
{
    public const string Activities = "activitypointer";
    public const string Owners = "owner";

    /// <summary>Drops and makes every view of the catalog whose members exist.</summary>
    public static IEnumerable<string> Rebuild(MetadataCatalog catalog)
    {
        if (catalog.FindTable(Activities) is { IsView: true } activities)
        {
            yield return $"DROP VIEW IF EXISTS {TableSchema.Quote(Activities)}";
            var members = catalog.Tables.Values.Where(table => table is { IsActivity: true, IsView: false }).OrderBy(table => table.LogicalName, StringComparer.Ordinal).ToList();
            if (members.Count > 0)
                yield return $"CREATE VIEW {TableSchema.Quote(Activities)} AS {string.Join(" UNION ALL ", members.Select(member => Member(activities, member)))}";
        }

        if (catalog.FindTable(Owners) is { IsView: true } && catalog.FindTable("systemuser") is not null && catalog.FindTable("team") is not null)
        {
            yield return $"DROP VIEW IF EXISTS {TableSchema.Quote(Owners)}";
            yield return """
                CREATE VIEW "owner" AS
                SELECT "systemuserid" AS "ownerid", "fullname" AS "name", 'systemuser' AS "owneridtype", "versionnumber" FROM "systemuser"
                UNION ALL SELECT "teamid", "name", 'team', "versionnumber" FROM "team"
                """;
        }
    }

    private static string Member(TableMetadata view, TableMetadata member) =>
        $"SELECT {string.Join(", ", view.Columns.Values.SelectMany(column => Columns(column, member)))} FROM {TableSchema.Quote(member.LogicalName)}";

    private static IEnumerable<string> Columns(ColumnMetadata column, TableMetadata member)
    {
        var name = TableSchema.Quote(column.LogicalName);
        var own = member.Column(column.LogicalName);
        if (column.Type == ColumnType.EntityName)
        {
            yield return $"'{member.LogicalName}' AS {name}";
            yield break;
        }

        yield return own is null ? $"NULL AS {name}" : $"{name} AS {name}";
        if (!column.IsPolymorphic)
            yield break;
        var type = TableSchema.Quote(TableSchema.TypeColumn(column.LogicalName));
        yield return own switch
        {
            null => $"NULL AS {type}",
            { IsPolymorphic: true } => $"{type} AS {type}",
            { Targets: [var only, ..] } => $"CASE WHEN {name} IS NULL THEN NULL ELSE '{only}' END AS {type}",
            _ => $"NULL AS {type}",
        };
    }
}
