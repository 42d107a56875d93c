using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>Puts components into unmanaged solutions and takes them out.</summary>
internal static class SolutionContent
{
    /// <returns>The id of the solutioncomponent row.</returns>
    /// <exception cref="DataverseException">No such solution or component, or a managed solution.</exception>
    public static Guid Add(RequestScope scope, string solution, int type, Guid objectId, bool withParts = false)
    {
        var listing = Editable(scope, solution);
        var component = Find(scope, type, objectId)
            ?? throw new DataverseException(SolutionErrorCode.MissingComponent, $"Cannot add a component to the solution '{solution}': no {ComponentType.NameOf(type)} with the id {objectId} exists.");
        if (withParts && component.Solution is not UnmanagedLayer.Name && type == ComponentType.Table)
            throw new DataverseException(SolutionErrorCode.Solution, $"The table '{component.Key.Name}' can be added without its parts only: it is not the solution's own. Add the forms and views that you changed by themselves.");
        var isRow = ComponentTables.Of(type) is not null;
        var row = listing.Row(type, isRow && !ComponentTables.IsNamed(type) ? objectId.ToString() : component.Key.Name, isRow ? objectId : null, withParts ? 0 : type == ComponentType.Table ? 2 : 0);
        scope.Rows.Put(row, scope.SystemAuthor);
        return row.Id;
    }

    /// <exception cref="DataverseException">No such solution, a managed one, or it has no such component.</exception>
    public static Guid Remove(RequestScope scope, string solution, int type, Guid objectId)
    {
        var listing = Editable(scope, solution);
        var row = scope.Rows.Where("solutioncomponent", "objectid", objectId, "solutionid", "componenttype")
            .FirstOrDefault(row => row.GetAttributeValue<EntityReference>("solutionid")?.Id == listing.Id && row.GetAttributeValue<int>("componenttype") == type)
            ?? throw new DataverseException(SolutionErrorCode.MissingComponent, $"The solution '{solution}' has no {ComponentType.NameOf(type)} with the id {objectId}.");
        scope.Rows.Delete("solutioncomponent", row.Id);
        return row.Id;
    }

    /// <summary>A component was deleted: no solution lists it any more.</summary>
    public static void Forget(RequestScope scope, Guid objectId)
    {
        foreach (var row in scope.Rows.Where("solutioncomponent", "objectid", objectId, "objectid"))
            scope.Rows.Delete("solutioncomponent", row.Id);
    }

    /// <summary>The component behind a row of solutioncomponent.</summary>
    public static Component? Find(RequestScope scope, int type, Guid objectId)
    {
        var finder = new ComponentFinder(scope);
        if (ComponentTables.Of(type) is { } name)
            return scope.Rows.Find(name, objectId) is { } row ? finder.OfRow(scope.Metadata.Table(name), row) : null;
        return Names(scope.Metadata, type).Where(key => ComponentFinder.MetadataId(type, key) == objectId).Select(key => finder.Find(new ComponentKey(type, key))).FirstOrDefault();
    }

    private static SolutionListing Editable(RequestScope scope, string solution)
    {
        var row = SolutionRows.Find(scope, solution) ?? throw SolutionRows.NotFound(solution);
        return row.GetAttributeValue<bool>("ismanaged")
            ? throw new DataverseException(SolutionErrorCode.Solution, $"The solution '{solution}' is managed; its list of components can't be changed.")
            : new SolutionListing(solution, row.Id);
    }

    private static IEnumerable<string> Names(MetadataCatalog catalog, int type) => type switch
    {
        ComponentType.Table => catalog.Tables.Keys,
        ComponentType.Choice => catalog.Choices.Keys,
        ComponentType.Relationship => catalog.Relationships.Keys,
        ComponentType.Column => catalog.Tables.Values.SelectMany(table => table.Columns.Keys.Select(column => $"{table.LogicalName}.{column}")),
        _ => [],
    };
}
