using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions.Components;

/// <summary>Tables of the solution itself, and columns that it adds to tables of others.</summary>
internal sealed class TableImporter : IComponentImporter
{
    private const int FirstCustomTypeCode = 10_000;

    /// <summary>Columns of the system that a table has only with what needs them: amounts of money, business process flows.</summary>
    private static readonly string[] s_occasional = ["transactioncurrencyid", "exchangerate", "processid", "stageid", "traversedpath"];

    public string Container => "Entities";

    public void Import(ImportRun run)
    {
        foreach (var element in run.Components(Container, "Entity"))
        {
            var schemaName = element.Text("Name");
            run.Import(ComponentType.Table, schemaName, () => ImportTable(run, element, schemaName));
        }
    }

    private static void ImportTable(ImportRun run, XElement element, string schemaName)
    {
        var definition = element.Element("EntityInfo")?.Element("entity") ?? throw XmlReading.Invalid("<EntityInfo> lacks <entity>");
        var name = schemaName.ToLowerInvariant();
        var columns = (definition.Element("attributes")?.Elements("attribute") ?? []).ToList();
        foreach (var choice in columns.Elements("optionset")) run.PutChoice(ChoiceReader.Read(choice, isGlobal: false));

        if (definition.Element("EntitySetName") is null)
            Extend(run, name, columns);
        else
            Put(run, name, schemaName, definition, columns);
        run.Include(ComponentType.Table, name);
    }

    private static void Extend(ImportRun run, string name, List<XElement> columns)
    {
        var table = run.Metadata.Catalog.FindTable(name)
            ?? throw new DataverseException(SolutionErrorCode.MissingComponent, "the solution only adds to this table, and it is not in the target system");
        foreach (var attribute in columns)
        {
            ImportColumn(run, name, attribute.Text("LogicalName"), () => run.Metadata.PutColumn(name, KeepOwner(table, ColumnReader.Read(attribute, run.Owner))));
        }
    }

    private static void Put(ImportRun run, string name, string schemaName, XElement definition, List<XElement> attributes)
    {
        var existing = run.Metadata.Catalog.FindTable(name);
        if (existing is not null && existing.Solution != run.Owner)
            throw new DataverseException(SolutionErrorCode.Solution, existing.Solution is null
                ? "a table of this name belongs to the system; a solution can only add to it"
                : $"a table of this name belongs to the solution '{existing.Solution}'");

        var columns = new List<ColumnMetadata>();
        foreach (var attribute in attributes)
            ImportColumn(run, name, attribute.Text("LogicalName"), () => columns.Add(ColumnReader.Read(attribute, run.Owner)));
        run.Metadata.PutTable(Complete(run, Describe(run, name, schemaName, definition, attributes, existing), columns));
    }

    private static TableMetadata Describe(ImportRun run, string name, string schemaName, XElement definition, List<XElement> attributes, TableMetadata? existing) => new()
    {
        LogicalName = name,
        SchemaName = schemaName,
        EntitySetName = definition.Text("EntitySetName"),
        PrimaryIdColumn = attributes.FirstOrDefault(attribute => attribute.Text("Type") == "primarykey")?.Text("LogicalName") ?? throw XmlReading.Invalid("the table has no primary key"),
        PrimaryNameColumn = attributes.FirstOrDefault(attribute => (attribute.OptionalText("DisplayMask") ?? "").Split('|').Contains("PrimaryName"))?.Text("LogicalName"),
        ObjectTypeCode = existing?.ObjectTypeCode ?? NextTypeCode(run.Metadata.Catalog),
        Ownership = definition.Text("OwnershipTypeMask") switch
        {
            "UserOwned" => Ownership.UserOwned,
            "OrgOwned" => Ownership.OrganizationOwned,
            var other => throw new DataverseException(SolutionErrorCode.InvalidFile, $"tables with the ownership {other} are not supported here"),
        },
        IsActivity = definition.Flag("IsActivity"),
        IsAuditEnabled = definition.Flag("IsAuditEnabled"),
        IsCustom = true,
        DisplayName = definition.Element("LocalizedNames").Labels("LocalizedName"),
        DisplayCollectionName = definition.Element("LocalizedCollectionNames").Labels("LocalizedCollectionName"),
        Solution = run.Owner,
    };

    /// <summary>
    /// Standard columns (created by, owner, state ...) behave as the platform makes them, whatever the file says;
    /// their labels and audit flags are the file's.
    /// </summary>
    private static TableMetadata Complete(ImportRun run, TableMetadata table, List<ColumnMetadata> given)
    {
        if (given.GroupBy(column => column.LogicalName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            throw XmlReading.Invalid($"the column {doubled.Key} stands there twice");
        var bare = table with { Columns = given.Where(column => column.IsCustom).ToDictionary(column => column.LogicalName, StringComparer.Ordinal) };
        var columns = new Dictionary<string, ColumnMetadata>(StandardColumns.Complete(bare).Columns, StringComparer.Ordinal);
        foreach (var column in given.Where(column => !column.IsCustom))
        {
            if (s_occasional.Contains(column.LogicalName))
                columns[column.LogicalName] = column;
            else if (!columns.TryGetValue(column.LogicalName, out var standard))
                throw new DataverseException(SolutionErrorCode.InvalidFile, $"the column {column.LogicalName} claims to be one of the system's, but tables of the ownership {table.Ownership} have none of that name");
            else
                columns[column.LogicalName] = standard with { DisplayName = column.DisplayName, Description = column.Description, IsAuditEnabled = column.IsAuditEnabled };
        }
        // An import takes nothing away: what an earlier version had stays with its data.
        foreach (var before in run.Metadata.Catalog.FindTable(table.LogicalName)?.Columns.Values ?? []) columns.TryAdd(before.LogicalName, before);
        return table with { Columns = columns };
    }

    private static void ImportColumn(ImportRun run, string table, string column, Action import) => run.Import(ComponentType.Column, $"{table}.{column}", () =>
    {
        run.CoverColumn(table, column);
        import();
        run.Include(ComponentType.Column, $"{table}.{column}");
    });

    /// <summary>A column that another solution or the system brought stays theirs.</summary>
    private static ColumnMetadata KeepOwner(TableMetadata table, ColumnMetadata column) =>
        table.Column(column.LogicalName) is { } existing ? column with { Solution = existing.Solution, IsCustom = existing.IsCustom } : column;

    private static int NextTypeCode(MetadataCatalog catalog) => Math.Max(FirstCustomTypeCode, 1 + catalog.Tables.Values.Max(table => table.ObjectTypeCode));
}
