using P = LocalDataverse.WebApi.Definitions.DefinitionProperty<LocalDataverse.Metadata.ManyToManyMetadata>;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>ManyToManyRelationshipMetadata.</summary>
internal static class ManyToManyDefinition
{
    public const string Type = "ManyToManyRelationshipMetadata";

    public static IReadOnlyList<P> Properties { get; } =
    [
        P.Text("SchemaName", relationship => relationship.SchemaName),
        P.Member("RelationshipType", DefinitionTypes.RelationshipType, _ => "ManyToManyRelationship"),
        P.Text("IntersectEntityName", relationship => relationship.Intersect.LogicalName),
        P.Text("Entity1LogicalName", relationship => relationship.First.Targets[0]),
        P.Text("Entity1IntersectAttribute", relationship => relationship.First.LogicalName),
        P.Text("Entity1NavigationPropertyName", relationship => relationship.SchemaName),
        P.Text("Entity2LogicalName", relationship => relationship.Second.Targets[0]),
        P.Text("Entity2IntersectAttribute", relationship => relationship.Second.LogicalName),
        P.Text("Entity2NavigationPropertyName", relationship => relationship.SchemaName),
        P.Flag("IsCustomRelationship", relationship => relationship.Intersect.Solution is not null),
        P.Flag("IsManaged", relationship => relationship.Intersect.Solution is not null),
    ];
}
