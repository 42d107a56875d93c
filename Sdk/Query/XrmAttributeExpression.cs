namespace Microsoft.Xrm.Sdk.Query;

public enum XrmAggregateType
{
    None = 0,
    Count = 1,
    CountColumn = 2,
    Sum = 3,
    Avg = 4,
    Min = 5,
    Max = 6,
}

public enum XrmDateTimeGrouping
{
    None = 0,
    Day = 1,
    Week = 2,
    Month = 3,
    Quarter = 4,
    Year = 5,
    FiscalPeriod = 6,
    FiscalYear = 7,
}

/// <summary>A column of an aggregate query: aggregated, or grouped by.</summary>
public sealed class XrmAttributeExpression
{
    public XrmAttributeExpression()
        : this(null!)
    {
    }

    public XrmAttributeExpression(string attributeName) => AttributeName = attributeName;

    public XrmAttributeExpression(string attributeName, XrmAggregateType aggregateType)
        : this(attributeName) => AggregateType = aggregateType;

    public XrmAttributeExpression(string attributeName, XrmAggregateType aggregateType, string alias)
        : this(attributeName, aggregateType) => Alias = alias;

    public XrmAttributeExpression(string attributeName, XrmAggregateType aggregateType, string alias, XrmDateTimeGrouping dateTimeGrouping)
        : this(attributeName, aggregateType, alias) => DateTimeGrouping = dateTimeGrouping;

    public string AttributeName { get; set; }

    public XrmAggregateType AggregateType { get; set; }

    public string? Alias { get; set; }

    public bool HasGroupBy { get; set; }

    public XrmDateTimeGrouping DateTimeGrouping { get; set; }
}
