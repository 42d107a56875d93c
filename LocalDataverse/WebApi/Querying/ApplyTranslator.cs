using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Query;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>A value of an aggregate answer: the alias it has in FetchXML, and where it goes in the JSON.</summary>
/// <param name="Alias">In FetchXML.</param>
/// <param name="Path">Property names from the row's object inwards; more than one for a group by a related row's column.</param>
/// <param name="Column">The column a group shows; null for an aggregate.</param>
public sealed record AggregateValue(string Alias, IReadOnlyList<string> Path, QueryColumn? Column);

/// <summary>$apply as FetchXML: filter(...)/groupby((columns),aggregate(...)), each part optional.</summary>
public sealed class ApplyTranslator
{
    private readonly FilterExpression _criteria = new();
    private readonly QueryExpression _query;
    private readonly QueryLinks _links;
    private readonly TableMetadata _table;
    private readonly IDictionary<string, SingleValueNode> _parameterAliases;
    private readonly List<(string? Link, XElement Attribute)> _attributes = [];
    private readonly List<AggregateValue> _values = [];

    public ApplyTranslator(WebApiModel model, TableMetadata table, IDictionary<string, SingleValueNode> parameterAliases)
    {
        _table = table;
        _parameterAliases = parameterAliases;
        _query = new QueryExpression(table.LogicalName);
        _links = new QueryLinks(model, _query.LinkEntities, table, QueryLinks.Root, new QueryAliases());
    }

    /// <summary>The values of each row, in the order of the request.</summary>
    public IReadOnlyList<AggregateValue> Values => _values;

    /// <exception cref="WebApiException">501: a transformation that FetchXML has no words for.</exception>
    public XElement Translate(ApplyClause apply, FilterClause? filter, OrderByClause? orderBy, long? top)
    {
        if (filter is not null)
            throw WebApiException.NotSupported("$filter beside $apply filters the groups, which is not supported; write $apply=filter(...)/groupby(...) to filter the rows.");
        var grouped = false;
        foreach (var transformation in apply.Transformations)
        {
            if (grouped)
                throw WebApiException.NotSupported("After groupby or aggregate no further transformation is supported in $apply.");
            switch (transformation)
            {
                case FilterTransformationNode rows:
                    _criteria.AddFilter(new FilterTranslator(_links, _parameterAliases).Translate(rows.FilterClause.Expression));
                    break;
                case GroupByTransformationNode groups:
                    foreach (var property in groups.GroupingProperties)
                        Group(property, []);
                    if (groups.ChildTransformations is AggregateTransformationNode inner)
                        Aggregate(inner);
                    else if (groups.ChildTransformations is not null)
                        throw WebApiException.NotSupported("Within groupby only aggregate is supported.");
                    grouped = true;
                    break;
                case AggregateTransformationNode aggregate:
                    Aggregate(aggregate);
                    grouped = true;
                    break;
                default:
                    throw WebApiException.NotSupported($"The transformation {transformation.Kind} is not supported in $apply.");
            }
        }
        if (!grouped)
            throw WebApiException.NotSupported("$apply needs a groupby or an aggregate; to filter rows alone use $filter.");
        if (_links.Aliases.NeedsDistinct)
            throw WebApiException.NotSupported("any and all are not supported in the filter of $apply, where they could count a row more than once.");
        return Write(orderBy, top);
    }

    private XElement Write(OrderByClause? orderBy, long? top)
    {
        var entity = new XElement("entity", new XAttribute("name", _table.LogicalName),
            _attributes.Where(attribute => attribute.Link is null).Select(attribute => attribute.Attribute));
        for (var order = orderBy; order is not null; order = order.ThenBy)
        {
            entity.Add(new XElement("order", new XAttribute("alias", Ordered(order.Expression).Alias),
                new XAttribute("descending", order.Direction == OrderByDirection.Descending ? "true" : "false")));
        }
        if (!FetchXmlWriter.IsEmpty(_criteria))
            entity.Add(FetchXmlWriter.Filter(_criteria));
        entity.Add(_query.LinkEntities.Select(link => FetchXmlWriter.Link(link, alias => _attributes.Where(attribute => attribute.Link == alias).Select(attribute => attribute.Attribute))));
        var fetch = new XElement("fetch", new XAttribute("aggregate", "true"), entity);
        if (top is { } rows)
            fetch.SetAttributeValue("top", rows);
        return fetch;
    }

    private AggregateValue Ordered(QueryNode node)
    {
        var name = node switch
        {
            SingleValueOpenPropertyAccessNode open => open.Name,
            SingleValuePropertyAccessNode property => property.Property.Name,
            ConvertNode { Source: SingleValuePropertyAccessNode converted } => converted.Property.Name,
            _ => null,
        };
        return _values.FirstOrDefault(value => value.Path[^1] == name)
            ?? throw WebApiException.BadRequest($"$orderby beside $apply can use the groups and aggregates of the answer only{(name is null ? "" : $"; '{name}' is none of them")}.");
    }

    private void Group(GroupByPropertyNode property, IReadOnlyList<string> path)
    {
        IReadOnlyList<string> here = [.. path, property.Name];
        if (property.Expression is null)
        {
            foreach (var child in property.ChildTransformations)
                Group(child, here);
            return;
        }
        var column = _links.Resolve(property.Expression) ?? throw WebApiException.NotSupported($"groupby by '{string.Join('/', here)}' is not supported: only columns can be grouped by.");
        var alias = NextAlias();
        _attributes.Add((column.Alias, new XElement("attribute",
            new XAttribute("name", column.Column.LogicalName), new XAttribute("alias", alias), new XAttribute("groupby", "true"))));
        _values.Add(new AggregateValue(alias, here, column));
    }

    private void Aggregate(AggregateTransformationNode node)
    {
        foreach (var expression in node.AggregateExpressions)
        {
            if (expression is not AggregateExpression aggregate)
                throw WebApiException.NotSupported("Aggregates of collections are not supported in $apply.");
            var (function, distinct) = aggregate.Method switch
            {
                AggregationMethod.Sum => ("sum", false),
                AggregationMethod.Average => ("avg", false),
                AggregationMethod.Min => ("min", false),
                AggregationMethod.Max => ("max", false),
                AggregationMethod.CountDistinct => ("countcolumn", true),
                AggregationMethod.VirtualPropertyCount => ("count", false),
                _ => throw WebApiException.NotSupported($"The aggregation method {aggregate.MethodDefinition.MethodLabel ?? aggregate.Method.ToString()} is not supported."),
            };
            var column = aggregate.Method == AggregationMethod.VirtualPropertyCount
                ? new QueryColumn(_table, _table.Columns[_table.PrimaryIdColumn], null)
                : _links.Resolve(aggregate.Expression) ?? throw WebApiException.NotSupported($"The aggregate '{aggregate.Alias}' is not supported: only columns can be aggregated.");
            var alias = NextAlias();
            _attributes.Add((column.Alias, new XElement("attribute",
                new XAttribute("name", column.Column.LogicalName), new XAttribute("alias", alias), new XAttribute("aggregate", function),
                distinct ? new XAttribute("distinct", "true") : null)));
            var keepsType = aggregate.Method is AggregationMethod.Min or AggregationMethod.Max;
            _values.Add(new AggregateValue(alias, [aggregate.Alias], keepsType ? column : null));
        }
    }

    private string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"value{_values.Count + 1}");
}
