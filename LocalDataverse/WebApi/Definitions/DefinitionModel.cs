using LocalDataverse.WebApi.Model;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Vocabularies.Community.V1;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>The entity types and sets of definitions in the EDM model.</summary>
internal static class DefinitionModel
{
    public const string Tables = "EntityDefinitions";
    public const string Choices = "GlobalOptionSetDefinitions";
    public const string Relationships = "RelationshipDefinitions";

    private const string Ns = WebApiModel.Namespace;

    public static void Add(EdmModel model, EdmEntityContainer container)
    {
        foreach (var element in DefinitionTypes.All)
            model.AddElement(element);
        var metadata = new EdmEntityType(Ns, "MetadataBase", null, isAbstract: true, isOpen: false);
        metadata.AddKeys(metadata.AddStructuralProperty("MetadataId", EdmCoreModel.Instance.GetGuid(false)));
        metadata.AddStructuralProperty("HasChanged", EdmPrimitiveTypeKind.Boolean);
        model.AddElement(metadata);

        EdmEntityType Type<T>(string name, EdmEntityType parent, IEnumerable<DefinitionProperty<T>> properties, bool isAbstract = false)
        {
            var type = new EdmEntityType(Ns, name, parent, isAbstract, isOpen: false);
            foreach (var property in properties)
                type.AddStructuralProperty(property.Name, property.Type);
            model.AddElement(type);
            return type;
        }

        void NamedBy(EdmEntityType type, string property) =>
            model.AddAlternateKeyAnnotation(type, new Dictionary<string, IEdmProperty>(StringComparer.Ordinal) { [property] = type.FindProperty(property) });

        static void Contains(EdmEntityType type, string name, EdmEntityType target, EdmMultiplicity multiplicity) => type.AddUnidirectionalNavigation(
            new EdmNavigationPropertyInfo { Name = name, Target = target, TargetMultiplicity = multiplicity, ContainsTarget = true });

        var choice = Type(ChoiceDefinition.BaseType, metadata, ChoiceDefinition.Common, isAbstract: true);
        var options = Type(ChoiceDefinition.Type, choice, ChoiceDefinition.WithOptions);
        var booleans = Type(ChoiceDefinition.BooleanType, choice, ChoiceDefinition.OfBoolean);
        NamedBy(choice, "Name");

        var column = Type(ColumnDefinition.Type, metadata, ColumnDefinition.Common);
        NamedBy(column, "LogicalName");
        var enumColumn = Type(ColumnDefinition.EnumType, column, ColumnDefinition.OfEnum, isAbstract: true);
        Contains(enumColumn, "OptionSet", options, EdmMultiplicity.ZeroOrOne);
        Contains(enumColumn, "GlobalOptionSet", options, EdmMultiplicity.ZeroOrOne);
        foreach (var (kind, properties) in ColumnDefinition.Kinds)
        {
            var type = Type(kind, ColumnDefinition.IsEnum(kind) ? enumColumn : column, properties);
            if (kind == ColumnDefinition.BooleanType)
                Contains(type, "OptionSet", booleans, EdmMultiplicity.ZeroOrOne);
        }

        var relationshipBase = new EdmEntityType(Ns, "RelationshipMetadataBase", metadata, isAbstract: true, isOpen: false);
        model.AddElement(relationshipBase);
        var relationship = Type(RelationshipDefinition.Type, relationshipBase, RelationshipDefinition.Properties);
        NamedBy(relationship, "SchemaName");
        var manyToMany = Type(ManyToManyDefinition.Type, relationshipBase, ManyToManyDefinition.Properties);
        NamedBy(manyToMany, "SchemaName");

        var table = Type(TableDefinition.Type, metadata, TableDefinition.Properties);
        NamedBy(table, "LogicalName");
        Contains(table, "Attributes", column, EdmMultiplicity.Many);
        Contains(table, "ManyToOneRelationships", relationship, EdmMultiplicity.Many);
        Contains(table, "OneToManyRelationships", relationship, EdmMultiplicity.Many);
        Contains(table, "ManyToManyRelationships", manyToMany, EdmMultiplicity.Many);

        container.AddEntitySet(Tables, table);
        container.AddEntitySet(Choices, choice);
        container.AddEntitySet(Relationships, relationship);
    }
}
