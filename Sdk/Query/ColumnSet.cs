namespace Microsoft.Xrm.Sdk.Query;

/// <summary>Which columns to read.</summary>
public sealed class ColumnSet
{
    public ColumnSet()
    {
    }

    public ColumnSet(bool allColumns) => AllColumns = allColumns;

    public ColumnSet(params string[] columns)
    {
        if (columns is not null)
            AddColumns(columns);
    }

    public bool AllColumns { get; set; }

    public DataCollection<string> Columns { get; set; } = new();

    /// <summary>Aggregates and groups; where there are any, the query is an aggregate query.</summary>
    public DataCollection<XrmAttributeExpression> AttributeExpressions { get; set; } = new();

    public void AddColumn(string column) => Columns.Add(column);

    public void AddColumns(params string[] columns) => Columns.AddRange(columns);
}
