using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Requests;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>EntityDefinitions, GlobalOptionSetDefinitions and RelationshipDefinitions: walks the path, filters, selects, expands, writes.</summary>
internal static class DefinitionRequests
{
    /// <summary>Whether a path leads into definitions.</summary>
    public static bool Handles(IReadOnlyList<ODataPathSegment> path) =>
        path is [EntitySetSegment { EntitySet.Name: DefinitionModel.Tables or DefinitionModel.Choices or DefinitionModel.Relationships }, ..];

    public static WebApiResponse Answer(RequestScope scope, int language)
    {
        if (scope.Request.Method is not ("GET" or "HEAD"))
            throw WebApiException.NotSupported("Definitions are read-only here: tables, columns and choices come and go with solutions (ImportSolution).");
        QueryOptions.Check(scope.Request, "$select", "$expand", "$filter", "$top", "$count", "LabelLanguages");
        var (nodes, isOne, type) = Walk(scope, language);
        var name = ((EntitySetSegment)scope.Path[0]).EntitySet.Name;
        var clause = scope.SelectAndExpand();
        if (isOne)
        {
            if (nodes.FirstOrDefault() is not { } node)
                return WebApiResponse.NoContent();
            return WebApiResponse.Object(HttpStatusCode.OK, writer =>
            {
                writer.WriteString("@odata.context", scope.Context($"{name}/$entity"));
                Write(writer, node, clause, type);
            });
        }

        if (scope.Parser.ParseFilter() is { } filter)
            nodes = nodes.Where(node => DefinitionFilter.Matches(node, filter.Expression));
        var all = nodes.ToList();
        return WebApiResponse.Object(HttpStatusCode.OK, writer =>
        {
            writer.WriteString("@odata.context", scope.Context(name));
            if (scope.Parser.ParseCount() == true)
                writer.WriteNumber("@odata.count", all.Count);
            WriteMany(writer, "value", scope.Parser.ParseTop() is { } top ? all.Take((int)top) : all, clause, type);
        });
    }

    private static (IEnumerable<DefinitionNode> Nodes, bool IsOne, IEdmType Type) Walk(RequestScope scope, int language)
    {
        var tree = new DefinitionTree(scope.Model.Catalog, language);
        (IEnumerable<DefinitionNode> nodes, var isOne, IEdmType type) = (((EntitySetSegment)scope.Path[0]).EntitySet.Name switch
        {
            DefinitionModel.Tables => tree.Tables,
            DefinitionModel.Choices => tree.GlobalChoices,
            _ => tree.Relationships,
        }, false, scope.Path[0].EdmType);
        foreach (var segment in scope.Path.Skip(1))
        {
            switch (segment)
            {
                case KeySegment key:
                    (nodes, isOne, type) = ([Single(nodes, key)], true, key.EdmType);
                    break;
                case TypeSegment cast:
                    var wanted = (IEdmEntityType)cast.EdmType.AsElementType();
                    nodes = nodes.Where(node => IsA(scope, node, wanted)).ToList();
                    if (isOne && !nodes.Any())
                        throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"The definition is not of the type '{wanted.FullTypeName()}'.");
                    type = cast.EdmType;
                    break;
                case NavigationPropertySegment navigation when isOne:
                    nodes = nodes.SelectMany(node => node.Contents.TryGetValue(navigation.NavigationProperty.Name, out var contents) ? contents() : []).ToList();
                    (isOne, type) = (navigation.NavigationProperty.TargetMultiplicity() != EdmMultiplicity.Many, navigation.EdmType);
                    break;
                default:
                    throw WebApiException.NotSupported($"'{segment.Identifier}' is not supported in a path of definitions.");
            }
        }
        return (nodes, isOne, type);
    }

    private static DefinitionNode Single(IEnumerable<DefinitionNode> nodes, KeySegment key)
    {
        var (name, value) = key.Keys.Single();
        var text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        return nodes.FirstOrDefault(node => DefinitionFilter.Plain(node[name])?.ToString() == text)
            ?? throw new DataverseException(ErrorCode.ObjectDoesNotExist, $"No definition with {name} = '{text}' exists in this environment.");
    }

    private static bool IsA(RequestScope scope, DefinitionNode node, IEdmEntityType type) =>
        scope.Model.Edm.FindDeclaredType($"{WebApiModel.Namespace}.{node.Type}") is IEdmEntityType actual && actual.IsOrInheritsFrom(type);

    private static void WriteMany(Utf8JsonWriter writer, string name, IEnumerable<DefinitionNode> nodes, SelectExpandClause? clause, IEdmType type)
    {
        writer.WriteStartArray(name);
        foreach (var node in nodes)
        {
            writer.WriteStartObject();
            Write(writer, node, clause, type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>The type is written where it is not the declared one, as OData's minimal metadata does; MetadataId always, as in Dataverse.</summary>
    private static void Write(Utf8JsonWriter writer, DefinitionNode node, SelectExpandClause? clause, IEdmType declared)
    {
        if (((IEdmEntityType)declared.AsElementType()).Name != node.Type)
            writer.WriteString("@odata.type", $"#{WebApiModel.Namespace}.{node.Type}");
        var items = clause?.SelectedItems.ToList() ?? [];
        var all = clause is null || clause.AllSelected || items.OfType<WildcardSelectItem>().Any();
        var selected = items.OfType<PathSelectItem>().Select(item => item.SelectedPath.First().Identifier).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in node.Values)
        {
            if (!all && name != "MetadataId" && !selected.Contains(name))
                continue;
            writer.WritePropertyName(name);
            if (value() is { } json)
                json.WriteTo(writer);
            else
                writer.WriteNullValue();
        }
        foreach (var expansion in items.OfType<ExpandedNavigationSelectItem>())
            WriteExpansion(writer, node, expansion);
    }

    private static void WriteExpansion(Utf8JsonWriter writer, DefinitionNode node, ExpandedNavigationSelectItem expansion)
    {
        if (expansion.OrderByOption is not null || expansion.SkipOption is not null || expansion.SearchOption is not null)
            throw WebApiException.NotSupported("Within the $expand of definitions only $select, $expand, $filter and $top are supported.");
        var property = ((NavigationPropertySegment)expansion.PathToNavigationProperty.Last()).NavigationProperty;
        if (!node.Contents.TryGetValue(property.Name, out var contents))
            return;
        var nodes = contents();
        if (expansion.FilterOption is { } filter)
            nodes = nodes.Where(content => DefinitionFilter.Matches(content, filter.Expression));
        if (expansion.TopOption is { } top)
            nodes = nodes.Take((int)top);
        if (property.TargetMultiplicity() == EdmMultiplicity.Many)
        {
            WriteMany(writer, property.Name, nodes, expansion.SelectAndExpand, property.ToEntityType());
            return;
        }
        writer.WritePropertyName(property.Name);
        if (nodes.FirstOrDefault() is not { } one)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        Write(writer, one, expansion.SelectAndExpand, property.ToEntityType());
        writer.WriteEndObject();
    }
}
