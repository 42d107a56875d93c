using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Query.Model;
using LocalDataverse.Query.Sql;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query.Parsing;

/// <summary>FetchXML to the query model. Elements, operators and values it does not know are refused, so that no part of a query is silently ignored.</summary>
internal static class FetchXmlParser
{
    public const int MaxTop = 5000;

    /// <exception cref="DataverseException">Not XML, or not FetchXML.</exception>
    public static QueryModel Parse(string fetchXml)
    {
        var fetch = Load(fetchXml);
        if (fetch.Name != "fetch")
            throw QueryErrors.Invalid($"FetchXML must start with the element 'fetch', not '{fetch.Name}'.");
        var entities = fetch.Elements("entity").ToArray();
        if (entities is not [var entity] || fetch.Elements().Count() != 1)
            throw QueryErrors.Invalid("The FetchXML element 'fetch' must have exactly one child, an 'entity'.");

        var top = Number(fetch, "top");
        if (top is not null && (fetch.Attribute("page") ?? fetch.Attribute("count") ?? fetch.Attribute("paging-cookie")) is { } paging)
            throw QueryErrors.Invalid($"The FetchXML attribute 'top' cannot be combined with '{paging.Name}'.");
        if (top is < 1 or > MaxTop)
            throw QueryErrors.Invalid($"The FetchXML attribute 'top' must be from 1 to {MaxTop}, not {top}.");
        if (fetch.Attribute("datasource") is not null)
            throw QueryErrors.Unsupported("the FetchXML attribute 'datasource'");

        var aggregate = Flag(fetch, "aggregate");
        return new QueryModel
        {
            Root = Table(entity, aggregate) with { Join = JoinKind.Root },
            Aggregate = aggregate,
            Distinct = Flag(fetch, "distinct"),
            Top = top,
            Page = Number(fetch, "page") is { } page and > 0 ? page : 1,
            Count = Number(fetch, "count") is { } count and > 0 ? count : null,
            ReturnTotalRecordCount = Flag(fetch, "returntotalrecordcount"),
            RawOrder = Flag(fetch, "useraworderby"),
            AggregateLimit = Number(fetch, "aggregatelimit"),
        };
    }

    private static XElement Load(string fetchXml)
    {
        if (string.IsNullOrWhiteSpace(fetchXml))
            throw QueryErrors.Invalid("The FetchXML is empty.");
        try
        {
            RequireDepth(fetchXml);
            return ForeignXml.Parse(fetchXml);
        }
        catch (XmlException exception)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, $"Invalid XML in FetchXML: {exception.Message}", exception);
        }
    }

    /// <summary>What follows goes down the tree by recursion, and nobody may overflow the process's stack with a query. To be asked before a tree is made.</summary>
    /// <exception cref="DataverseException">Nested too deeply.</exception>
    /// <exception cref="XmlException">Not XML.</exception>
    public static void RequireDepth(string fetchXml)
    {
        using var reader = ForeignXml.Reader(fetchXml);
        while (reader.Read())
            if (reader.Depth > QueryLimits.FetchXmlDepth)
                throw QueryErrors.Invalid($"The FetchXML is nested deeper than {QueryLimits.FetchXmlDepth} levels.");
    }

    private static TableNode Table(XElement element, bool aggregate)
    {
        var columns = new List<ColumnNode>();
        var orders = new List<OrderNode>();
        var links = new List<TableNode>();
        var filters = new List<FilterNode>();
        var all = false;
        var none = false;
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "attribute":
                    columns.Add(Column(child, aggregate));
                    break;
                case "all-attributes":
                    all = true;
                    break;
                case "no-attrs":
                    none = true;
                    break;
                case "order":
                    orders.Add(new OrderNode((string?)child.Attribute("attribute"), Flag(child, "descending"))
                    {
                        Alias = (string?)child.Attribute("alias"),
                        Table = (string?)child.Attribute("entityname"),
                    });
                    break;
                case "filter":
                    filters.Add(Filter(child));
                    break;
                case "link-entity":
                    links.Add(Link(child, aggregate));
                    break;
                default:
                    throw Unknown(child);
            }
        }

        var isRoot = element.Name == "entity";
        return new TableNode
        {
            Table = Required(element, "name"),
            Alias = (string?)element.Attribute("alias"),
            AllColumns = all || (isRoot && !none && !aggregate && columns.Count == 0),
            Columns = columns,
            Filter = filters switch { [] => null, [var single] => single, _ => new FilterNode(false, [], filters) },
            Orders = orders,
            Links = links,
        };
    }

    private static TableNode Link(XElement element, bool aggregate)
    {
        var type = (string?)element.Attribute("link-type") ?? "inner";
        return Table(element, aggregate) with
        {
            From = (string?)element.Attribute("from") ?? "",
            To = (string?)element.Attribute("to") ?? "",
            Join = type switch
            {
                "inner" or "natural" => JoinKind.Inner,
                "outer" => JoinKind.Outer,
                _ => throw QueryErrors.Unsupported($"the link-type '{type}'"),
            },
        };
    }

    private static ColumnNode Column(XElement element, bool aggregate)
    {
        var column = new ColumnNode(Required(element, "name"))
        {
            Alias = (string?)element.Attribute("alias"),
            Aggregate = (string?)element.Attribute("aggregate") switch
            {
                null => XrmAggregateType.None,
                "count" => XrmAggregateType.Count,
                "countcolumn" => XrmAggregateType.CountColumn,
                "sum" => XrmAggregateType.Sum,
                "avg" => XrmAggregateType.Avg,
                "min" => XrmAggregateType.Min,
                "max" => XrmAggregateType.Max,
                var other => throw QueryErrors.Invalid($"The FetchXML aggregate '{other}' is unknown."),
            },
            Distinct = Flag(element, "distinct"),
            GroupBy = Flag(element, "groupby"),
            DateGrouping = (string?)element.Attribute("dategrouping") switch
            {
                null => XrmDateTimeGrouping.None,
                "day" => XrmDateTimeGrouping.Day,
                "week" => XrmDateTimeGrouping.Week,
                "month" => XrmDateTimeGrouping.Month,
                "quarter" => XrmDateTimeGrouping.Quarter,
                "year" => XrmDateTimeGrouping.Year,
                "fiscal-period" => XrmDateTimeGrouping.FiscalPeriod,
                "fiscal-year" => XrmDateTimeGrouping.FiscalYear,
                var other => throw QueryErrors.Invalid($"The FetchXML dategrouping '{other}' is unknown."),
            },
            UserTimeZone = element.Attribute("usertimezone") is null || Flag(element, "usertimezone"),
        };
        if (element.Attribute("rowaggregate") is not null)
            throw QueryErrors.Unsupported("the FetchXML attribute 'rowaggregate'");
        if (!aggregate && (column.Aggregate != XrmAggregateType.None || column.GroupBy))
            throw QueryErrors.Invalid($"The FetchXML attribute '{column.Name}' is aggregated or grouped, but the 'fetch' is not: set aggregate='true'.");
        return column;
    }

    private static FilterNode Filter(XElement element)
    {
        var conditions = new List<ConditionNode>();
        var filters = new List<FilterNode>();
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "condition":
                    conditions.Add(Condition(child));
                    break;
                case "filter":
                    filters.Add(Filter(child));
                    break;
                default:
                    throw Unknown(child);
            }
        }

        var type = (string?)element.Attribute("type") ?? "and";
        if (type is not ("and" or "or"))
            throw QueryErrors.Invalid($"The FetchXML filter type must be 'and' or 'or', not '{type}'.");
        return new FilterNode(type == "or", conditions, filters);
    }

    private static ConditionNode Condition(XElement element)
    {
        var values = element.Elements("value").Select(value => (object?)value.Value).ToList();
        if ((string?)element.Attribute("value") is { } single)
            values.Insert(0, single);
        return new ConditionNode(Required(element, "attribute"), FetchOperators.Parse(Required(element, "operator")), values)
        {
            Table = (string?)element.Attribute("entityname"),
            OtherColumn = (string?)element.Attribute("valueof"),
        };
    }

    private static string Required(XElement element, string attribute) => (string?)element.Attribute(attribute) is { Length: > 0 } value
        ? value
        : throw QueryErrors.Invalid($"The FetchXML element '{element.Name}' needs the attribute '{attribute}'.");

    private static bool Flag(XElement element, string attribute) => (string?)element.Attribute(attribute) switch
    {
        null or "false" or "False" or "0" => false,
        "true" or "True" or "1" => true,
        var other => throw QueryErrors.Invalid($"The FetchXML attribute '{attribute}' must be 'true' or 'false', not '{other}'."),
    };

    private static int? Number(XElement element, string attribute)
    {
        if ((string?)element.Attribute(attribute) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw QueryErrors.Invalid($"The FetchXML attribute '{attribute}' must be a whole number, not '{text}'.");
    }

    private static DataverseException Unknown(XElement element) =>
        QueryErrors.Invalid($"The FetchXML element '{element.Parent!.Name}' cannot contain '{element.Name}'.");
}
