namespace Microsoft.Xrm.Sdk.Query;

/// <summary>Rows whose columns equal given values; null means "has no value".</summary>
public sealed class QueryByAttribute : QueryBase
{
    public QueryByAttribute()
        : this(null!)
    {
    }

    public QueryByAttribute(string entityName) => EntityName = entityName;

    public string EntityName { get; set; }

    /// <summary>Null reads the id only.</summary>
    public ColumnSet? ColumnSet { get; set; }

    public PagingInfo PageInfo { get; set; } = new();

    public int? TopCount { get; set; }

    /// <summary>Column names, in step with <see cref="Values"/>.</summary>
    public DataCollection<string> Attributes { get; } = new();

    public DataCollection<object> Values { get; } = new();

    public DataCollection<OrderExpression> Orders { get; } = new();

    public void AddAttributeValue(string attributeName, object? value)
    {
        Attributes.Add(attributeName);
        Values.Add(value!);
    }

    public void AddOrder(string attributeName, OrderType orderType) => Orders.Add(new OrderExpression(attributeName, orderType));
}
