namespace Microsoft.Xrm.Sdk.Query;

public enum OrderType
{
    Ascending = 0,
    Descending = 1,
}

public sealed class OrderExpression
{
    public OrderExpression()
        : this(null!, OrderType.Ascending)
    {
    }

    public OrderExpression(string attributeName, OrderType orderType)
    {
        AttributeName = attributeName;
        OrderType = orderType;
    }

    public OrderExpression(string attributeName, OrderType orderType, string alias)
        : this(attributeName, orderType) => Alias = alias;

    public OrderExpression(string attributeName, OrderType orderType, string alias, string entityName)
        : this(attributeName, orderType, alias) => EntityName = entityName;

    public string AttributeName { get; set; }

    public OrderType OrderType { get; set; }

    /// <summary>Alias of an aggregate or a group.</summary>
    public string? Alias { get; set; }

    /// <summary>Alias of the linked table that has the column.</summary>
    public string? EntityName { get; set; }
}
