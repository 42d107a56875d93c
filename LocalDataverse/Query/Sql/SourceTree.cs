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
        return new Source(node, table, "t" + number, alias, [.. node.Links.Select(Place)]);
    }
}
