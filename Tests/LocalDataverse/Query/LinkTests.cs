using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

public sealed class LinkTests : IDisposable
{
    private readonly QueryFixture _db = new();

    public LinkTests()
    {
        _db.Repair(1, ("workshopid", QueryFixture.North), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
        _db.Repair(2, ("workshopid", QueryFixture.South), ("ownerid", QueryFixture.Bob), ("owneridtype", "person"));
        _db.Repair(3, ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
    }

    [Fact]
    public void An_inner_link_drops_rows_without_a_partner_and_returns_aliased_values()
    {
        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop'><attribute name='name'/><attribute name='headid'/></link-entity>");

        Assert.Equal([1, 2], QueryFixture.Numbers(rows));
        var name = rows[0].GetAttributeValue<AliasedValue>("shop.name")!;
        Assert.Equal(("workshop", "name", "North"), (name.EntityLogicalName, name.AttributeLogicalName, name.Value));
        Assert.Equal(new EntityReference("person", QueryFixture.Bob), rows[0].GetAttributeValue<AliasedValue>("shop.headid")!.Value);
        Assert.Equal("bob", rows[0].FormattedValues["shop.headid"]);
        Assert.False(rows[1].Contains("shop.headid"));
    }

    [Fact]
    public void An_outer_link_keeps_them()
    {
        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'><attribute name='name'/></link-entity>");

        Assert.Equal([1, 2, 3], QueryFixture.Numbers(rows));
        Assert.False(rows[2].Contains("shop.name"));
    }

    [Fact]
    public void The_filter_of_an_outer_link_limits_its_partners_not_the_rows()
    {
        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'><attribute name='name'/><filter><condition attribute='name' operator='eq' value='South'/></filter></link-entity>");

        Assert.Equal([1, 2, 3], QueryFixture.Numbers(rows));
        Assert.Equal([false, true, false], rows.Entities.Select(row => row.Contains("shop.name")));
    }

    [Fact]
    public void The_filter_of_an_inner_link_limits_the_rows() =>
        Assert.Equal([2], QueryFixture.Numbers(Fetch("<link-entity name='workshop' from='workshopid' to='workshopid'><filter><condition attribute='name' operator='eq' value='South'/></filter></link-entity>")));

    [Fact]
    public void A_condition_of_the_table_can_name_a_linked_one() =>
        Assert.Equal([3], QueryFixture.Numbers(Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'/><filter><condition entityname='shop' attribute='workshopid' operator='null'/></filter>")));

    [Fact]
    public void Links_nest()
    {
        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop'><link-entity name='person' from='personid' to='headid' alias='head'><attribute name='fullname'/></link-entity></link-entity>");

        Assert.Equal([1], QueryFixture.Numbers(rows));
        Assert.Equal("bob", rows[0].GetAttributeValue<AliasedValue>("head.fullname")!.Value);
    }

    [Fact]
    public void An_inner_link_below_an_outer_one_keeps_the_rows()
    {
        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'><attribute name='name'/><link-entity name='person' from='personid' to='headid' alias='head'><attribute name='fullname'/></link-entity></link-entity>");

        Assert.Equal([1, 2, 3], QueryFixture.Numbers(rows));
        Assert.Equal([true, false, false], rows.Entities.Select(row => row.Contains("shop.name")));
        Assert.Equal([true, false, false], rows.Entities.Select(row => row.Contains("head.fullname")));
    }

    [Fact]
    public void A_query_expression_links_by_nesting_and_makes_up_a_missing_alias()
    {
        var query = new QueryExpression("repair");
        var shop = query.AddLink("workshop", "workshopid", "workshopid");
        shop.Columns.AddColumn("name");
        shop.AddLink("person", "headid", "personid").Columns = new ColumnSet(true);

        var rows = _db.Run(query);

        Assert.Equal("North", rows[0].GetAttributeValue<AliasedValue>("workshop1.name")!.Value);
        Assert.Equal(QueryFixture.Bob, rows[0].GetAttributeValue<AliasedValue>("person2.personid")!.Value);
    }

    [Fact]
    public void An_alias_of_a_column_is_its_name_in_the_answer()
    {
        var rows = _db.Fetch("<fetch><entity name='repair'><attribute name='workshopid' alias='place'/><link-entity name='workshop' from='workshopid' to='workshopid' alias='shop'><attribute name='name' alias='placename'/></link-entity></entity></fetch>");

        Assert.Equal(new EntityReference("workshop", QueryFixture.North), rows[0].GetAttributeValue<AliasedValue>("place")!.Value);
        Assert.Equal("North", rows[0].GetAttributeValue<AliasedValue>("placename")!.Value);
    }

    [Fact]
    public void Rows_that_may_not_be_read_are_not_there_in_the_table_and_in_inner_links()
    {
        _db.MayRead("repair", "{0}.\"ownerid\" = @me");
        _db.MayRead("workshop", "{0}.\"name\" = 'South'");

        Assert.Equal([1, 3], QueryFixture.Numbers(Fetch("")));
        Assert.Empty(Fetch("<link-entity name='workshop' from='workshopid' to='workshopid'/>").Entities);
    }

    [Fact]
    public void Partners_that_may_not_be_read_leave_the_row_of_an_outer_link()
    {
        _db.MayRead("workshop", "{0}.\"name\" = 'South'");

        var rows = Fetch("<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'><attribute name='name'/></link-entity>");

        Assert.Equal([false, true, false], rows.Entities.Select(row => row.Contains("shop.name")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("from='workshopid'")]
    [InlineData("to='workshopid'")]
    public void A_link_that_leaves_out_columns_goes_by_the_one_relationship_there_is(string columns) =>
        Assert.Equal([1, 2], QueryFixture.Numbers(Fetch($"<link-entity name='workshop' {columns}/>")));

    [Theory]
    [InlineData("<link-entity name='garage' from='a' to='b'/>", "'garage'")]
    [InlineData("<link-entity name='workshop' from='colour' to='workshopid'/>", "Name = 'colour'")]
    [InlineData("<link-entity name='workshop' to='title'/>", "0 relationships between 'repair' and 'workshop' would fit")]
    [InlineData("<link-entity name='person' from='personid' to='ownerid'><link-entity name='person'/></link-entity>", "2 relationships between 'person' and 'person' would fit")]
    [InlineData("<link-entity name='workshop' from='workshopid' to='workshopid' link-type='any'/>", "does not support the link-type 'any'")]
    [InlineData("<link-entity name='workshop' from='workshopid' to='workshopid' alias='a'/><link-entity name='workshop' from='workshopid' to='workshopid' alias='a'/>", "alias 'a' is used twice")]
    public void A_link_that_cannot_be_made_is_refused_by_name(string link, string expected) =>
        Assert.Contains(expected, _db.Refuses($"<fetch><entity name='repair'>{link}</entity></fetch>").Message, StringComparison.Ordinal);

    [Fact]
    public void Fifteen_links_are_joined_and_one_more_is_refused()
    {
        static string Links(int count) => string.Concat(Enumerable.Range(0, count).Select(number => $"<link-entity name='workshop' from='workshopid' to='workshopid' alias='w{number}'/>"));

        Assert.Equal([1, 2], QueryFixture.Numbers(Fetch(Links(15))));
        Assert.Equal(ErrorCode.TooManyLinks, _db.Refuses($"<fetch><entity name='repair'>{Links(16)}</entity></fetch>").Code);
    }

    public void Dispose() => _db.Dispose();

    private EntityCollection Fetch(string inner) => _db.Fetch($"<fetch><entity name='repair'><attribute name='repairid'/>{inner}</entity></fetch>");
}
