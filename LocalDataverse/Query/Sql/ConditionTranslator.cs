using LocalDataverse.Metadata;
using LocalDataverse.Query.Model;
using LocalDataverse.Query.Values;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Sql;

/// <summary>Filters and conditions to SQL.</summary>
internal sealed class ConditionTranslator(SourceTree sources, SqlParameters parameters, QueryScope scope)
{
    private readonly ValueReader _values = new(scope.Metadata, scope.User.TimeZone);
    private readonly DateConditions _dates = new(parameters, scope);
    private readonly LookupNameSql _names = new(parameters, scope.Metadata);
    private int _conditions;

    /// <returns>null where the filter has no condition at all.</returns>
    public string? Filter(Source owner, FilterNode? filter)
    {
        if (filter is null)
            return null;
        var parts = filter.Conditions.Select(condition => Condition(owner, condition))
            .Concat(filter.Filters.Select(child => Filter(owner, child)).OfType<string>())
            .ToArray();
        return parts switch
        {
            [] => null,
            [var single] => single,
            _ => "(" + string.Join(filter.Or ? " OR " : " AND ", parts) + ")",
        };
    }

    private string Condition(Source owner, ConditionNode condition)
    {
        if (++_conditions > QueryLimits.Conditions)
            throw QueryErrors.TooManyConditions();
        var source = sources.Find(owner, condition.Table);
        var column = source.Column(condition.Column);
        if (condition.OtherColumn is { } other)
            return Columns(owner, source, column, condition.Operator, other);

        var sql = source.Sql(column);
        return condition.Operator switch
        {
            ConditionOperator.Null => $"{sql} IS NULL",
            ConditionOperator.NotNull => $"{sql} IS NOT NULL",
            ConditionOperator.Equal => column.Type == ColumnType.Choices ? Choices(source, column, condition, all: true) : Compare("=", One()),
            ConditionOperator.NotEqual => column.Type == ColumnType.Choices ? OrNull($"NOT {Choices(source, column, condition, all: true)}") : OrNull(Compare("<>", One())),
            ConditionOperator.GreaterThan => Ordered(">"),
            ConditionOperator.GreaterEqual => Ordered(">="),
            ConditionOperator.LessThan => Ordered("<"),
            ConditionOperator.LessEqual => Ordered("<="),
            ConditionOperator.Between => Between(),
            ConditionOperator.NotBetween => OrNull("NOT " + Between()),
            ConditionOperator.In => column.Type == ColumnType.Choices ? Choices(source, column, condition, all: false) : In(),
            ConditionOperator.NotIn => OrNull("NOT " + (column.Type == ColumnType.Choices ? Choices(source, column, condition, all: false) : In())),
            ConditionOperator.ContainValues => Choices(source, column, condition, all: false),
            ConditionOperator.DoesNotContainValues => OrNull("NOT " + Choices(source, column, condition, all: false)),
            ConditionOperator.Like => Like("", ""),
            ConditionOperator.NotLike => OrNull("NOT " + Like("", "")),
            ConditionOperator.BeginsWith => Like("", "%"),
            ConditionOperator.DoesNotBeginWith => OrNull("NOT " + Like("", "%")),
            ConditionOperator.EndsWith => Like("%", ""),
            ConditionOperator.DoesNotEndWith => OrNull("NOT " + Like("%", "")),
            ConditionOperator.Contains => Like("%", "%"),
            ConditionOperator.DoesNotContain => OrNull("NOT " + Like("%", "%")),
            ConditionOperator.EqualUserId => Ids([scope.User.UserId]),
            ConditionOperator.NotEqualUserId => OrNull("NOT " + Ids([scope.User.UserId])),
            ConditionOperator.EqualUserTeams => Ids(scope.User.TeamIds),
            ConditionOperator.EqualUserOrUserTeams => Ids([scope.User.UserId, .. scope.User.TeamIds]),
            ConditionOperator.EqualBusinessId => Ids([scope.User.BusinessUnitId]),
            ConditionOperator.NotEqualBusinessId => OrNull("NOT " + Ids([scope.User.BusinessUnitId])),
            ConditionOperator.EqualUserLanguage => Compare("=", scope.User.LanguageId),
            _ => _dates.Translate(source, column, condition) ?? throw QueryErrors.Unsupported($"the condition operator '{condition.Operator}'"),
        };

        string OrNull(string text) => $"({text} OR {sql} IS NULL)";

        object? One() => condition.Values is [var single]
            ? single
            : throw QueryErrors.Invalid($"The condition on '{source.Table.LogicalName}.{column.LogicalName}' with the operator '{condition.Operator}' needs one value, not {condition.Values.Count}.");

        string Stored(object? value) => parameters.Add(_values.Read(source.Table, column, value));

        string Compare(string sign, object? value)
        {
            var stored = _values.Read(source.Table, column, value);
            return $"{sql} {sign} {parameters.Add(stored)}{TextCollation.For(column, stored)}";
        }

        string Ordered(string sign) => IsId(column) || column.Type is ColumnType.Choices or ColumnType.Boolean
            ? throw QueryErrors.WrongOperator(source.Table, column, condition.Operator)
            : Compare(sign, One());

        string Between() => condition.Values is [var low, var high]
            ? $"({sql}{TextCollation.For(column, null)} BETWEEN {Stored(low)} AND {Stored(high)})"
            : throw QueryErrors.Invalid($"The condition on '{source.Table.LogicalName}.{column.LogicalName}' with the operator '{condition.Operator}' needs two values, not {condition.Values.Count}.");

        string In() => condition.Values.Count == 0
            ? throw QueryErrors.Invalid($"The value passed for ConditionOperator.{condition.Operator} is empty: '{source.Table.LogicalName}.{column.LogicalName}'.")
            : $"({sql}{TextCollation.For(column, null)} IN ({string.Join(", ", condition.Values.Select(Stored))}))";

        string Ids(IEnumerable<Guid> ids) => IsId(column)
            ? $"({sql} IN ({string.Join(", ", ids.Select(id => parameters.Add(id.ToString())))}))"
            : throw QueryErrors.WrongOperator(source.Table, column, condition.Operator);

        string Like(string before, string after)
        {
            var text = column.Type is ColumnType.Text or ColumnType.Memo or ColumnType.EntityName ? sql
                : column.IsLookup ? _names.For(source, column)
                : throw QueryErrors.WrongOperator(source.Table, column, condition.Operator);
            var pattern = One() as string ?? throw QueryErrors.WrongValue(source.Table, column, "System.String", One());
            return $"COALESCE({SqlFunctions.Like}({text}, {parameters.Add(before + pattern + after)}), 0)";
        }
    }

    private static bool IsId(ColumnMetadata column) => column.IsLookup || column.Type == ColumnType.UniqueIdentifier;

    private string Columns(Source owner, Source source, ColumnMetadata column, ConditionOperator conditionOperator, string other)
    {
        var dot = other.IndexOf('.', StringComparison.Ordinal);
        var otherSource = dot < 0 ? source : sources.Find(owner, other[..dot]);
        var otherColumn = otherSource.Column(other[(dot + 1)..]);
        var sign = conditionOperator switch
        {
            ConditionOperator.Equal => "=",
            ConditionOperator.NotEqual => "<>",
            ConditionOperator.GreaterThan => ">",
            ConditionOperator.GreaterEqual => ">=",
            ConditionOperator.LessThan => "<",
            ConditionOperator.LessEqual => "<=",
            _ => throw QueryErrors.WrongOperator(source.Table, column, conditionOperator),
        };
        if (column.Type != otherColumn.Type && !(IsId(column) && IsId(otherColumn)))
            throw QueryErrors.Invalid($"The attributes '{source.Table.LogicalName}.{column.LogicalName}' and '{otherSource.Table.LogicalName}.{otherColumn.LogicalName}' have different types and cannot be compared.");
        return $"{source.Sql(column)}{TextCollation.For(column, null)} {sign} {otherSource.Sql(otherColumn)}";
    }

    /// <summary>Several choices are stored as their numbers, ascending, joined by commas.</summary>
    private string Choices(Source source, ColumnMetadata column, ConditionNode condition, bool all)
    {
        if (column.Type != ColumnType.Choices)
            throw QueryErrors.WrongOperator(source.Table, column, condition.Operator);
        if (condition.Values.Count == 0)
            throw QueryErrors.Invalid($"The value passed for ConditionOperator.{condition.Operator} is empty: '{source.Table.LogicalName}.{column.LogicalName}'.");
        var numbers = condition.Values.Select(value => (long)_values.Read(source.Table, column, value)).Distinct().Order().ToArray();
        var sql = source.Sql(column);
        return all
            ? $"({sql} = {parameters.Add(string.Join(',', numbers))})"
            : "(" + string.Join(" OR ", numbers.Select(number => $"instr(',' || {sql} || ',', {parameters.Add($",{number},")}) > 0")) + ")";
    }
}
