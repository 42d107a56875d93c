using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Querying;

/// <summary>
/// $filter as a FilterExpression. There is no "not" in a FilterExpression, so a negation is carried down to the operators:
/// not (a and b) becomes (not a) or (not b), not contains becomes NotLike, and what has no opposite is refused.
/// </summary>
/// <param name="links">The columns and joins of the query.</param>
/// <param name="parameterAliases">Values of @p1 and the like.</param>
public sealed class FilterTranslator(QueryLinks links, IDictionary<string, SingleValueNode> parameterAliases)
{
    public FilterExpression Translate(QueryNode expression) => Visit(expression, negate: false);

    private FilterExpression Visit(QueryNode node, bool negate) => node switch
    {
        ConvertNode convert => Visit(convert.Source, negate),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Visit(not.Operand, !negate),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } logical => Logical(logical, negate),
        BinaryOperatorNode comparison => Comparison(comparison, negate),
        InNode membership => Membership(membership, negate),
        SingleValueFunctionCallNode function => FunctionCall(function, negate),
        AnyNode any => Exists(any, any.Body, negate),
        // Every row meets it when no row fails it.
        AllNode all => Exists(all, new UnaryOperatorNode(UnaryOperatorKind.Not, all.Body), !negate),
        SingleValuePropertyAccessNode => Condition(ColumnOf(node), ConditionOperator.Equal, !negate),
        _ => throw WebApiException.NotSupported($"The expression of kind {node.Kind} is not supported in $filter."),
    };

    private FilterExpression Logical(BinaryOperatorNode node, bool negate)
    {
        var isAnd = (node.OperatorKind == BinaryOperatorKind.And) != negate;
        var filter = new FilterExpression(isAnd ? LogicalOperator.And : LogicalOperator.Or);
        Append(filter, Visit(node.Left, negate));
        Append(filter, Visit(node.Right, negate));
        return filter;
    }

    /// <summary>Without needless nesting: a single condition, or a filter of the same operator, is merged.</summary>
    private static void Append(FilterExpression filter, FilterExpression part)
    {
        if (part.FilterOperator == filter.FilterOperator || part.Conditions.Count + part.Filters.Count == 1)
        {
            filter.Conditions.AddRange(part.Conditions);
            filter.Filters.AddRange(part.Filters);
        }
        else
        {
            filter.AddFilter(part);
        }
    }

    private FilterExpression Comparison(BinaryOperatorNode node, bool negate)
    {
        var op = OperatorOf(node.OperatorKind);
        var (left, right) = (Unwrap(node.Left), Unwrap(node.Right));
        if (left is ConstantNode && right is not ConstantNode)
            (left, right, op) = (right, left, Mirror(op));
        if (negate)
            op = Negate(op);

        if (right is not ConstantNode constant)
            return ColumnComparison(left, op, right);
        if (left is SingleValueFunctionCallNode call)
            return constant.Value is bool wanted ? Visit(call, negate: wanted == (op == ConditionOperator.NotEqual)) : DateFunctions.Compare(call, op, constant.Value, ColumnOf, Condition);
        if (constant.Value is bool truth && left is BinaryOperatorNode or UnaryOperatorNode or InNode)
            return Visit(left, negate: truth == (op == ConditionOperator.NotEqual));
        var column = ColumnOf(left);
        if (constant.Value is null)
        {
            return op switch
            {
                ConditionOperator.Equal => Condition(column, ConditionOperator.Null),
                ConditionOperator.NotEqual => Condition(column, ConditionOperator.NotNull),
                _ => throw WebApiException.BadRequest($"'{column.Column.LogicalName}' can be compared with null by eq and ne only."),
            };
        }
        return Condition(column, op, ODataValues.ForColumn(constant.Value, column.Column));
    }

    private FilterExpression ColumnComparison(QueryNode left, ConditionOperator op, QueryNode right)
    {
        var (first, second) = (ColumnOf(left), ColumnOf(right));
        if (first.Alias != second.Alias)
            throw WebApiException.NotSupported("Two columns can be compared only when they are of the same row.");
        var filter = new FilterExpression();
        filter.Conditions.Add(new ConditionExpression(first.Alias, first.Column.LogicalName, op, true, second.Column.LogicalName));
        return filter;
    }

    private FilterExpression Membership(InNode node, bool negate)
    {
        if (node.Right is not CollectionConstantNode { Collection: { Count: > 0 } constants })
            throw WebApiException.BadRequest("The operator 'in' needs a list of at least one value.");
        var column = ColumnOf(node.Left);
        var values = constants.Where(constant => constant.Value is not null).Select(constant => ODataValues.ForColumn(constant.Value, column.Column)).ToArray();
        var list = values.Length == 0 ? null : Condition(column, negate ? ConditionOperator.NotIn : ConditionOperator.In, values);
        if (values.Length == constants.Count)
            return list!;
        var filter = new FilterExpression(negate ? LogicalOperator.And : LogicalOperator.Or);
        Append(filter, Condition(column, negate ? ConditionOperator.NotNull : ConditionOperator.Null));
        if (list is not null)
            Append(filter, list);
        return filter;
    }

    private FilterExpression FunctionCall(SingleValueFunctionCallNode call, bool negate)
    {
        if (call.Functions?.FirstOrDefault() is { } declared && QueryFunctions.All.TryGetValue(declared.Name, out var function))
            return QueryFunctionCall(call, function, negate);
        var (op, opposite) = call.Name switch
        {
            "contains" => (ConditionOperator.Like, ConditionOperator.NotLike),
            "startswith" => (ConditionOperator.BeginsWith, ConditionOperator.DoesNotBeginWith),
            "endswith" => (ConditionOperator.EndsWith, ConditionOperator.DoesNotEndWith),
            _ => throw WebApiException.NotSupported($"The function '{call.Name}' is not supported in $filter."),
        };
        var arguments = call.Parameters.Select(Unwrap).ToList();
        if (arguments is not [_, ConstantNode { Value: string text }])
            throw WebApiException.NotSupported($"The function '{call.Name}' is supported with a column and a text, in this order.");
        // Wildcards in the text keep their meaning, as they do in Dataverse.
        return Condition(ColumnOf(arguments[0]), negate ? opposite : op, op == ConditionOperator.Like ? $"%{text}%" : text);
    }

    private FilterExpression QueryFunctionCall(SingleValueFunctionCallNode call, QueryFunction function, bool negate)
    {
        var arguments = call.Parameters.Cast<NamedFunctionParameterNode>().ToDictionary(parameter => parameter.Name, parameter => (Unwrap(parameter.Value) as ConstantNode)?.Value, StringComparer.Ordinal);
        var name = arguments[QueryFunctions.PropertyName] as string ?? "";
        var column = links.Table.Column(name) ?? WebApiModel.FindColumn(links.Table, name)
            ?? throw WebApiException.BadRequest($"Could not find a property named '{name}' on type '{WebApiModel.Namespace}.{links.Table.LogicalName}'.");
        var op = !negate ? function.Operator : function.Negation
            ?? throw WebApiException.NotSupported($"'not' is not supported before {WebApiModel.Namespace}.{function.Name}.");
        object[] values = function.Operand switch
        {
            QueryFunctionOperand.None => [],
            QueryFunctionOperand.Number => [Convert.ToInt32(arguments[QueryFunctions.PropertyValue], System.Globalization.CultureInfo.InvariantCulture)],
            QueryFunctionOperand.Text => [ODataValues.ForColumn(arguments[QueryFunctions.PropertyValue] ?? "", column)],
            _ => [.. ((arguments[QueryFunctions.PropertyValues] as ODataCollectionValue)?.Items ?? []).Select(item => ODataValues.ForColumn(item, column))],
        };
        if (function.Operand == QueryFunctionOperand.Texts && values.Length == 0)
            throw WebApiException.BadRequest($"{WebApiModel.Namespace}.{function.Name} needs at least one value.");
        if (function.Operator is ConditionOperator.Between or ConditionOperator.NotBetween && values.Length != 2)
            throw WebApiException.BadRequest($"{WebApiModel.Namespace}.{function.Name} needs exactly two values.");
        return Condition(new QueryColumn(links.Table, column, null), op, values);
    }

    /// <summary>any as an outer join whose key is there, its negation as one whose key is not.</summary>
    private FilterExpression Exists(LambdaNode lambda, QueryNode body, bool negate)
    {
        if (lambda.Source is not CollectionNavigationNode collection)
            throw WebApiException.NotSupported("any and all are supported on a collection of related rows only.");
        var (outer, rows) = links.JoinCollection(collection);
        var target = links.Model.Catalog.Table(rows.LinkToEntityName);
        if (body is not ConstantNode { Value: true })
        {
            var inner = new QueryLinks(links.Model, null, target, lambda.CurrentRangeVariable.Name, links.Aliases);
            rows.LinkCriteria = new FilterTranslator(inner, parameterAliases).Translate(body);
        }
        links.Aliases.NeedsDistinct |= !negate;
        var joined = links.Model.Catalog.Table(outer.LinkToEntityName);
        return Condition(new QueryColumn(joined, joined.Columns[joined.PrimaryIdColumn], outer.EntityAlias), negate ? ConditionOperator.Null : ConditionOperator.NotNull);
    }

    private QueryColumn ColumnOf(QueryNode node) => links.Resolve(node)
        ?? throw WebApiException.NotSupported($"The expression of kind {node.Kind} is not supported in $filter where a column is expected.");

    private QueryNode Unwrap(QueryNode node) => node switch
    {
        ConvertNode convert => Unwrap(convert.Source),
        ParameterAliasNode alias => parameterAliases.TryGetValue(alias.Alias, out var value) && value is not null
            ? Unwrap(value)
            : throw WebApiException.BadRequest($"The query uses the parameter '{alias.Alias}', to which no query option gives a value."),
        _ => node,
    };

    private static FilterExpression Condition(QueryColumn column, ConditionOperator op, params object[] values)
    {
        var filter = new FilterExpression();
        filter.Conditions.Add(new ConditionExpression(column.Alias, column.Column.LogicalName, op, values));
        return filter;
    }

    private static ConditionOperator OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => ConditionOperator.Equal,
        BinaryOperatorKind.NotEqual => ConditionOperator.NotEqual,
        BinaryOperatorKind.GreaterThan => ConditionOperator.GreaterThan,
        BinaryOperatorKind.GreaterThanOrEqual => ConditionOperator.GreaterEqual,
        BinaryOperatorKind.LessThan => ConditionOperator.LessThan,
        BinaryOperatorKind.LessThanOrEqual => ConditionOperator.LessEqual,
        _ => throw WebApiException.NotSupported($"The operator {kind} is not supported in $filter."),
    };

    private static ConditionOperator Mirror(ConditionOperator op) => op switch
    {
        ConditionOperator.GreaterThan => ConditionOperator.LessThan,
        ConditionOperator.GreaterEqual => ConditionOperator.LessEqual,
        ConditionOperator.LessThan => ConditionOperator.GreaterThan,
        ConditionOperator.LessEqual => ConditionOperator.GreaterEqual,
        _ => op,
    };

    private static ConditionOperator Negate(ConditionOperator op) => op switch
    {
        ConditionOperator.Equal => ConditionOperator.NotEqual,
        ConditionOperator.NotEqual => ConditionOperator.Equal,
        ConditionOperator.GreaterThan => ConditionOperator.LessEqual,
        ConditionOperator.GreaterEqual => ConditionOperator.LessThan,
        ConditionOperator.LessThan => ConditionOperator.GreaterEqual,
        _ => ConditionOperator.GreaterThan,
    };
}
