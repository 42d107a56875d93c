using LocalDataverse.Pipeline;
using LocalDataverse.Solutions.Lifecycle;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>Components that the installed version had and the new one lacks: an upgrade takes them away with their data.</summary>
internal static class FormerComponents
{
    /// <param name="scope">The transaction.</param>
    /// <param name="listing">The solution.</param>
    /// <param name="current">Ids of the solutioncomponent rows of what the new version has.</param>
    /// <exception cref="DataverseException">0x8004F01F: others depend on one of them.</exception>
    public static void Remove(RequestScope scope, SolutionListing listing, IReadOnlySet<Guid> current)
    {
        var former = scope.Rows.Where("solutioncomponent", "solutionid", new EntityReference("solution", listing.Id)).Where(row => !current.Contains(row.Id)).ToList();
        if (former.Count == 0)
            return;
        var objects = former.Select(row => row.GetAttributeValue<Guid>("objectid")).ToHashSet();
        Dependencies.Refuse(scope, $"The solution '{listing.Name}' cannot be upgraded",
            new Dependencies(scope).OnLeaving(component => component.Solution == listing.Name && objects.Contains(component.ObjectId)));

        var removal = new ComponentRemoval(scope, listing.Name);
        foreach (var component in former.OrderBy(row => Order(row.GetAttributeValue<int>("componenttype"))))
        {
            Remove(removal, component);
            scope.Rows.Delete("solutioncomponent", component.Id);
        }
    }

    private static void Remove(ComponentRemoval removal, Entity component)
    {
        var type = component.GetAttributeValue<int>("componenttype");
        var name = component.GetAttributeValue<string>("schemaname") ?? "";
        switch (type)
        {
            case ComponentType.Relationship:
                removal.Relationship(name);
                break;
            case ComponentType.Column when name.Split('.') is [var table, var column]:
                removal.Column(table, column);
                break;
            case ComponentType.Table:
                removal.Table(name);
                break;
            case ComponentType.Choice:
                removal.Choice(name);
                break;
            default:
                removal.Row(type, component.GetAttributeValue<Guid>("objectid"));
                break;
        }
    }

    /// <summary>Rows first, then metadata in the order in which one needs the other.</summary>
    private static int Order(int type) => type switch
    {
        ComponentType.Relationship => 1,
        ComponentType.Column => 2,
        ComponentType.Table => 3,
        ComponentType.Choice => 4,
        _ => 0,
    };
}
