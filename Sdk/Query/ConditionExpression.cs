using System.Collections;
using System.Linq;

namespace Microsoft.Xrm.Sdk.Query;

/// <summary>One comparison of a column with values, or with another column.</summary>
public sealed class ConditionExpression
{
    public ConditionExpression()
        : this(null, null!, ConditionOperator.Equal)
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator)
        : this(null, attributeName, conditionOperator)
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator, object? value)
        : this(null, attributeName, conditionOperator, value)
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator, params object?[] values)
        : this(null, attributeName, conditionOperator, values)
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator, ICollection values)
        : this(null, attributeName, conditionOperator, values.Cast<object?>().ToArray())
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator, bool compareColumns, object value)
        : this(null, attributeName, conditionOperator, compareColumns, value)
    {
    }

    public ConditionExpression(string attributeName, ConditionOperator conditionOperator, bool compareColumns, object[] values)
        : this(null, attributeName, conditionOperator, compareColumns, values)
    {
    }

    public ConditionExpression(string? entityName, string attributeName, ConditionOperator conditionOperator)
    {
        EntityName = entityName;
        AttributeName = attributeName;
        Operator = conditionOperator;
    }

    public ConditionExpression(string? entityName, string attributeName, ConditionOperator conditionOperator, object? value)
        : this(entityName, attributeName, conditionOperator) => Values.Add(value!);

    public ConditionExpression(string? entityName, string attributeName, ConditionOperator conditionOperator, params object?[] values)
        : this(entityName, attributeName, conditionOperator)
    {
        if (values is not null)
            Values.AddRange(values!);
    }

    public ConditionExpression(string? entityName, string attributeName, ConditionOperator conditionOperator, bool compareColumns, object value)
        : this(entityName, attributeName, conditionOperator, value) => CompareColumns = compareColumns;

    public ConditionExpression(string? entityName, string attributeName, ConditionOperator conditionOperator, bool compareColumns, object[] values)
        : this(entityName, attributeName, conditionOperator, values) => CompareColumns = compareColumns;

    /// <summary>Alias of the linked table that has the column; null for the table the filter belongs to.</summary>
    public string? EntityName { get; set; }

    public string AttributeName { get; set; }

    public ConditionOperator Operator { get; set; }

    /// <summary>Whether the values are column names of the same table.</summary>
    public bool CompareColumns { get; set; }

    public DataCollection<object> Values { get; } = new();
}
