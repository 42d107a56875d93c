namespace LocalDataverse.Metadata;

/// <summary>An immutable snapshot of everything the environment knows about its tables. Look-ups are by logical name.</summary>
public sealed class MetadataCatalog
{
    private readonly Dictionary<string, TableMetadata> _bySet;
    private readonly ILookup<string, RelationshipMetadata> _children;
    private readonly ILookup<string, RelationshipMetadata> _parents;

    public MetadataCatalog(IEnumerable<TableMetadata> tables, IEnumerable<RelationshipMetadata> relationships, IEnumerable<ChoiceMetadata> choices)
    {
        Tables = tables.ToDictionary(table => table.LogicalName, StringComparer.Ordinal);
        Relationships = relationships.ToDictionary(relationship => relationship.SchemaName, StringComparer.OrdinalIgnoreCase);
        Choices = choices.ToDictionary(choice => choice.Name, StringComparer.Ordinal);
        ManyToMany = Tables.Values.Select(ManyToManyMetadata.Of).OfType<ManyToManyMetadata>().ToDictionary(relationship => relationship.SchemaName, StringComparer.OrdinalIgnoreCase);
        _children = Relationships.Values.ToLookup(relationship => relationship.ReferencedTable, StringComparer.Ordinal);
        _parents = Relationships.Values.ToLookup(relationship => relationship.ReferencingTable, StringComparer.Ordinal);
        _bySet = Tables.Values.ToDictionary(table => table.EntitySetName, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, TableMetadata> Tables { get; }
    public IReadOnlyDictionary<string, RelationshipMetadata> Relationships { get; }
    public IReadOnlyDictionary<string, ChoiceMetadata> Choices { get; }

    /// <summary>By schema name.</summary>
    public IReadOnlyDictionary<string, ManyToManyMetadata> ManyToMany { get; }

    public TableMetadata? FindTable(string logicalName) => Tables.GetValueOrDefault(logicalName);

    public TableMetadata? FindTableBySet(string entitySetName) => _bySet.GetValueOrDefault(entitySetName);

    /// <exception cref="DataverseException">0x80040217: no such table.</exception>
    public TableMetadata Table(string logicalName) => FindTable(logicalName)
        ?? throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The entity with a name = '{logicalName}' was not found in the MetadataCache.");

    public ChoiceMetadata? ChoiceOf(ColumnMetadata column) => column.ChoiceName is { } name ? Choices.GetValueOrDefault(name) : null;

    public IEnumerable<RelationshipMetadata> ChildrenOf(string table) => _children[table];

    public IEnumerable<RelationshipMetadata> ParentsOf(string table) => _parents[table];

    public IEnumerable<ManyToManyMetadata> ManyToManyOf(string table) => ManyToMany.Values.Where(relationship => relationship.ColumnTo(table) is not null);
}
