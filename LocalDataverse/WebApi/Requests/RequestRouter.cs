using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Rows;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Requests;

/// <summary>Which handler a parsed path and method mean.</summary>
public static class RequestRouter
{
    /// <summary>A read, answered at once; null when the request is a write (see <see cref="PlanWrite"/>).</summary>
    public static WebApiResponse? Read(RequestScope scope)
    {
        if (scope.Request.Method is not ("GET" or "HEAD"))
            return null;
        return scope.Path switch
        {
            [] => MetadataDocuments.ServiceDocument(scope),
            [MetadataSegment] => MetadataDocuments.Csdl(scope),
            [EntitySetSegment set] => RowReads.Many(scope, scope.Table(set)),
            [EntitySetSegment set, CountSegment] => RowReads.Count(scope, scope.Table(set)),
            [EntitySetSegment set, KeySegment key] => RowReads.One(scope, scope.Table(set), Id(scope, set, key)),
            [EntitySetSegment set, KeySegment key, PropertySegment property] => PropertyRequests.Get(scope, scope.Table(set), Id(scope, set, key), Column(scope, set, property), raw: false),
            [EntitySetSegment set, KeySegment key, PropertySegment property, ValueSegment] => PropertyRequests.Get(scope, scope.Table(set), Id(scope, set, key), Column(scope, set, property), raw: true),
            [EntitySetSegment set, KeySegment key, NavigationPropertySegment segment] => Related(scope, scope.Table(set), Id(scope, set, key), Follow(scope, segment.NavigationProperty)),
            [EntitySetSegment set, KeySegment key, NavigationPropertySegment segment, CountSegment] when Follow(scope, segment.NavigationProperty) is { IsCollection: true } children =>
                RowReads.Count(scope, children.Target!, Children(scope, scope.Table(set), Id(scope, set, key), children)),
            [EntitySetSegment set, KeySegment key, NavigationPropertyLinkSegment link] => PropertyRequests.GetReference(scope, scope.Table(set), Id(scope, set, key), Follow(scope, link.NavigationProperty)),
            _ => null,
        };
    }

    /// <summary>A write, or a function, which is a message as well.</summary>
    /// <exception cref="WebApiException">405: nothing here takes this method.</exception>
    public static PlannedWrite PlanWrite(RequestScope scope, bool needsId = false)
    {
        switch (scope.Path)
        {
            case [OperationImportSegment import]:
                return OperationRequests.Plan(scope, Operation(scope, import.OperationImports.First().Operation), import.Parameters, bound: null);
            case [EntitySetSegment, OperationSegment operation]:
                return OperationRequests.Plan(scope, Operation(scope, operation.Operations.First()), operation.Parameters, bound: null);
            case [EntitySetSegment set, KeySegment key, OperationSegment operation]:
                return OperationRequests.Plan(scope, Operation(scope, operation.Operations.First()), operation.Parameters, new EntityReference(scope.Table(set).LogicalName, Id(scope, set, key)));
            case [EntitySetSegment set]:
                scope.Allow($"the set '{set.EntitySet.Name}'", "POST");
                QueryOptions.Check(scope.Request, "$select", "$expand");
                return RowWrites.Create(scope, scope.Table(set), needsId: needsId);
            case [EntitySetSegment set, KeySegment key]:
                scope.Allow("a row", "PATCH", "DELETE");
                QueryOptions.Check(scope.Request, "$select", "$expand");
                var (table, id) = (scope.Table(set), Id(scope, set, key));
                return scope.Request.Method == "PATCH" ? RowWrites.Patch(scope, table, id) : RowWrites.Delete(scope, table, id);
            case [EntitySetSegment set, KeySegment key, PropertySegment property]:
                scope.Allow("a column", "PUT", "DELETE");
                return PropertyRequests.Set(scope, scope.Table(set), Id(scope, set, key), Column(scope, set, property));
            case [EntitySetSegment set, KeySegment key, NavigationPropertySegment segment] when Follow(scope, segment.NavigationProperty) is { IsCollection: true } children:
                scope.Allow($"the collection '{children.Name}'", "POST");
                var parent = new EntityReference(scope.Table(set).LogicalName, Id(scope, set, key));
                return RowWrites.CreateIn(scope, parent, children, needsId);
            case [EntitySetSegment set, KeySegment key, NavigationPropertyLinkSegment link]:
                scope.Allow("a $ref", "PUT", "POST", "DELETE");
                return PropertyRequests.SetReference(scope, scope.Table(set), Id(scope, set, key), Follow(scope, link.NavigationProperty), member: null);
            case [EntitySetSegment set, KeySegment key, NavigationPropertyLinkSegment link, KeySegment member] when Follow(scope, link.NavigationProperty) is { IsCollection: true } children:
                scope.Allow("a row of a collection's $ref", "DELETE");
                return PropertyRequests.SetReference(scope, scope.Table(set), Id(scope, set, key), children, RowUri.IdOf(member, children.Target!));
            default:
                throw WebApiException.MethodNotAllowed(scope.Request.Method, $"'{scope.Request.Url.Split('?')[0]}'");
        }
    }

    private static WebApiResponse Related(RequestScope scope, TableMetadata table, Guid id, Navigation navigation) => navigation.IsCollection
        ? RowReads.Many(scope, navigation.Target!, Children(scope, table, id, navigation))
        : RowReads.Related(scope, table, id, navigation);

    /// <summary>The parent is read first: who may not see it, or names one that is not there, gets its error and no empty list.</summary>
    private static (Navigation Collection, Guid Parent) Children(RequestScope scope, TableMetadata table, Guid id, Navigation navigation)
    {
        scope.Loader.Retrieve(new(table, [], [table.PrimaryIdColumn], []), id);
        return (navigation, id);
    }

    private static Guid Id(RequestScope scope, EntitySetSegment set, KeySegment key) => RowUri.IdOf(key, scope.Table(set));

    private static ColumnMetadata Column(RequestScope scope, EntitySetSegment set, PropertySegment property) =>
        WebApiModel.FindColumn(scope.Table(set), property.Property.Name) ?? throw WebApiException.NotFound(property.Property.Name);

    private static Navigation Follow(RequestScope scope, Microsoft.OData.Edm.IEdmNavigationProperty property) =>
        scope.Model.TryFollow(property, out var navigation) ? navigation : throw WebApiException.NotFound(property.Name);

    private static OperationDeclaration Operation(RequestScope scope, Microsoft.OData.Edm.IEdmOperation operation) =>
        scope.Model.FindOperation(operation) ?? throw WebApiException.NotFound(operation.Name);
}
