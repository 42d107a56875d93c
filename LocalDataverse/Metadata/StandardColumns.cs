namespace LocalDataverse.Metadata;

/// <summary>The columns, choices and relationships every table of an ownership has without naming them.</summary>
public static class StandardColumns
{
    private const int Active = 0;
    private const int Inactive = 1;

    /// <summary>The table with the standard columns it lacks; columns it names itself stay as they are.</summary>
    public static TableMetadata Complete(TableMetadata table)
    {
        var columns = new Dictionary<string, ColumnMetadata>(table.Columns, StringComparer.Ordinal);
        foreach (var column in For(table))
            columns.TryAdd(column.LogicalName, column);
        return table with { Columns = columns };
    }

    /// <summary>Active and Inactive, for a table whose state columns refer to choices nobody gave.</summary>
    public static IEnumerable<ChoiceMetadata> StateChoices(TableMetadata table)
    {
        if (table.Column("statecode")?.ChoiceName is { } state)
        {
            yield return new ChoiceMetadata
            {
                Name = state,
                DisplayName = Labels.Of("Status"),
                Options = [new(Active, Labels.Of("Active"), DefaultStatus: 1), new(Inactive, Labels.Of("Inactive"), DefaultStatus: 2)],
            };
        }

        if (table.Column("statuscode")?.ChoiceName is { } status)
        {
            yield return new ChoiceMetadata
            {
                Name = status,
                DisplayName = Labels.Of("Status Reason"),
                Options = [new(1, Labels.Of("Active"), State: Active), new(2, Labels.Of("Inactive"), State: Inactive)],
            };
        }
    }

    /// <summary>The relationships of the standard look-ups, named as Dataverse names them.</summary>
    public static IEnumerable<RelationshipMetadata> Relationships(TableMetadata table)
    {
        var name = table.LogicalName;
        var audit = table.IsCustom ? $"lk_{name}" : $"lk_{name}base";
        if (table.Ownership != Ownership.None)
        {
            foreach (var column in new[] { "createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby" })
                yield return To("systemuser", "systemuserid", column, $"{audit}_{column}");
        }

        if (table.Ownership == Ownership.UserOwned)
        {
            yield return To("owner", "ownerid", "ownerid", $"owner_{table.EntitySetName}");
            yield return To("systemuser", "systemuserid", "owninguser", $"user_{name}");
            yield return To("team", "teamid", "owningteam", $"team_{name}");
            yield return To("businessunit", "businessunitid", "owningbusinessunit", $"business_unit_{name}");
        }

        if (table.Ownership == Ownership.OrganizationOwned && table.Column("organizationid") is { IsLookup: true })
            yield return To("organization", "organizationid", "organizationid", $"organization_{name}");

        RelationshipMetadata To(string target, string key, string column, string schemaName) => new()
        {
            SchemaName = schemaName,
            ReferencedTable = target,
            ReferencedColumn = key,
            ReferencingTable = name,
            ReferencingColumn = column,
            ReferencingNavigationProperty = column,
            ReferencedNavigationProperty = schemaName,
            Solution = table.Solution,
        };
    }

    private static IEnumerable<ColumnMetadata> For(TableMetadata table)
    {
        var solution = table.Solution;
        yield return Column(table.PrimaryIdColumn, ColumnType.UniqueIdentifier, table.DisplayName) with
        {
            RequiredLevel = RequiredLevel.SystemRequired,
            ValidForUpdate = false,
            SchemaName = $"{table.SchemaName}Id",
            Solution = solution,
        };
        yield return Column("VersionNumber", ColumnType.BigInt, Labels.Of("Version Number")) with { ValidForCreate = false, ValidForUpdate = false, Solution = solution };
        if (table.Ownership == Ownership.None)
            yield break;

        foreach (var column in Audit(table.IsActivity))
            yield return column with { Solution = solution };
        if (table.Ownership == Ownership.UserOwned)
        {
            foreach (var column in Owner())
                yield return column with { Solution = solution };
        }

        if (table is { IsCustom: true, Ownership: Ownership.OrganizationOwned })
            yield return Lookup("OrganizationId", "Organization Id", "organization") with { ValidForCreate = false, ValidForUpdate = false, Solution = solution };
        if (table is { IsCustom: true, IsActivity: false })
        {
            yield return Column("statecode", ColumnType.State, Labels.Of("Status")) with { ChoiceName = $"{table.LogicalName}_statecode", RequiredLevel = RequiredLevel.SystemRequired, Solution = solution };
            yield return Column("statuscode", ColumnType.Status, Labels.Of("Status Reason")) with { ChoiceName = $"{table.LogicalName}_statuscode", Solution = solution };
        }
    }

    private static IEnumerable<ColumnMetadata> Audit(bool activity)
    {
        yield return Lookup("CreatedBy", "Created By", "systemuser") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Date("CreatedOn", activity ? "Date Created" : "Created On") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Lookup("CreatedOnBehalfBy", "Created By (Delegate)", "systemuser") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Lookup("ModifiedBy", "Modified By", "systemuser") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Date("ModifiedOn", activity ? "Last Updated" : "Modified On") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Lookup("ModifiedOnBehalfBy", "Modified By (Delegate)", "systemuser") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Whole("ImportSequenceNumber", "Import Sequence Number") with { ValidForUpdate = false };
        yield return Date("OverriddenCreatedOn", "Record Created On") with { ValidForUpdate = false, Format = "date" };
        yield return Whole("TimeZoneRuleVersionNumber", "Time Zone Rule Version Number") with { MinValue = -1 };
        yield return Whole("UTCConversionTimeZoneCode", "UTC Conversion Time Zone Code") with { MinValue = -1 };
    }

    private static IEnumerable<ColumnMetadata> Owner()
    {
        yield return Column("OwnerId", ColumnType.Owner, Labels.Of("Owner")) with { Targets = ["systemuser", "team"], RequiredLevel = RequiredLevel.SystemRequired };
        yield return Lookup("OwningUser", "Owning User", "systemuser") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Lookup("OwningTeam", "Owning Team", "team") with { ValidForCreate = false, ValidForUpdate = false };
        yield return Lookup("OwningBusinessUnit", "Owning Business Unit", "businessunit") with { ValidForCreate = false, ValidForUpdate = false };
    }

    private static ColumnMetadata Column(string schemaName, ColumnType type, Labels label) =>
        new() { LogicalName = schemaName.ToLowerInvariant(), SchemaName = schemaName, Type = type, DisplayName = label };

    private static ColumnMetadata Lookup(string schemaName, string label, string target) =>
        Column(schemaName, ColumnType.Lookup, Labels.Of(label)) with { Targets = [target] };

    private static ColumnMetadata Date(string schemaName, string label) =>
        Column(schemaName, ColumnType.DateTime, Labels.Of(label)) with { Format = "datetime" };

    private static ColumnMetadata Whole(string schemaName, string label) =>
        Column(schemaName, ColumnType.WholeNumber, Labels.Of(label)) with { MinValue = int.MinValue, MaxValue = int.MaxValue, Format = "none" };
}
