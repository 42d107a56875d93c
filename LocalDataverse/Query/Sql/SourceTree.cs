using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;

namespace LocalDataverse.Query.Sql;

/// <summary>All tables of a query, with their aliases settled.</summary>
internal sealed class SourceTree
{
    private readonly MetadataCatalog _metadata;
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private int _next;

    /// <exception cref="DataverseException">Unknown table, an alias used twice, or too many tables.</exception>
    public SourceTree(TableNode root, MetadataCatalog metadata)
    {
        _metadata = metadata;
        Root = Place(root);
        All = [.. Root.All()];
    }

    public Source Root { get; }

    public IReadOnlyList<Source> All { get; }

    /// <summary>The table that a condition or an order names, by alias or by table name.</summary>
    public Source Find(Source owner, string? name) => name is null
        ? owner
        : All.FirstOrDefault(source => source.Alias == name)
            ?? All.FirstOrDefault(source => source.Table.LogicalName == name)
            ?? throw QueryErrors.Invalid($"The query has no link-entity with the alias or name '{name}'.");

    private Source Place(TableNode node)
    {
        var number = _next++;
        if (number > QueryLimits.Links)
            throw QueryErrors.TooManyLinks();
        var table = _metadata.Table(node.Table);
        var alias = node.Join == JoinKind.Root ? null : node.Alias ?? table.LogicalName + number;
        if (alias is not null && !_aliases.Add(alias))
            throw QueryErrors.Invalid($"The link-entity alias '{alias}' is used twice in the query.");
        return new Source(node, table, "t" + number, alias, [.. node.Links.Select(link => Place(Joined(link, table)))]);
    }

    /// <summary>The link with both of its columns: what is left out follows from the one relationship that there is between the tables.</summary>
    private TableNode Joined(TableNode link, TableMetadata parent)
    {
        if (link.From.Length > 0 && link.To.Length > 0)
            return link;
        var linked = _metadata.Table(link.Table).LogicalName;
        var ways = _metadata.ParentsOf(parent.LogicalName).Where(relationship => relationship.ReferencedTable == linked)
            .Select(relationship => (From: relationship.ReferencedColumn, To: relationship.ReferencingColumn))
            .Concat(_metadata.ChildrenOf(parent.LogicalName).Where(relationship => relationship.ReferencingTable == linked)
                .Select(relationship => (From: relationship.ReferencingColumn, To: relationship.ReferencedColumn)))
            .Where(way => (link.From.Length == 0 || link.From == way.From) && (link.To.Length == 0 || link.To == way.To))
            .Distinct().ToList();
        return ways is [var only]
            ? link with { From = only.From, To = only.To }
            : throw QueryErrors.Invalid($"The link-entity '{linked}' names only one of its columns, or none, and {ways.Count} relationships between '{parent.LogicalName}' and '{linked}' would fit: give both 'from' and 'to'.");
    }
}
