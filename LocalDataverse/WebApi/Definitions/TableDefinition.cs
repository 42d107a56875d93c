using LocalDataverse.Metadata;
using P = LocalDataverse.WebApi.Definitions.DefinitionProperty<LocalDataverse.WebApi.Definitions.TableSubject>;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>EntityMetadata: what clients ask of a table's definition.</summary>
internal static class TableDefinition
{
    public const string Type = "EntityMetadata";

    public static IReadOnlyList<P> Properties { get; } =
    [
        P.Text("LogicalName", subject => subject.Table.LogicalName),
        P.Text("SchemaName", subject => subject.Table.SchemaName),
        P.Text("EntitySetName", subject => subject.Table.EntitySetName),
        P.Text("LogicalCollectionName", subject => subject.Table.EntitySetName),
        P.Text("CollectionSchemaName", subject => subject.Table.EntitySetName),
        P.Text("PrimaryIdAttribute", subject => subject.Table.PrimaryIdColumn),
        P.Text("PrimaryNameAttribute", subject => subject.Table.PrimaryNameColumn),
        P.Text("PrimaryImageAttribute", _ => null),
        P.Number("ObjectTypeCode", subject => subject.Table.ObjectTypeCode),
        P.Member("OwnershipType", DefinitionTypes.OwnershipTypes, subject => subject.Table.Ownership switch
        {
            Ownership.UserOwned => "UserOwned",
            Ownership.OrganizationOwned => "OrganizationOwned",
            Ownership.BusinessOwned => "BusinessOwned",
            _ => "None",
        }),
        P.Label("DisplayName", subject => (subject.Table.DisplayName, subject.Language)),
        P.Label("DisplayCollectionName", subject => (subject.Table.DisplayCollectionName, subject.Language)),
        P.Label("Description", subject => (Labels.Empty, subject.Language)),
        P.Flag("IsActivity", subject => subject.Table.IsActivity),
        P.Flag("IsActivityParty", _ => false),
        P.Flag("IsCustomEntity", subject => subject.Table.IsCustom),
        P.Flag("IsManaged", subject => subject.Table.Solution is not null),
        P.Flag("IsIntersect", subject => subject.Table.IntersectRelationship is not null),
        P.Flag("IsPrivate", _ => false),
        P.Flag("IsLogicalEntity", _ => false),
        P.Flag("IsValidForAdvancedFind", _ => true),
        P.Flag("IsStateModelAware", subject => subject.Table.Column("statecode") is not null),
        P.Managed("IsAuditEnabled", subject => subject.Table.IsAuditEnabled),
        P.Managed("IsCustomizable", _ => true),
        P.Managed("CanCreateForms", _ => true),
        P.Managed("CanCreateViews", _ => true),
        P.Managed("CanCreateAttributes", _ => true),
    ];
}
