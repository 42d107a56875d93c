using System.Globalization;
using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Requests;

/// <summary>
/// The complex type QueryExpression as JSON. A property that it does not know is refused: a misspelt filter would otherwise stand for all rows.
/// </summary>
internal static class QueryExpressionJson
{
    /// <exception cref="FormatException">A property or value that makes no sense there.</exception>
    /// <exception cref="InvalidOperationException">A value of another JSON type.</exception>
    public static QueryExpression Read(JsonElement json)
    {
        DemandOnly(json, "EntityName", "ColumnSet", "Criteria", "LinkEntities", "Orders", "Distinct", "NoLock", "TopCount", "PageInfo", "QueryHints", "DataSource", "ForceSeek", "SubQueryExpression", "ExtensionData");
        var query = new QueryExpression(Text(json, "EntityName") is { Length: > 0 } name ? name : throw new FormatException("A query needs an EntityName."))
        {
            Distinct = Find(json, "Distinct") is { } distinct && distinct.GetBoolean(),
            TopCount = Find(json, "TopCount")?.GetInt32(),
        };
        if (Find(json, "SubQueryExpression") is not null || Text(json, "DataSource") is { Length: > 0 })
            throw new FormatException("SubQueryExpression and DataSource are not supported here.");
        if (Find(json, "Criteria") is { } criteria)
            query.Criteria = Filter(criteria);
        foreach (var link in Items(json, "LinkEntities"))
            query.LinkEntities.Add(Link(link, query.EntityName));
        return query;
    }

    private static FilterExpression Filter(JsonElement json)
    {
        DemandOnly(json, "FilterOperator", "Conditions", "Filters", "FilterHint", "IsQuickFindFilter", "ExtensionData");
        var filter = new FilterExpression(Choice(json, "FilterOperator", LogicalOperator.And));
        foreach (var condition in Items(json, "Conditions"))
            filter.Conditions.Add(Condition(condition));
        foreach (var inner in Items(json, "Filters"))
            filter.Filters.Add(Filter(inner));
        return filter;
    }

    private static ConditionExpression Condition(JsonElement json)
    {
        DemandOnly(json, "EntityName", "AttributeName", "Operator", "Values", "CompareColumns", "ExtensionData");
        var condition = new ConditionExpression
        {
            EntityName = Text(json, "EntityName"),
            AttributeName = Text(json, "AttributeName") ?? throw new FormatException("A condition needs an AttributeName."),
            Operator = Choice(json, "Operator", ConditionOperator.Equal),
            CompareColumns = Find(json, "CompareColumns") is { } compares && compares.GetBoolean(),
        };
        foreach (var value in Items(json, "Values"))
            condition.Values.Add(Value(value));
        return condition;
    }

    private static LinkEntity Link(JsonElement json, string from)
    {
        DemandOnly(json, "LinkFromEntityName", "LinkFromAttributeName", "LinkToEntityName", "LinkToAttributeName", "JoinOperator", "LinkCriteria", "LinkEntities", "Columns", "EntityAlias", "Orders", "ForceSeek", "ExtensionData");
        string Needed(string name) => Text(json, name) is { Length: > 0 } text ? text : throw new FormatException($"A link needs a {name}.");
        var link = new LinkEntity(from, Needed("LinkToEntityName"), Needed("LinkFromAttributeName"), Needed("LinkToAttributeName"), Choice(json, "JoinOperator", JoinOperator.Inner))
        {
            EntityAlias = Text(json, "EntityAlias"),
        };
        if (Find(json, "LinkCriteria") is { } criteria)
            link.LinkCriteria = Filter(criteria);
        foreach (var inner in Items(json, "LinkEntities"))
            link.LinkEntities.Add(Link(inner, link.LinkToEntityName));
        return link;
    }

    /// <summary>The complex type Object: a value with the name of its .NET type.</summary>
    private static object Value(JsonElement json)
    {
        DemandOnly(json, "Value", "Type");
        var value = Find(json, "Value") ?? throw new FormatException("A value of a condition is an object with Value and Type.");
        return (Text(json, "Type"), value.ValueKind) switch
        {
            ("System.Guid", _) => Guid.Parse(value.GetString()!),
            ("System.DateTime", _) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture).UtcDateTime,
            (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
            (_, JsonValueKind.Number) => value.TryGetInt32(out var number) ? number : value.GetDecimal(),
            (_, JsonValueKind.String) => value.GetString()!,
            _ => throw new FormatException("A value of a condition is a text, a number or a truth value."),
        };
    }

    private static T Choice<T>(JsonElement json, string name, T usual)
        where T : struct, Enum => Find(json, name) switch
        {
            null => usual,
            { ValueKind: JsonValueKind.String } text when Enum.TryParse<T>(text.GetString(), out var value) && Enum.IsDefined(value) => value,
            { ValueKind: JsonValueKind.Number } number when Enum.IsDefined((T)(object)number.GetInt32()) => (T)(object)number.GetInt32(),
            { } other => throw new FormatException($"'{other}' is no {typeof(T).Name}."),
        };

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Find(json, name)?.GetString();

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => Find(json, name) is { } list ? list.EnumerateArray() : default;

    private static void DemandOnly(JsonElement json, params string[] known)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!property.Name.StartsWith('@') && !known.Contains(property.Name))
                throw new FormatException($"A query has no property '{property.Name}' there.");
        }
    }
}
