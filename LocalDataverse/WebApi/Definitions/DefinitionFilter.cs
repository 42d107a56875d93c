using System.Globalization;
using System.Text.Json.Nodes;
using LocalDataverse.WebApi.Http;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>$filter over definitions, which live in memory: comparisons, and, or, not, in, and the three text functions.</summary>
internal static class DefinitionFilter
{
    public static bool Matches(DefinitionNode node, QueryNode expression) => Value(node, expression) is true;

    private static object? Value(DefinitionNode node, QueryNode expression) => expression switch
    {
        ConvertNode convert => Value(node, convert.Source),
        ConstantNode { Value: ODataEnumValue member } constant => Member(constant.TypeReference.Definition as IEdmEnumType, member.Value),
        ConstantNode constant => constant.Value,
        SingleValuePropertyAccessNode or SingleComplexNode => Plain(Property(node, expression)),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Value(node, not.Operand) is not true,
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Value(node, and.Left) is true && Value(node, and.Right) is true,
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Value(node, or.Left) is true || Value(node, or.Right) is true,
        BinaryOperatorNode comparison => Compare(comparison.OperatorKind, Value(node, comparison.Left), Value(node, comparison.Right)),
        InNode { Right: CollectionConstantNode list } membership => list.Collection.Any(item => Compare(BinaryOperatorKind.Equal, Value(node, membership.Left), Value(node, item))),
        SingleValueFunctionCallNode call => Text(node, call),
        _ => throw WebApiException.NotSupported($"The expression of kind {expression.Kind} is not supported in the $filter of definitions."),
    };

    private static JsonNode? Property(DefinitionNode node, QueryNode expression) => expression switch
    {
        SingleValuePropertyAccessNode { Source: SingleComplexNode outer } inner => Property(node, outer)?[inner.Property.Name],
        SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } property => node[property.Property.Name],
        SingleComplexNode { Source: SingleComplexNode outer } inner => Property(node, outer)?[inner.Property.Name],
        SingleComplexNode { Source: ResourceRangeVariableReferenceNode } property => node[property.Property.Name],
        _ => throw WebApiException.NotSupported("This path is not supported in the $filter of definitions."),
    };

    /// <summary>The URI parser holds a member by its number; definitions hold its name.</summary>
    private static string Member(IEdmEnumType? type, string value) =>
        type?.Members.FirstOrDefault(member => member.Value.Value.ToString(CultureInfo.InvariantCulture) == value)?.Name ?? value;

    /// <summary>Numbers as decimal, so that all compare with each other.</summary>
    public static object? Plain(JsonNode? json) => json is not JsonValue value ? null
        : value.TryGetValue<bool>(out var flag) ? flag
        : value.TryGetValue<Guid>(out var id) ? id
        : value.TryGetValue<int>(out var whole) ? (decimal)whole
        : value.TryGetValue<decimal>(out var number) ? number
        : value.GetValue<string>();

    private static bool Compare(BinaryOperatorKind op, object? left, object? right)
    {
        if (op is BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual)
            return Same(left, right) == (op == BinaryOperatorKind.Equal);
        if (left is not IComparable || right is null)
            return false;
        var order = left is string text ? string.CompareOrdinal(text, right as string) : ((IComparable)Number(left)!).CompareTo(Number(right));
        return op switch
        {
            BinaryOperatorKind.GreaterThan => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
            BinaryOperatorKind.LessThan => order < 0,
            BinaryOperatorKind.LessThanOrEqual => order <= 0,
            _ => throw WebApiException.NotSupported($"The operator {op} is not supported in the $filter of definitions."),
        };
    }

    private static bool Same(object? left, object? right) => Equals(Number(left), Number(right));

    private static object? Number(object? value) => value is int or long or float or double ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : value;

    private static bool Text(DefinitionNode node, SingleValueFunctionCallNode call)
    {
        var arguments = call.Parameters.Select(parameter => Value(node, parameter) as string).ToList();
        return (call.Name, arguments) switch
        {
            ("contains", [var text, { } part]) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false,
            ("startswith", [var text, { } part]) => text?.StartsWith(part, StringComparison.OrdinalIgnoreCase) ?? false,
            ("endswith", [var text, { } part]) => text?.EndsWith(part, StringComparison.OrdinalIgnoreCase) ?? false,
            _ => throw WebApiException.NotSupported($"The function '{call.Name}' is not supported in the $filter of definitions."),
        };
    }
}
