using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>What of a table's rows a request wants: columns ($select) and related rows ($expand).</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">What the answer shows, in the order of the metadata; the key is always among them.</param>
/// <param name="SelectedNames">The names of $select for the context URL; empty where all columns were asked for.</param>
/// <param name="Expansions">Related rows.</param>
public sealed record ReadPlan(TableMetadata Table, IReadOnlyList<ColumnMetadata> Columns, IReadOnlyList<string> SelectedNames, IReadOnlyList<Expansion> Expansions)
{
    public const string VersionColumn = "versionnumber";

    /// <summary>What the message has to read: the columns shown, the lookups that expansions follow, and the version for the ETag.</summary>
    public ColumnSet ColumnSet
    {
        get
        {
            if (SelectedNames.Count == 0)
                return new ColumnSet(true);
            var names = Columns.Select(column => column.LogicalName).ToHashSet(StringComparer.Ordinal);
            names.UnionWith(Expansions.Where(expansion => !expansion.Navigation.IsCollection).Select(expansion => expansion.Navigation.Column.LogicalName));
            names.Add(Table.PrimaryIdColumn);
            if (Table.Column(VersionColumn) is not null)
                names.Add(VersionColumn);
            return new ColumnSet([.. names]);
        }
    }

    /// <summary>What the context URL says in parentheses; empty for all columns.</summary>
    public string ContextSuffix
    {
        get
        {
            var parts = SelectedNames.Concat(Expansions.Select(expansion => $"{expansion.Navigation.Name}({expansion.Plan?.ContextSuffix.Trim('(', ')')})")).ToList();
            return parts.Count == 0 ? "" : $"({string.Join(',', parts)})";
        }
    }

    public static ReadPlan For(WebApiModel model, TableMetadata table, SelectExpandClause? clause)
    {
        var items = clause?.SelectedItems.ToList() ?? [];
        var all = clause is null || clause.AllSelected || items.OfType<WildcardSelectItem>().Any();
        var selected = new List<string>();
        var wanted = new HashSet<string>(StringComparer.Ordinal) { table.PrimaryIdColumn };
        var expansions = items.OfType<ExpandedReferenceSelectItem>().Select(item => Expansion.For(model, item)).ToList();
        foreach (var item in items.OfType<PathSelectItem>())
        {
            // The parser takes the collection of $expand=NAME/$ref for selected.
            if (item.SelectedPath.FirstSegment is NavigationPropertySegment && expansions.Any(expansion => expansion.Navigation.IsCollection && expansion.Navigation.Name == item.SelectedPath.FirstSegment.Identifier))
                continue;
            var column = ColumnOf(model, table, item);
            wanted.Add(column.LogicalName);
            selected.Add(WebApiModel.PropertyOf(column));
        }
        var columns = table.Columns.Values.Where(column => column.ValidForRead && (all || wanted.Contains(column.LogicalName))).ToList();
        // $expand alone leaves all columns; $select of nothing but expansions cannot be told apart from it and reads all too.
        return new ReadPlan(table, columns, all ? [] : selected, expansions);
    }

    private static ColumnMetadata ColumnOf(WebApiModel model, TableMetadata table, PathSelectItem item)
    {
        var segments = item.SelectedPath.ToList();
        return segments switch
        {
            [PropertySegment property] => WebApiModel.FindColumn(table, property.Property.Name)
                ?? throw WebApiException.BadRequest($"Could not find a property named '{property.Property.Name}' on type '{WebApiModel.Namespace}.{table.LogicalName}'."),
            // Dataverse reads the lookup when $select names its single-valued navigation property.
            [NavigationPropertySegment navigation] when model.TryFollow(navigation.NavigationProperty, out var found) && !found.IsCollection => found.Column,
            _ => throw WebApiException.NotSupported($"$select cannot choose '{string.Join('/', segments.Select(segment => segment.Identifier))}': only columns can be selected; related rows come with $expand."),
        };
    }
}

/// <summary>One $expand item.</summary>
/// <param name="Navigation">What it follows.</param>
/// <param name="Plan">What of the related rows; null for an owner, of whom only the id is shown.</param>
/// <param name="Filter">Nested $filter.</param>
/// <param name="OrderBy">Nested $orderby.</param>
/// <param name="Top">Nested $top, for each parent.</param>
/// <param name="WithCount">Nested $count=true.</param>
/// <param name="ReferencesOnly">$expand=x/$ref: only the ids.</param>
public sealed record Expansion(Navigation Navigation, ReadPlan? Plan, FilterClause? Filter, OrderByClause? OrderBy, int? Top, bool WithCount, bool ReferencesOnly)
{
    public static Expansion For(WebApiModel model, ExpandedReferenceSelectItem item)
    {
        var segments = item.PathToNavigationProperty.ToList();
        if (segments is not [NavigationPropertySegment segment] || !model.TryFollow(segment.NavigationProperty, out var navigation))
            throw WebApiException.NotSupported($"$expand cannot follow '{string.Join('/', segments.Select(part => part.Identifier))}'.");
        if (item.SkipOption is not null || item.SearchOption is not null || item.ComputeOption is not null || item.ApplyOption is not null)
            throw WebApiException.NotSupported("Within $expand only $select, $expand, $filter, $orderby, $top and $count are supported.");
        if (item is ExpandedNavigationSelectItem { LevelsOption: not null })
            throw WebApiException.NotSupported("$levels is not supported in $expand.");
        var select = (item as ExpandedNavigationSelectItem)?.SelectAndExpand;
        if (!navigation.IsCollection && (item.FilterOption ?? (object?)item.OrderByOption ?? item.TopOption) is not null)
            throw WebApiException.BadRequest($"$filter, $orderby and $top can only be used on the expansion of a collection; '{navigation.Name}' is single-valued.");
        return new Expansion(navigation, navigation.Target is { } target ? ReadPlan.For(model, target, select) : null,
            item.FilterOption, item.OrderByOption, (int?)item.TopOption, item.CountOption == true, item is not ExpandedNavigationSelectItem);
    }
}
