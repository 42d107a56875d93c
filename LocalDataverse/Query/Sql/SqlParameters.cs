using System.Globalization;
using LocalDataverse.Security;

namespace LocalDataverse.Query.Sql;

/// <summary>The values of one statement; SQL text gets their names only.</summary>
internal sealed class SqlParameters
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private int _next;

    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <returns>The parameter's name.</returns>
    /// <exception cref="DataverseException">There are too many.</exception>
    public string Add(object? value)
    {
        if (_next == QueryLimits.Values)
            throw QueryErrors.Unsupported($"more than {QueryLimits.Values} values");
        var name = "@query" + (_next++).ToString(CultureInfo.InvariantCulture);
        _values.Add(name, value);
        return name;
    }

    /// <returns>The condition's SQL text; its parameters become parameters of the statement.</returns>
    public string Add(SqlCondition condition)
    {
        foreach (var (name, value) in condition.Parameters)
        {
            var key = name.StartsWith('@') ? name : "@" + name;
            if (!_values.TryAdd(key, value) && !Equals(_values[key], value))
                throw new InvalidOperationException($"The parameter {key} has two values in one statement.");
        }

        return condition.Sql;
    }
}
