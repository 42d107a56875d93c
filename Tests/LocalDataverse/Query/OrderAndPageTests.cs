using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

public sealed class OrderAndPageTests : IDisposable
{
    private readonly QueryFixture _db = new();

    public OrderAndPageTests()
    {
        _db.Repair(1, ("title", "beta"), ("kind", 1), ("statecode", 0), ("ownerid", QueryFixture.Night), ("owneridtype", "crew"), ("workshopid", QueryFixture.South));
        _db.Repair(2, ("title", "Alpha"), ("kind", 2), ("statecode", 1), ("ownerid", QueryFixture.Bob), ("owneridtype", "person"), ("workshopid", QueryFixture.North));
        _db.Repair(3, ("title", "élan"), ("kind", 3), ("statecode", 0), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
    }

    [Theory]
    [InlineData("<order attribute='title'/>", new[] { 2, 1, 3 })]
    [InlineData("<order attribute='title' descending='true'/>", new[] { 3, 1, 2 })]
    [InlineData("<order attribute='kind'/>", new[] { 2, 1, 3 })]
    [InlineData("<order attribute='statecode'/><order attribute='kind'/>", new[] { 2, 1, 3 })]
    [InlineData("<order attribute='statecode' descending='true'/><order attribute='title' descending='true'/>", new[] { 3, 1, 2 })]
    [InlineData("<order attribute='ownerid'/>", new[] { 3, 2, 1 })]
    [InlineData("<order attribute='workshopid'/>", new[] { 3, 2, 1 })]
    public void Text_is_ordered_regardless_of_case_choices_by_label_and_lookups_by_name(string orders, int[] expected) =>
        Assert.Equal(expected, QueryFixture.Numbers(_db.Fetch($"<fetch><entity name='repair'><attribute name='title'/>{orders}</entity></fetch>")));

    [Fact]
    public void Raw_order_goes_by_the_number_of_a_choice() =>
        Assert.Equal([1, 2, 3], QueryFixture.Numbers(_db.Fetch("<fetch useraworderby='true'><entity name='repair'><order attribute='kind'/></entity></fetch>")));

    [Fact]
    public void Orders_of_links_come_last_unless_the_table_names_them()
    {
        const string Link = "<link-entity name='workshop' from='workshopid' to='workshopid' alias='shop' link-type='outer'>{0}</link-entity>";

        Assert.Equal([3, 1, 2], QueryFixture.Numbers(_db.Fetch($"<fetch><entity name='repair'>{Link.Replace("{0}", "<order attribute='name'/>", StringComparison.Ordinal)}<order attribute='title' descending='true'/></entity></fetch>")));
        Assert.Equal([3, 2, 1], QueryFixture.Numbers(_db.Fetch($"<fetch><entity name='repair'>{Link.Replace("{0}", "", StringComparison.Ordinal)}<order entityname='shop' attribute='name'/><order attribute='title' descending='true'/></entity></fetch>")));
    }

    [Fact]
    public void Top_limits_without_paging()
    {
        var rows = _db.Run(new QueryExpression("repair") { TopCount = 2 });

        Assert.Equal([1, 2], QueryFixture.Numbers(rows));
        Assert.False(rows.MoreRecords);
        Assert.Null(rows.PagingCookie);
        Assert.Equal(-1, rows.TotalRecordCount);
        Assert.Equal("repair", rows.EntityName);
    }

    [Fact]
    public void Pages_follow_each_other_without_gap_or_overlap()
    {
        var query = new QueryExpression("repair") { PageInfo = new PagingInfo { PageNumber = 1, Count = 2 } };
        var first = _db.Run(query);
        query.PageInfo.PageNumber = 2;
        query.PageInfo.PagingCookie = first.PagingCookie;
        var second = _db.Run(query);

        Assert.Equal([1, 2], QueryFixture.Numbers(first));
        Assert.True(first.MoreRecords);
        Assert.Equal([3], QueryFixture.Numbers(second));
        Assert.False(second.MoreRecords);
        Assert.Null(second.PagingCookie);
    }

    [Fact]
    public void The_same_query_asked_again_with_other_values_gives_other_rows()
    {
        Assert.Equal([1], _db.Where("kind", ConditionOperator.Equal, 1));
        Assert.Equal([3], _db.Where("kind", ConditionOperator.Equal, 3));
    }

    [Fact]
    public void The_cookie_names_the_page_and_its_first_and_last_row()
    {
        var cookie = XElement.Parse(_db.Fetch("<fetch page='1' count='2'><entity name='repair'/></fetch>").PagingCookie!);

        Assert.Equal("1", (string?)cookie.Attribute("page"));
        Assert.Equal(QueryFixture.Id(1).ToString("B"), (string?)cookie.Element("repairid")!.Attribute("first"));
        Assert.Equal(QueryFixture.Id(2).ToString("B"), (string?)cookie.Element("repairid")!.Attribute("last"));
    }

    [Fact]
    public void Rows_of_equal_rank_keep_their_place_over_pages()
    {
        var pages = Enumerable.Range(1, 3).SelectMany(page => QueryFixture.Numbers(_db.Fetch($"<fetch page='{page}' count='1'><entity name='repair'><order attribute='urgent'/></entity></fetch>")));

        Assert.Equal([1, 2, 3], pages);
    }

    [Fact]
    public void The_total_is_counted_on_request()
    {
        var rows = _db.Fetch("<fetch count='1' returntotalrecordcount='true'><entity name='repair'><filter><condition attribute='kind' operator='gt' value='1'/></filter><order attribute='kind'/></entity></fetch>");

        Assert.Equal([2], QueryFixture.Numbers(rows));
        Assert.Equal(2, rows.TotalRecordCount);
        Assert.False(rows.TotalRecordCountLimitExceeded);
    }

    [Fact]
    public void More_than_5000_rows_come_in_pages_and_are_not_counted_further()
    {
        Many(4998);

        var rows = _db.Fetch("<fetch count='9000' returntotalrecordcount='true'><entity name='repair'><attribute name='kind'/></entity></fetch>");

        Assert.Equal(5000, rows.Entities.Count);
        Assert.True(rows.MoreRecords);
        Assert.Equal(5000, rows.TotalRecordCount);
        Assert.True(rows.TotalRecordCountLimitExceeded);
    }

    [Fact]
    public void Exactly_5000_rows_are_one_page_and_counted()
    {
        Many(4997);

        var rows = _db.Fetch("<fetch returntotalrecordcount='true'><entity name='repair'><attribute name='kind'/></entity></fetch>");

        Assert.Equal(5000, rows.Entities.Count);
        Assert.False(rows.MoreRecords);
        Assert.Equal(5000, rows.TotalRecordCount);
        Assert.False(rows.TotalRecordCountLimitExceeded);
    }

    [Fact]
    public void Distinct_rows_have_no_id_unless_asked_for()
    {
        var rows = _db.Fetch("<fetch distinct='true'><entity name='repair'><attribute name='statecode'/><order attribute='statecode'/></entity></fetch>");

        Assert.Equal([1, 0], rows.Entities.Select(row => row.GetAttributeValue<OptionSetValue>("statecode")!.Value));
        Assert.All(rows.Entities, row => Assert.Equal(Guid.Empty, row.Id));
        Assert.Equal([1, 2, 3], QueryFixture.Numbers(_db.Fetch("<fetch distinct='true'><entity name='repair'><attribute name='repairid'/><order attribute='repairid'/></entity></fetch>")));
    }

    [Theory]
    [InlineData("<fetch top='2' page='1'><entity name='repair'/></fetch>", "cannot be combined with 'page'")]
    [InlineData("<fetch top='5001'><entity name='repair'/></fetch>", "from 1 to 5000")]
    [InlineData("<fetch top='few'><entity name='repair'/></fetch>", "must be a whole number")]
    [InlineData("<fetch distinct='perhaps'><entity name='repair'/></fetch>", "must be 'true' or 'false'")]
    [InlineData("<fetch><entity name='repair'><sort attribute='title'/></entity></fetch>", "cannot contain 'sort'")]
    [InlineData("<fetch><entity name='repair'><order/></entity></fetch>", "order must name an attribute")]
    [InlineData("<fetch><entity/></fetch>", "needs the attribute 'name'")]
    [InlineData("<fetch/>", "exactly one child")]
    [InlineData("<query/>", "must start with the element 'fetch'")]
    [InlineData("<fetch>", "Invalid XML")]
    [InlineData("<!DOCTYPE fetch [<!ENTITY a 'b'>]><fetch><entity name='repair'/></fetch>", "Invalid XML")]
    [InlineData("", "empty")]
    [InlineData("<fetch><entity name='garage'/></fetch>", "'garage' was not found")]
    public void FetchXML_that_is_none_is_refused_with_a_reason(string fetch, string expected) =>
        Assert.Contains(expected, _db.Refuses(fetch).Message, StringComparison.Ordinal);

    public void Dispose() => _db.Dispose();

    private void Many(int count) => _db.Sql(
        $"INSERT INTO repair (repairid, kind) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {count}) SELECT printf('%08x-0000-4000-8000-000000000000', x), 1 FROM n");
}
