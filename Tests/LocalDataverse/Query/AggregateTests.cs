using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

public sealed class AggregateTests : IDisposable
{
    private readonly QueryFixture _db = new();

    [Fact]
    public void Numbers_are_summed_averaged_and_counted_without_the_missing_ones()
    {
        _db.Repair(1, ("minutes", 10), ("price", 1.1), ("weight", 0.1), ("startedon", "2025-03-01 00:00:00"));
        _db.Repair(2, ("minutes", 15), ("price", 2.2), ("weight", 0.2));
        _db.Repair(3, ("minutes", 15), ("startedon", "2025-02-01 00:00:00"));
        _db.Repair(4);

        var row = Assert.Single(_db.Fetch("""
            <fetch aggregate='true'><entity name='repair'>
              <attribute name='minutes' alias='total' aggregate='sum'/>
              <attribute name='minutes' alias='mean' aggregate='avg'/>
              <attribute name='minutes' alias='least' aggregate='min'/>
              <attribute name='minutes' alias='most' aggregate='max'/>
              <attribute name='minutes' alias='rows' aggregate='count'/>
              <attribute name='minutes' alias='filled' aggregate='countcolumn'/>
              <attribute name='minutes' alias='different' aggregate='countcolumn' distinct='true'/>
              <attribute name='price' alias='cost' aggregate='sum'/>
              <attribute name='weight' alias='load' aggregate='sum'/>
              <attribute name='startedon' alias='first' aggregate='min'/>
            </entity></fetch>
            """).Entities);

        Assert.Equal(40, Value(row, "total"));
        Assert.Equal(13, Value(row, "mean"));
        Assert.Equal(10, Value(row, "least"));
        Assert.Equal(15, Value(row, "most"));
        Assert.Equal(4, Value(row, "rows"));
        Assert.Equal(3, Value(row, "filled"));
        Assert.Equal(2, Value(row, "different"));
        Assert.Equal(new Money(3.3m), Value(row, "cost"));
        Assert.Equal(0.3m, Value(row, "load"));
        Assert.Equal(new DateTime(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc), Value(row, "first"));
        Assert.Equal("40 minutes", row.FormattedValues["total"]);
        Assert.Equal(Guid.Empty, row.Id);
    }

    [Fact]
    public void Nothing_to_aggregate_gives_one_row_with_no_sum_and_a_count_of_zero()
    {
        var row = Assert.Single(_db.Fetch("<fetch aggregate='true'><entity name='repair'><attribute name='minutes' alias='total' aggregate='sum'/><attribute name='minutes' alias='rows' aggregate='count'/></entity></fetch>").Entities);

        Assert.Null(Value(row, "total"));
        Assert.Equal(0, Value(row, "rows"));
    }

    [Fact]
    public void Groups_by_lookup_and_choice_carry_typed_values_and_names()
    {
        _db.Repair(1, ("minutes", 10), ("kind", 2), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
        _db.Repair(2, ("minutes", 20), ("kind", 2), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
        _db.Repair(3, ("minutes", 40), ("kind", 1), ("ownerid", QueryFixture.Night), ("owneridtype", "crew"));

        var rows = _db.Fetch("""
            <fetch aggregate='true'><entity name='repair'>
              <attribute name='minutes' alias='total' aggregate='sum'/>
              <attribute name='ownerid' alias='owner' groupby='true'/>
              <attribute name='kind' alias='kind' groupby='true'/>
              <order alias='owner' descending='true'/>
            </entity></fetch>
            """);

        Assert.Equal([40, 30], rows.Entities.Select(row => Value(row, "total")));
        Assert.Equal(new EntityReference("crew", QueryFixture.Night), Value(rows[0], "owner"));
        Assert.Equal(new EntityReference("person", QueryFixture.Ann), Value(rows[1], "owner"));
        Assert.Equal("Ann", rows[1].FormattedValues["owner"]);
        Assert.Equal(new OptionSetValue(2), Value(rows[1], "kind"));
        Assert.Equal("Brakes", rows[1].FormattedValues["kind"]);
    }

    [Fact]
    public void Text_groups_regardless_of_case_and_a_missing_value_is_a_group()
    {
        _db.Repair(1, ("title", "Ölwechsel"));
        _db.Repair(2, ("title", "ÖLWECHSEL"));
        _db.Repair(3);

        var rows = _db.Fetch("<fetch aggregate='true'><entity name='repair'><attribute name='repairid' alias='rows' aggregate='count'/><attribute name='title' alias='title' groupby='true'/><order alias='rows'/></entity></fetch>");

        Assert.Equal([1, 2], rows.Entities.Select(row => Value(row, "rows")));
        Assert.False(rows[0].Contains("title"));
    }

    [Fact]
    public void An_outer_link_can_be_grouped_by_and_aggregated()
    {
        _db.Repair(1, ("minutes", 10), ("workshopid", QueryFixture.North));
        _db.Repair(2, ("minutes", 20), ("workshopid", QueryFixture.North));

        var rows = _db.Fetch("""
            <fetch aggregate='true'><entity name='workshop'>
              <attribute name='workshopid' alias='shop' groupby='true'/>
              <link-entity name='repair' from='workshopid' to='workshopid' alias='r' link-type='outer'>
                <attribute name='minutes' alias='total' aggregate='sum'/>
                <attribute name='repairid' alias='rows' aggregate='countcolumn'/>
                <attribute name='statecode' alias='state' groupby='true'/>
                <filter><condition attribute='minutes' operator='gt' value='5'/></filter>
              </link-entity>
              <order alias='total' descending='true'/>
            </entity></fetch>
            """);

        Assert.Equal([QueryFixture.North, QueryFixture.South], rows.Entities.Select(row => Value(row, "shop")));
        Assert.Equal([30, null], rows.Entities.Select(row => Value(row, "total")));
        Assert.Equal([2, 0], rows.Entities.Select(row => Value(row, "rows")));
    }

    [Theory]
    [InlineData("day", "", 11)]
    [InlineData("day", "usertimezone='false'", 12)]
    [InlineData("week", "", 11)]
    [InlineData("month", "", 3)]
    [InlineData("quarter", "", 1)]
    [InlineData("year", "", 2025)]
    public void Date_parts_are_the_users_unless_told_otherwise(string part, string zone, int expected)
    {
        _db.Repair(1, ("startedon", "2025-03-12 03:59:59"));

        var row = _db.Fetch($"<fetch aggregate='true'><entity name='repair'><attribute name='repairid' alias='rows' aggregate='count'/><attribute name='startedon' alias='part' groupby='true' dategrouping='{part}' {zone}/></entity></fetch>")[0];

        Assert.Equal(expected, Value(row, "part"));
    }

    [Fact]
    public void Days_are_told_apart_by_the_users_midnight_on_either_side_of_a_change_of_the_clock()
    {
        // New York was 5 hours behind until 9 March, 4 from then on.
        string[] instants = ["2025-03-09 04:59:59", "2025-03-09 05:00:00", "2025-03-10 03:59:59", "2025-03-10 04:00:00", "2025-12-31 23:00:00", "2026-01-01 05:00:00"];
        foreach (var (number, instant) in instants.Index())
            _db.Repair(number, ("startedon", instant));

        var rows = _db.Fetch("""
            <fetch aggregate='true'><entity name='repair'>
              <attribute name='repairid' alias='rows' aggregate='count'/>
              <attribute name='startedon' alias='year' groupby='true' dategrouping='year'/>
              <attribute name='startedon' alias='month' groupby='true' dategrouping='month'/>
              <attribute name='startedon' alias='day' groupby='true' dategrouping='day'/>
              <order alias='year'/><order alias='month'/><order alias='day'/>
            </entity></fetch>
            """).Entities;

        Assert.Equal(["2025-3-8: 1", "2025-3-9: 2", "2025-3-10: 1", "2025-12-31: 1", "2026-1-1: 1"], rows.Select(row => $"{Value(row, "year")}-{Value(row, "month")}-{Value(row, "day")}: {Value(row, "rows")}"));
    }

    [Theory]
    [InlineData("2023-03-25", 12)]
    [InlineData("2023-08-27", 35)]
    [InlineData("2023-01-01", 1)]
    [InlineData("2022-01-01", 1)]
    [InlineData("2022-01-02", 2)]
    public void Weeks_start_on_Sunday_and_the_first_may_be_short(string date, int expected)
    {
        _db.Repair(1, ("workdate", date));

        var row = _db.Fetch("<fetch aggregate='true'><entity name='repair'><attribute name='workdate' alias='part' groupby='true' dategrouping='week'/></entity></fetch>")[0];

        Assert.Equal(expected, Value(row, "part"));
    }

    [Fact]
    public void A_query_expression_aggregates_too()
    {
        _db.Repair(1, ("minutes", 10), ("kind", 1));
        _db.Repair(2, ("minutes", 20), ("kind", 1));
        var query = new QueryExpression("repair");
        query.ColumnSet.AttributeExpressions.Add(new XrmAttributeExpression("minutes", XrmAggregateType.Sum, "total"));
        query.ColumnSet.AttributeExpressions.Add(new XrmAttributeExpression("kind", XrmAggregateType.None, "kind") { HasGroupBy = true });

        var row = Assert.Single(_db.Run(query).Entities);

        Assert.Equal(30, Value(row, "total"));
        Assert.Equal(new OptionSetValue(1), Value(row, "kind"));
    }

    [Fact]
    public void Only_rows_that_may_be_read_count()
    {
        _db.Repair(1, ("minutes", 10), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"));
        _db.Repair(2, ("minutes", 20), ("ownerid", QueryFixture.Bob), ("owneridtype", "person"));
        _db.MayRead("repair", "{0}.\"ownerid\" = @me");

        Assert.Equal(10, Value(_db.Fetch("<fetch aggregate='true'><entity name='repair'><attribute name='minutes' alias='total' aggregate='sum'/></entity></fetch>")[0], "total"));
    }

    [Theory]
    [InlineData(50_000, "")]
    [InlineData(10, "aggregatelimit='10'")]
    public void At_the_record_limit_an_aggregate_answers_and_one_row_over_it_is_refused(int limit, string attribute)
    {
        var fetch = $"<fetch aggregate='true' {attribute}><entity name='repair'><attribute name='minutes' alias='total' aggregate='sum'/><attribute name='kind' alias='kind' groupby='true'/><order alias='total'/></entity></fetch>";
        _db.Sql($"INSERT INTO repair (repairid, minutes, kind) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {limit}) SELECT printf('%08x-0000-4000-8000-000000000000', x), 1, x % 3 + 1 FROM n");

        Assert.Equal(limit, _db.Fetch(fetch).Entities.Sum(row => (int)Value(row, "total")!));

        _db.Repair(0, ("minutes", 1));
        var refusal = _db.Refuses(fetch);
        Assert.Equal("AggregateQueryRecordLimit exceeded. Cannot perform this operation.", refusal.Message);
        Assert.Equal(unchecked((int)0x8004E023), refusal.Code);
    }

    [Fact]
    public void A_sum_beyond_a_whole_number_is_refused_not_wrapped()
    {
        _db.Repair(1, ("minutes", int.MaxValue));
        _db.Repair(2, ("minutes", 1));

        Assert.Contains("overflow", _db.Refuses("<fetch aggregate='true'><entity name='repair'><attribute name='minutes' alias='total' aggregate='sum'/></entity></fetch>").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<attribute name='minutes' aggregate='sum'/>", "needs an alias")]
    [InlineData("<attribute name='minutes' alias='a'/>", "must be aggregated or grouped by")]
    [InlineData("<attribute name='title' alias='a' aggregate='sum'/>", "'Sum' is not valid for the attribute 'repair.title'")]
    [InlineData("<attribute name='minutes' alias='a' aggregate='median'/>", "'median' is unknown")]
    [InlineData("<attribute name='title' alias='a' groupby='true' dategrouping='day'/>", "cannot be grouped by parts of a date")]
    [InlineData("<attribute name='startedon' alias='a' groupby='true' dategrouping='fiscal-year'/>", "does not support the dategrouping")]
    [InlineData("<attribute name='minutes' alias='a' aggregate='sum'/><attribute name='parts' alias='a' aggregate='sum'/>", "two values under the name 'a'")]
    [InlineData("<attribute name='minutes' alias='a' aggregate='sum'/><order attribute='minutes'/>", "by the alias")]
    [InlineData("<all-attributes/>", "cannot return all columns")]
    [InlineData("", "at least one column")]
    public void What_cannot_be_aggregated_is_refused_by_name(string inner, string expected) =>
        Assert.Contains(expected, _db.Refuses($"<fetch aggregate='true'><entity name='repair'>{inner}</entity></fetch>").Message, StringComparison.Ordinal);

    public void Dispose() => _db.Dispose();

    private static object? Value(Entity row, string alias) => row.GetAttributeValue<AliasedValue>(alias)!.Value;
}
