using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using P = LocalDataverse.WebApi.Definitions.DefinitionProperty<LocalDataverse.WebApi.Definitions.RelationshipSubject>;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>OneToManyRelationshipMetadata.</summary>
internal static class RelationshipDefinition
{
    public const string Type = "OneToManyRelationshipMetadata";

    public static IReadOnlyList<P> Properties { get; } =
    [
        P.Text("SchemaName", subject => subject.Relationship.SchemaName),
        P.Member("RelationshipType", DefinitionTypes.RelationshipType, _ => "OneToManyRelationship"),
        P.Text("ReferencedEntity", subject => subject.Relationship.ReferencedTable),
        P.Text("ReferencedAttribute", subject => subject.Relationship.ReferencedColumn),
        P.Text("ReferencingEntity", subject => subject.Relationship.ReferencingTable),
        P.Text("ReferencingAttribute", subject => subject.Relationship.ReferencingColumn),
        P.Text("ReferencedEntityNavigationPropertyName", subject => subject.Relationship.ReferencedNavigationProperty),
        P.Text("ReferencingEntityNavigationPropertyName", subject => subject.Relationship.ReferencingNavigationProperty),
        P.Flag("IsCustomRelationship", subject => subject.Relationship.Solution is not null),
        P.Flag("IsManaged", subject => subject.Relationship.Solution is not null),
        P.Complex("CascadeConfiguration", DefinitionTypes.CascadeConfiguration, subject => Cascade(subject.Relationship)),
    ];

    private static JsonObject Cascade(RelationshipMetadata relationship)
    {
        var configuration = new JsonObject();
        foreach (var property in DefinitionTypes.CascadeConfiguration.DeclaredProperties)
            configuration[property.Name] = property.Name == "Delete" ? relationship.CascadeDelete.ToString() : "NoCascade";
        return configuration;
    }
}
