using System.Text.Json.Nodes;
using LocalDataverse.Metadata;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>A catalog as definitions.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="language">LCID of the labels that the caller reads.</param>
internal sealed class DefinitionTree(MetadataCatalog catalog, int language)
{
    public IEnumerable<DefinitionNode> Tables => catalog.Tables.Values.OrderBy(table => table.LogicalName, StringComparer.Ordinal).Select(Table);

    public IEnumerable<DefinitionNode> GlobalChoices => catalog.Choices.Values.Where(choice => choice.IsGlobal)
        .OrderBy(choice => choice.Name, StringComparer.Ordinal).Select(choice => Choice(choice, of: null));

    public IEnumerable<DefinitionNode> Relationships => Nodes(catalog.Relationships.Values);

    private DefinitionNode Table(TableMetadata table) => Node(TableDefinition.Type, DefinitionValues.IdOf("table", table.LogicalName), new TableSubject(catalog, table, language),
        [TableDefinition.Properties], new()
        {
            ["Attributes"] = () => table.Columns.Values.OrderBy(column => column.LogicalName, StringComparer.Ordinal).Select(column => Column(table, column)),
            ["ManyToOneRelationships"] = () => Nodes(catalog.ParentsOf(table.LogicalName)),
            ["OneToManyRelationships"] = () => Nodes(catalog.ChildrenOf(table.LogicalName)),
            ["ManyToManyRelationships"] = () => catalog.ManyToManyOf(table.LogicalName).OrderBy(relationship => relationship.SchemaName, StringComparer.Ordinal).Select(relationship => Node(
                ManyToManyDefinition.Type, DefinitionValues.IdOf("relationship", relationship.SchemaName), relationship, [ManyToManyDefinition.Properties], [])),
        });

    private DefinitionNode Column(TableMetadata table, ColumnMetadata column)
    {
        var kind = ColumnDefinition.KindOf(column.Type);
        var choice = catalog.ChoiceOf(column);
        var contents = new Dictionary<string, Func<IEnumerable<DefinitionNode>>>(StringComparer.Ordinal);
        if (ColumnDefinition.IsEnum(kind) || kind == ColumnDefinition.BooleanType)
            contents["OptionSet"] = () => choice is null ? [] : [Choice(choice, column.Type)];
        if (ColumnDefinition.IsEnum(kind))
            contents["GlobalOptionSet"] = () => choice is { IsGlobal: true } ? [Choice(choice, column.Type)] : [];
        return Node(kind, DefinitionValues.IdOf("column", table.LogicalName, column.LogicalName), new ColumnSubject(catalog, table, column, language),
            [ColumnDefinition.Common, ColumnDefinition.IsEnum(kind) ? ColumnDefinition.OfEnum : [], ColumnDefinition.Kinds[kind]], contents);
    }

    private DefinitionNode Choice(ChoiceMetadata choice, ColumnType? of)
    {
        var isBoolean = of == ColumnType.Boolean;
        return Node(isBoolean ? ChoiceDefinition.BooleanType : ChoiceDefinition.Type, DefinitionValues.IdOf("choice", choice.Name), new ChoiceSubject(choice, of, language),
            [ChoiceDefinition.Common, isBoolean ? ChoiceDefinition.OfBoolean : ChoiceDefinition.WithOptions], []);
    }

    private IEnumerable<DefinitionNode> Nodes(IEnumerable<RelationshipMetadata> relationships) =>
        relationships.OrderBy(relationship => relationship.SchemaName, StringComparer.Ordinal).Select(relationship => Node(
            RelationshipDefinition.Type, DefinitionValues.IdOf("relationship", relationship.SchemaName), new RelationshipSubject(catalog, relationship), [RelationshipDefinition.Properties], []));

    private static DefinitionNode Node<T>(
        string type, Guid id, T subject, IEnumerable<IReadOnlyList<DefinitionProperty<T>>> properties, Dictionary<string, Func<IEnumerable<DefinitionNode>>> contents)
    {
        var values = new List<(string, Func<JsonNode?>)> { ("MetadataId", () => JsonValue.Create(id)), ("HasChanged", () => null) };
        values.AddRange(properties.SelectMany(list => list).Select(property => (property.Name, (Func<JsonNode?>)(() => property.Value(subject)))));
        return new DefinitionNode(type, values, contents);
    }
}
