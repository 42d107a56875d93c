namespace Microsoft.Xrm.Sdk.Query;

public enum JoinOperator
{
    Inner = 0,
    LeftOuter = 1,
    Natural = 2,
    MatchFirstRowUsingCrossApply = 3,
    In = 4,
    Exists = 5,
    Any = 6,
    NotAny = 7,
    All = 8,
    NotAll = 9,
}

/// <summary>Another table joined to a query.</summary>
public sealed class LinkEntity
{
    public LinkEntity()
        : this(null!, null!, null!, null!, JoinOperator.Inner)
    {
    }

    public LinkEntity(string linkFromEntityName, string linkToEntityName, string linkFromAttributeName, string linkToAttributeName, JoinOperator joinOperator)
    {
        LinkFromEntityName = linkFromEntityName;
        LinkToEntityName = linkToEntityName;
        LinkFromAttributeName = linkFromAttributeName;
        LinkToAttributeName = linkToAttributeName;
        JoinOperator = joinOperator;
    }

    public string LinkFromEntityName { get; set; }

    public string LinkFromAttributeName { get; set; }

    public string LinkToEntityName { get; set; }

    public string LinkToAttributeName { get; set; }

    public JoinOperator JoinOperator { get; set; }

    /// <summary>Prefix of its columns in the answer; the platform makes one up where it is null.</summary>
    public string? EntityAlias { get; set; }

    public ColumnSet Columns { get; set; } = new();

    public FilterExpression LinkCriteria { get; set; } = new();

    public DataCollection<LinkEntity> LinkEntities { get; } = new();

    public DataCollection<OrderExpression> Orders { get; } = new();

    /// <summary>Joins a further table to this one. The new link names this link's own origin as its own, as the original does: a reader goes by nesting.</summary>
    public LinkEntity AddLink(string linkToEntityName, string linkFromAttributeName, string linkToAttributeName) =>
        AddLink(linkToEntityName, linkFromAttributeName, linkToAttributeName, JoinOperator.Inner);

    public LinkEntity AddLink(string linkToEntityName, string linkFromAttributeName, string linkToAttributeName, JoinOperator joinOperator)
    {
        var link = new LinkEntity(LinkFromEntityName, linkToEntityName, linkFromAttributeName, linkToAttributeName, joinOperator);
        LinkEntities.Add(link);
        return link;
    }
}
