using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.Query;

internal static class QueryCatalog
{
    public static MetadataCatalog Make() => new(
        [
            Table("repair", "title", [
                Column("title", ColumnType.Text),
                Column("notes", ColumnType.Memo),
                Column("minutes", ColumnType.WholeNumber) with { Format = "duration" },
                Column("parts", ColumnType.WholeNumber),
                Column("weight", ColumnType.Decimal) with { Precision = 3 },
                Column("ratio", ColumnType.Double),
                Column("price", ColumnType.Money) with { Precision = 2 },
                Column("ticks", ColumnType.BigInt),
                Column("urgent", ColumnType.Boolean) with { ChoiceName = "urgency" },
                Column("kind", ColumnType.Choice) with { ChoiceName = "kind" },
                Column("tags", ColumnType.Choices) with { ChoiceName = "kind" },
                Column("statecode", ColumnType.State) with { ChoiceName = "state" },
                Column("startedon", ColumnType.DateTime) with { Format = "datetime" },
                Column("workdate", ColumnType.DateTime) with { Format = "date", DateTimeBehavior = DateTimeBehavior.DateOnly },
                Column("walltime", ColumnType.DateTime) with { Format = "datetime", DateTimeBehavior = DateTimeBehavior.TimeZoneIndependent },
                Column("closedon", ColumnType.DateTime) with { Format = "datetime" },
                Column("workshopid", ColumnType.Lookup) with { Targets = ["workshop"] },
                Column("ownerid", ColumnType.Owner) with { Targets = ["person", "crew"] },
                Column("about", ColumnType.EntityName),
            ]),
            Table("workshop", "name", [Column("name", ColumnType.Text), Column("headid", ColumnType.Lookup) with { Targets = ["person"] }]),
            Table("person", "fullname", [Column("fullname", ColumnType.Text), Column("managerid", ColumnType.Lookup) with { Targets = ["person"] }]),
            Table("crew", "name", [Column("name", ColumnType.Text)]),
        ],
        [Relationship("repair", "workshopid", "workshop"), Relationship("person", "managerid", "person")],
        [
            Choice("kind", (1, "Oil change"), (2, "Brakes"), (3, "Tyres")),
            Choice("state", (0, "Open"), (1, "Closed")),
            Choice("urgency", (0, "Can wait"), (1, "Urgent")),
        ]);

    private static TableMetadata Table(string name, string nameColumn, ColumnMetadata[] columns) => new()
    {
        LogicalName = name,
        SchemaName = name,
        EntitySetName = name + "s",
        PrimaryIdColumn = name + "id",
        PrimaryNameColumn = nameColumn,
        DisplayName = Labels.Of(name),
        Columns = columns.Append(Column(name + "id", ColumnType.UniqueIdentifier)).Append(Column("versionnumber", ColumnType.BigInt)).ToDictionary(column => column.LogicalName),
    };

    private static RelationshipMetadata Relationship(string child, string column, string parent) => new()
    {
        SchemaName = $"{parent}_{child}_{column}",
        ReferencingTable = child,
        ReferencingColumn = column,
        ReferencingNavigationProperty = column,
        ReferencedTable = parent,
        ReferencedColumn = parent + "id",
        ReferencedNavigationProperty = $"{parent}_{child}_{column}",
    };

    private static ColumnMetadata Column(string name, ColumnType type) => new() { LogicalName = name, SchemaName = name, Type = type };

    private static ChoiceMetadata Choice(string name, params (int Value, string English)[] options) => new()
    {
        Name = name,
        Options = [.. options.Select(option => new OptionMetadata(option.Value, new Labels(new Dictionary<int, string> { [1033] = option.English, [1031] = "de " + option.English })))],
    };
}
