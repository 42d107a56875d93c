using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>A column of the queried table, or of one that a path led to.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">The column.</param>
/// <param name="Alias">Alias of the joined table; null for the queried one.</param>
public sealed record QueryColumn(TableMetadata Table, ColumnMetadata Column, string? Alias);

/// <summary>
/// The joins of one query. A path such as customerid_account/name joins its table once, outer, however often it is used.
/// </summary>
/// <param name="model">Resolves navigation properties.</param>
/// <param name="links">Where joins are added: those of a query; null within any and all, whose conditions cannot name a further join.</param>
/// <param name="from">The table they start from.</param>
/// <param name="variable">What stands for a row of it: <c>$it</c>, or the variable of any and all.</param>
/// <param name="aliases">Counts aliases over the whole query.</param>
public sealed class QueryLinks(WebApiModel model, DataCollection<LinkEntity>? links, TableMetadata from, string variable, QueryAliases aliases)
{
    public const string Root = "$it";

    private readonly Dictionary<string, LinkEntity> _byPath = new(StringComparer.Ordinal);

    public TableMetadata Table { get; } = from;
    public WebApiModel Model { get; } = model;
    public QueryAliases Aliases { get; } = aliases;

    /// <summary>The column a property access means, joining what its path needs; null when the node is no property access.</summary>
    public QueryColumn? Resolve(QueryNode node) => node switch
    {
        ConvertNode convert => Resolve(convert.Source),
        SingleValuePropertyAccessNode property => Property(property),
        // A navigation property itself stands for its lookup: customerid_account eq null.
        SingleNavigationNode navigation when Model.TryFollow(navigation.NavigationProperty, out var found) => Lookup(navigation, found),
        _ => null,
    };

    /// <summary>Joins the rows of a collection, for any and all.</summary>
    /// <returns>The outer join, whose key is there where a row fits, and the join of the rows themselves; two only where pairs stand between.</returns>
    public (LinkEntity Outer, LinkEntity Rows) JoinCollection(CollectionNavigationNode collection)
    {
        if (!Model.TryFollow(collection.NavigationProperty, out var navigation) || navigation.Target is null)
            throw WebApiException.NotSupported($"The collection '{collection.NavigationProperty.Name}' cannot be filtered.");
        var (source, table, _) = Source(collection.Source);
        var outer = new LinkEntity(table.LogicalName, (navigation.Pairs?.Intersect ?? navigation.Target).LogicalName, table.PrimaryIdColumn, navigation.Column.LogicalName, JoinOperator.LeftOuter)
        {
            EntityAlias = Aliases.Next(),
        };
        (source ?? throw NoJoinHere()).Add(outer);
        if (navigation.Pairs is not { } pairs)
            return (outer, outer);
        // An inner join below an outer one limits the outer one: a pair counts where its row fits.
        var rows = outer.AddLink(navigation.Target.LogicalName, pairs.Opposite(navigation.Column).LogicalName, navigation.Target.PrimaryIdColumn);
        rows.EntityAlias = Aliases.Next();
        return (outer, rows);
    }

    private QueryColumn Property(SingleValuePropertyAccessNode property)
    {
        var name = property.Property.Name;
        // principal has one property, and it is the lookup's own value: no join.
        if (property.Source is SingleNavigationNode owner && Model.TryFollow(owner.NavigationProperty, out var navigation) && navigation.Target is null)
            return Lookup(owner, navigation);
        var (_, table, tableAlias) = Source(property.Source);
        var column = WebApiModel.FindColumn(table, name)
            ?? throw WebApiException.BadRequest($"Could not find a property named '{name}' on type '{WebApiModel.Namespace}.{table.LogicalName}'.");
        return new QueryColumn(table, column, tableAlias);
    }

    private QueryColumn Lookup(SingleNavigationNode node, Navigation navigation)
    {
        var (_, table, tableAlias) = Source(node.Source);
        return new QueryColumn(table, navigation.Column, tableAlias);
    }

    private (DataCollection<LinkEntity>? Links, TableMetadata Table, string? Alias) Source(QueryNode node)
    {
        switch (node)
        {
            case ResourceRangeVariableReferenceNode row when row.Name == variable:
                return (links, Table, null);
            case SingleNavigationNode navigation:
                var joined = Join(navigation, cast: null);
                return (joined.LinkEntities, Model.Catalog.Table(joined.LinkToEntityName), joined.EntityAlias);
            case SingleResourceCastNode { Source: SingleNavigationNode principal } cast when Model.FindTable(cast.TypeReference.Definition) is { } target:
                var casted = Join(principal, target);
                return (casted.LinkEntities, target, casted.EntityAlias);
            default:
                throw WebApiException.NotSupported($"A path through a {node.Kind} is not supported in a query.");
        }
    }

    private LinkEntity Join(SingleNavigationNode node, TableMetadata? cast)
    {
        if (!Model.TryFollow(node.NavigationProperty, out var navigation) || (cast ?? navigation.Target) is not { } target)
            throw WebApiException.NotSupported($"The navigation property '{node.NavigationProperty.Name}' cannot be followed in a query.");
        var (source, table, sourceAlias) = Source(node.Source);
        var path = $"{sourceAlias}/{navigation.Name}/{target.LogicalName}";
        if (!_byPath.TryGetValue(path, out var link))
        {
            link = new LinkEntity(table.LogicalName, target.LogicalName, navigation.Column.LogicalName, target.PrimaryIdColumn, JoinOperator.LeftOuter)
            {
                EntityAlias = Aliases.Next(),
            };
            (source ?? throw NoJoinHere()).Add(link);
            _byPath.Add(path, link);
        }
        return link;
    }

    private static WebApiException NoJoinHere() =>
        WebApiException.NotSupported("Within any and all only columns of the collection's own table are supported, no path to a further table.");
}

/// <summary>Aliases of the joined tables of one query.</summary>
public sealed class QueryAliases
{
    private int _count;

    /// <summary>Whether a join can repeat a row, so that the query must be distinct.</summary>
    public bool NeedsDistinct { get; set; }

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"link{++_count}");
}
