using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>FetchXML that mostly parses: every operator on every kind of column, links to anything, aggregates of whatever.</summary>
internal sealed class FetchText(Dice dice, QueryText odata, MetadataCatalog catalog)
{
    private static readonly string[] Operators =
    [
        "eq", "ne", "neq", "gt", "ge", "lt", "le", "like", "not-like", "begins-with", "not-begin-with", "ends-with", "not-end-with", "contains", "not-contain", "in", "not-in", "between",
        "not-between", "null", "not-null", "contain-values", "not-contain-values", "eq-userid", "ne-userid", "eq-userteams", "eq-useroruserteams", "eq-useroruserhierarchy",
        "eq-useroruserhierarchyandteams", "eq-userlanguage", "eq-businessid", "ne-businessid", "above", "eq-or-above", "under", "eq-or-under", "not-under", "on", "not-on", "on-or-before",
        "on-or-after", "yesterday", "today", "tomorrow", "last-seven-days", "next-seven-days", "last-week", "this-week", "next-week", "last-month", "this-month", "next-month", "last-year",
        "this-year", "next-year", "last-x-hours", "next-x-hours", "last-x-days", "next-x-days", "last-x-weeks", "next-x-weeks", "last-x-months", "next-x-months", "last-x-years", "next-x-years",
        "olderthan-x-minutes", "olderthan-x-hours", "olderthan-x-days", "olderthan-x-weeks", "olderthan-x-months", "olderthan-x-years", "this-fiscal-year", "this-fiscal-period", "next-fiscal-year",
        "next-fiscal-period", "last-fiscal-year", "last-fiscal-period", "last-x-fiscal-years", "last-x-fiscal-periods", "next-x-fiscal-years", "next-x-fiscal-periods", "in-fiscal-year",
        "in-fiscal-period", "in-fiscal-period-and-year", "in-or-before-fiscal-period-and-year", "in-or-after-fiscal-period-and-year",
    ];

    public string For(TableMetadata table)
    {
        var aggregate = dice.Once(3);
        var fetch = new XElement("fetch", Entity(new XElement("entity", new XAttribute("name", table.LogicalName)), table, aggregate, 0));
        if (aggregate)
            fetch.SetAttributeValue("aggregate", "true");
        Maybe(fetch, "top", Number);
        Maybe(fetch, "count", Number);
        Maybe(fetch, "page", Number);
        Maybe(fetch, "distinct", () => "true");
        Maybe(fetch, "returntotalrecordcount", () => "true");
        if (aggregate)
            Maybe(fetch, "aggregatelimit", Number);
        Maybe(fetch, "paging-cookie", () => dice.Of("x", "<cookie page=\"1\"><x last=\"1\" first=\"1\" /></cookie>", ""));
        return fetch.ToString(SaveOptions.DisableFormatting);
    }

    private XElement Entity(XElement element, TableMetadata table, bool aggregate, int depth)
    {
        for (var i = dice.Between(0, 3); i > 0; i--)
            element.Add(Attribute(table, aggregate));
        if (dice.Once(20))
            element.Add(new XElement("all-attributes"));
        if (dice.Once(2))
            element.Add(Filter(table, 0));
        for (var i = dice.Next(depth > 2 ? 1 : 3); i > 0; i--)
            element.Add(Link(table, aggregate, depth));
        if (dice.Once(4))
        {
            element.Add(new XElement("order", dice.Once(4) == aggregate ? new XAttribute("attribute", Name(table)) : new XAttribute("alias", "a" + dice.Next(2)), new XAttribute("descending", dice.Mostly(["true", "false"], "x"))));
        }

        return element;
    }

    private XElement Attribute(TableMetadata table, bool aggregate)
    {
        var attribute = new XElement("attribute", new XAttribute("name", Name(table)));
        if (aggregate || dice.Once(5))
            attribute.SetAttributeValue("alias", dice.Once(30) ? dice.Of("", "a b", "select", "\"", "a.b") : "a" + dice.Next(6));
        if (!aggregate)
            return attribute;
        Maybe(attribute, "distinct", () => "true");
        if (dice.Once(2))
        {
            attribute.SetAttributeValue("aggregate", dice.Mostly(["sum", "avg", "min", "max", "count", "countcolumn"], "rowaggregate", "x"));
        }
        else
        {
            attribute.SetAttributeValue("groupby", "true");
            if (catalog.Table(table.LogicalName).Column((string)attribute.Attribute("name")!) is { Type: ColumnType.DateTime })
                attribute.SetAttributeValue("dategrouping", dice.Mostly(["day", "week", "month", "quarter", "year"], "fiscal-period", "fiscal-year", "hour"));
        }

        Maybe(attribute, "usertimezone", () => dice.Of("true", "false"));
        return attribute;
    }

    private XElement Filter(TableMetadata table, int depth)
    {
        var filter = new XElement("filter", new XAttribute("type", dice.Mostly(["and", "or"], "xor")));
        for (var i = dice.Between(0, 3); i > 0; i--)
            filter.Add(Condition(table));
        if (depth < 3 && dice.Once(3))
            filter.Add(Filter(table, depth + 1));
        return filter;
    }

    private XElement Condition(TableMetadata table)
    {
        var condition = new XElement("condition", new XAttribute("attribute", Name(table)), new XAttribute("operator", dice.Once(40) ? "x" : dice.In(Operators)));
        if (!dice.Once(4))
            condition.SetAttributeValue("value", Value());
        if (dice.Once(3))
            condition.Add(Enumerable.Range(0, dice.Between(1, 3)).Select(_ => new XElement("value", Value())));
        if (dice.Once(4))
        {
            Maybe(condition, "entityname", () => dice.Of("x", "a1", table.LogicalName));
            Maybe(condition, "valueof", () => Name(table));
        }

        return condition;
    }

    private XElement Link(TableMetadata table, bool aggregate, int depth)
    {
        var children = catalog.ChildrenOf(table.LogicalName).ToList();
        var link = new XElement("link-entity");
        TableMetadata other;
        if (children.Count > 0 && !dice.Once(5))
        {
            var child = dice.In(children);
            other = catalog.Table(child.ReferencingTable);
            link.Add(new XAttribute("name", other.LogicalName), new XAttribute("from", child.ReferencingColumn), new XAttribute("to", child.ReferencedColumn));
        }
        else
        {
            other = odata.Table();
            link.Add(new XAttribute("name", other.LogicalName), new XAttribute("from", Name(other)), new XAttribute("to", Name(table)));
        }

        Maybe(link, "alias", () => "l" + dice.Next(3));
        Maybe(link, "link-type", () => dice.Mostly(["inner", "outer"], "natural", "exists", "in", "any", "not any", "all", "x"));
        Maybe(link, "intersect", () => "true");
        return Entity(link, other, aggregate, depth + 1);
    }

    private string Name(TableMetadata table) => dice.Once(50) ? Printable(dice.In(Mutation.Texts)) : odata.Column(table).LogicalName;

    private string Value() => dice.Next(6) switch
    {
        0 => Printable(dice.In(Mutation.Texts)),
        1 => Number(),
        2 => dice.Id().ToString(),
        3 => dice.Of("2025-03-01", "2025-03-01T09:00:00Z", "2025-03", "9999-12-31", "1.5", "-1e308"),
        _ => dice.Of("a", "%", "[", "1,2", "true", "Case%"),
    };

    private string Number() => dice.Once(8)
        ? dice.Of("0", "-1", "5001", "2147483647", "2147483648", "-2147483648", "x", "1.5", "", "99999999999999999999")
        : dice.Between(1, 30).ToString(CultureInfo.InvariantCulture);

    /// <summary>What XML can hold at all.</summary>
    private static string Printable(string text) => new([.. text.Where(character => character >= ' ' && !char.IsSurrogate(character) && character < '\ufffe')]);

    private void Maybe(XElement element, string name, Func<string> value)
    {
        if (dice.Once(8))
            element.SetAttributeValue(name, value());
    }
}
