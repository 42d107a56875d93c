namespace Microsoft.Xrm.Sdk.Query;

/// <summary>A query as objects.</summary>
public sealed class QueryExpression : QueryBase
{
    public QueryExpression()
        : this(null!)
    {
    }

    public QueryExpression(string entityName) => EntityName = entityName;

    public string EntityName { get; set; }

    public ColumnSet ColumnSet { get; set; } = new();

    public FilterExpression Criteria { get; set; } = new();

    public PagingInfo PageInfo { get; set; } = new();

    public DataCollection<LinkEntity> LinkEntities { get; } = new();

    public DataCollection<OrderExpression> Orders { get; } = new();

    public bool Distinct { get; set; }

    /// <summary>Accepted and without effect, as in current versions of the platform.</summary>
    public bool NoLock { get; set; }

    /// <summary>At most so many rows, without paging.</summary>
    public int? TopCount { get; set; }

    public LinkEntity AddLink(string linkToEntityName, string linkFromAttributeName, string linkToAttributeName) =>
        AddLink(linkToEntityName, linkFromAttributeName, linkToAttributeName, JoinOperator.Inner);

    public LinkEntity AddLink(string linkToEntityName, string linkFromAttributeName, string linkToAttributeName, JoinOperator joinOperator)
    {
        var link = new LinkEntity(EntityName, linkToEntityName, linkFromAttributeName, linkToAttributeName, joinOperator);
        LinkEntities.Add(link);
        return link;
    }

    public void AddOrder(string attributeName, OrderType orderType) => Orders.Add(new OrderExpression(attributeName, orderType));

    public void AddOrder(string attributeName, OrderType orderType, string alias, string entityName) =>
        Orders.Add(new OrderExpression(attributeName, orderType, alias, entityName));
}
