using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>
/// Uninstallation. A managed solution goes with its components and their data, unless others depend on them; of an unmanaged one only
/// the solution itself goes, its components stay.
/// </summary>
internal static class SolutionRemoval
{
    /// <exception cref="DataverseException">No such solution, one of the system, or one that others depend on.</exception>
    public static void Uninstall(RequestScope scope, Guid solutionId)
    {
        var solution = scope.Rows.Find("solution", solutionId) ?? throw Storage.RowStore.NotFound("solution", solutionId);
        var name = solution.GetAttributeValue<string>("uniquename")!;
        if (HoldingSolution.Is(name) || SolutionRows.Find(scope, HoldingSolution.NameFor(name)) is not null)
            throw new DataverseException(SolutionErrorCode.Solution, $"The solution '{name}' cannot be uninstalled while an upgrade is waiting to be applied; call DeleteAndPromote first.");
        if (solution.GetAttributeValue<bool>("ismanaged"))
            RemoveComponents(scope, name, solutionId);
        foreach (var component in scope.Rows.Where("solutioncomponent", "solutionid", solution.ToEntityReference(), "objectid"))
            scope.Rows.Delete("solutioncomponent", component.Id);
        SolutionPackages.Forget(scope, solutionId);
        scope.Rows.Delete("solution", solutionId);
        RemovePublisher(scope, solution.GetAttributeValue<EntityReference>("publisherid"));
    }

    /// <summary>What stands in the way of an uninstallation.</summary>
    public static List<Dependency> Obstacles(RequestScope scope, string solution) => new Dependencies(scope).OnLeaving(component => component.Solution == solution);

    private static void RemoveComponents(RequestScope scope, string name, Guid id)
    {
        Dependencies.Refuse(scope, $"The solution '{name}' cannot be uninstalled", Obstacles(scope, name));
        var removal = new ComponentRemoval(scope, name);
        foreach (var table in ComponentTables.All(scope.Metadata).ToList())
        {
            foreach (var row in scope.Rows.Where(table.LogicalName, ComponentTables.Owner, id, table.PrimaryIdColumn))
                removal.Row(table.LogicalName, row.Id);
        }

        var catalog = scope.Metadata;
        foreach (var relationship in catalog.Relationships.Values.Where(relationship => relationship.Solution == name && catalog.FindTable(relationship.ReferencingTable)?.Solution != name))
            removal.Relationship(relationship.SchemaName);
        foreach (var (table, column) in catalog.Tables.Values.Where(table => table.Solution != name).SelectMany(table => table.Columns.Keys.Select(column => (table.LogicalName, column))))
            removal.Column(table, column);
        foreach (var table in catalog.Tables.Values.Where(table => table.Solution == name))
            removal.Table(table.LogicalName);
        foreach (var choice in catalog.Choices.Keys)
            removal.Choice(choice);
        removal.ForgetLayers();
    }

    /// <summary>A publisher that came with managed solutions goes with the last of them.</summary>
    private static void RemovePublisher(RequestScope scope, EntityReference? publisher)
    {
        if (publisher is null || scope.Rows.Find("publisher", publisher.Id, ["isreadonly"])?.GetAttributeValue<bool>("isreadonly") != true)
            return;
        if (scope.Rows.Where("solution", "publisherid", publisher, "uniquename").Count == 0)
            scope.Rows.Delete("publisher", publisher.Id);
    }
}
