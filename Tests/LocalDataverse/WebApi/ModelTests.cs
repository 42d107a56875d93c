using LocalDataverse.WebApi.Model;

namespace LocalDataverse.Tests.WebApi;

public class ModelTests
{
    [Fact]
    public void Every_relationship_of_the_base_tables_has_its_navigation_properties()
    {
        using var environment = new TestEnvironment();
        var catalog = environment.Organization.Metadata;
        var model = EdmModelBuilder.Build(catalog);

        var missing = catalog.Relationships.Values
            .Where(relationship => relationship.ReferencedTable != "owner")
            .Where(relationship => model.FindNavigation(catalog.Table(relationship.ReferencingTable), relationship.ReferencingNavigationProperty) is null
                || model.FindNavigation(catalog.Table(relationship.ReferencedTable), relationship.ReferencedNavigationProperty) is null)
            .Select(relationship => $"{relationship.SchemaName}: {relationship.ReferencingTable}.{relationship.ReferencingNavigationProperty}, {relationship.ReferencedTable}.{relationship.ReferencedNavigationProperty}");
        Assert.Empty(missing);
    }
}
