using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

public sealed class ConditionTests : IDisposable
{
    private readonly QueryFixture _db = new();

    public ConditionTests()
    {
        _db.Repair(1, ("title", "Brake 50% worn"), ("minutes", 10), ("kind", 1), ("urgent", 1), ("price", 10.5), ("workshopid", QueryFixture.North), ("ownerid", QueryFixture.Ann), ("owneridtype", "person"), ("tags", "1,2"), ("about", "crew"));
        _db.Repair(2, ("title", "ÖLWECHSEL"), ("minutes", 20), ("kind", 2), ("urgent", 0), ("price", 20.0), ("workshopid", QueryFixture.South), ("ownerid", QueryFixture.Bob), ("owneridtype", "person"), ("tags", "2"), ("about", "person"));
        _db.Repair(3, ("title", "tyre_7"), ("minutes", 30), ("kind", 3), ("parts", 30), ("ownerid", QueryFixture.Night), ("owneridtype", "crew"), ("tags", "12"));
        _db.Repair(4);
    }

    [Theory]
    [InlineData("eq", "20", new[] { 2 })]
    [InlineData("gt", "20", new[] { 3 })]
    [InlineData("ge", "20", new[] { 2, 3 })]
    [InlineData("lt", "20", new[] { 1 })]
    [InlineData("le", "20", new[] { 1, 2 })]
    public void Numbers_are_compared_as_numbers(string name, string value, int[] expected) =>
        Assert.Equal(expected, _db.Where($"<condition attribute='minutes' operator='{name}' value='{value}'/>"));

    [Theory]
    [InlineData("ne", "<value>20</value>")]
    [InlineData("not-in", "<value>20</value>")]
    [InlineData("not-between", "<value>15</value><value>25</value>")]
    public void A_row_without_a_value_differs_from_every_value(string name, string values) =>
        Assert.Equal([1, 3, 4], _db.Where($"<condition attribute='minutes' operator='{name}'>{values}</condition>"));

    [Fact]
    public void In_and_between_take_several_values()
    {
        Assert.Equal([1, 3], _db.Where("<condition attribute='minutes' operator='in'><value>10</value><value>30</value></condition>"));
        Assert.Equal([2, 3], _db.Where("<condition attribute='minutes' operator='between'><value>20</value><value>30</value></condition>"));
        Assert.Equal([1, 3], _db.Where("minutes", ConditionOperator.In, 10, 30));
        Assert.Equal([1, 3], _db.Where("minutes", ConditionOperator.In, new List<int> { 10, 30 }));
    }

    [Fact]
    public void An_empty_list_is_refused() =>
        Assert.Contains("is empty", Assert.Throws<DataverseException>(() => _db.Where("minutes", ConditionOperator.In)).Message, StringComparison.Ordinal);

    [Fact]
    public void Five_hundred_conditions_are_met_and_one_more_is_refused()
    {
        static string Conditions(int count) => string.Concat(Enumerable.Repeat("<condition attribute='minutes' operator='eq' value='20'/>", count));

        Assert.Equal([2], _db.Where(Conditions(500)));
        Assert.Equal(ErrorCode.TooManyConditions, Assert.Throws<DataverseException>(() => _db.Where(Conditions(501))).Code);
    }

    [Fact]
    public void Ten_thousand_values_are_looked_for_and_more_than_the_database_takes_are_refused()
    {
        static string In(int count) => $"<condition attribute='minutes' operator='in'>{string.Concat(Enumerable.Range(20, count).Select(value => $"<value>{value}</value>"))}</condition>";

        Assert.Equal([2, 3], _db.Where(In(10_000)));
        Assert.Contains("more than 32000 values", Assert.Throws<DataverseException>(() => _db.Where(In(32_001))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_nest_deeply_but_not_so_deeply_that_they_overflow_the_stack()
    {
        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("<filter>", levels)) + "<condition attribute='minutes' operator='eq' value='20'/>" + string.Concat(Enumerable.Repeat("</filter>", levels));

        Assert.Equal([2], _db.Where(Nested(50)));
        Assert.Contains("nested deeper than 100 levels", Assert.Throws<DataverseException>(() => _db.Where(Nested(100_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_not_null_ask_for_a_value()
    {
        Assert.Equal([4], _db.Where("<condition attribute='minutes' operator='null'/>"));
        Assert.Equal([1, 2, 3], _db.Where("<condition attribute='minutes' operator='not-null'/>"));
    }

    [Fact]
    public void Null_as_a_value_is_refused_with_the_way_to_ask() =>
        Assert.Contains("Use 'Null' or 'NotNull'", Assert.Throws<DataverseException>(() => _db.Where("minutes", ConditionOperator.Equal, [null])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("eq", "brake 50% WORN", new[] { 1 })]
    [InlineData("eq", "ölwechsel", new[] { 2 })]
    [InlineData("ne", "ölwechsel", new[] { 1, 3, 4 })]
    [InlineData("like", "%50[%]%", new[] { 1 })]
    [InlineData("like", "brake%", new[] { 1 })]
    [InlineData("like", "t_re%", new[] { 3 })]
    [InlineData("like", "%[_]7", new[] { 3 })]
    [InlineData("like", "%[0-9]", new[] { 3 })]
    [InlineData("like", "[^b]%", new[] { 2, 3 })]
    [InlineData("not-like", "[^b]%", new[] { 1, 4 })]
    [InlineData("begins-with", "Ö", new[] { 2 })]
    [InlineData("not-begin-with", "Ö", new[] { 1, 3, 4 })]
    [InlineData("ends-with", "WORN", new[] { 1 })]
    [InlineData("not-end-with", "WORN", new[] { 2, 3, 4 })]
    [InlineData("contains", "wechsel", new[] { 2 })]
    [InlineData("not-contain", "wechsel", new[] { 1, 3, 4 })]
    public void Text_is_compared_regardless_of_case_with_wildcards(string name, string value, int[] expected) =>
        Assert.Equal(expected, _db.Where($"<condition attribute='title' operator='{name}' value='{value}'/>"));

    [Fact]
    public void Text_in_a_list_is_compared_regardless_of_case() =>
        Assert.Equal([2, 3], _db.Where("<condition attribute='title' operator='in'><value>Ölwechsel</value><value>TYRE_7</value></condition>"));

    [Fact]
    public void A_value_never_becomes_SQL()
    {
        Assert.Empty(_db.Where("title", ConditionOperator.Equal, "x' OR '1'='1"));
        Assert.Empty(_db.Where("title", ConditionOperator.Like, "\"; DROP TABLE repair; --"));
        Assert.Equal(4, _db.Run(new QueryExpression("repair")).Entities.Count);
    }

    [Fact]
    public void Choices_states_and_yes_no_are_compared_by_number_or_typed_value()
    {
        Assert.Equal([2], _db.Where("kind", ConditionOperator.Equal, new OptionSetValue(2)));
        Assert.Equal([2], _db.Where("<condition attribute='kind' operator='eq' value='2'/>"));
        Assert.Equal([1], _db.Where("urgent", ConditionOperator.Equal, true));
        Assert.Equal([2], _db.Where("<condition attribute='urgent' operator='eq' value='0'/>"));
        Assert.Equal([2], _db.Where("price", ConditionOperator.GreaterThan, new Money(10.5m)));
    }

    [Fact]
    public void Several_choices_are_asked_for_one_by_one()
    {
        Assert.Equal([1, 2], _db.Where("<condition attribute='tags' operator='contain-values'><value>2</value></condition>"));
        Assert.Equal([3, 4], _db.Where("<condition attribute='tags' operator='not-contain-values'><value>2</value></condition>"));
        Assert.Equal([1], _db.Where("<condition attribute='tags' operator='eq'><value>2</value><value>1</value></condition>"));
    }

    [Fact]
    public void Lookups_are_compared_by_id_in_any_form()
    {
        Assert.Equal([1], _db.Where("workshopid", ConditionOperator.Equal, QueryFixture.North));
        Assert.Equal([1], _db.Where("workshopid", ConditionOperator.Equal, new EntityReference("workshop", QueryFixture.North)));
        Assert.Equal([1], _db.Where($"<condition attribute='workshopid' operator='eq' value='{QueryFixture.North.ToString("B").ToUpperInvariant()}'/>"));
    }

    [Fact]
    public void A_pattern_on_a_lookup_looks_at_the_name_of_its_target()
    {
        Assert.Equal([1], _db.Where("<condition attribute='workshopid' operator='like' value='nor%'/>"));
        Assert.Equal([3], _db.Where("<condition attribute='ownerid' operator='like' value='%crew'/>"));
    }

    [Theory]
    [InlineData("eq-userid", new[] { 1 })]
    [InlineData("ne-userid", new[] { 2, 3, 4 })]
    [InlineData("eq-userteams", new[] { 3 })]
    [InlineData("eq-useroruserteams", new[] { 1, 3 })]
    public void Me_is_the_caller(string name, int[] expected) =>
        Assert.Equal(expected, _db.Where($"<condition attribute='ownerid' operator='{name}'/>"));

    [Fact]
    public void The_business_unit_is_the_callers()
    {
        _db.User = _db.User with { BusinessUnitId = QueryFixture.South };

        Assert.Equal([2], _db.Where("<condition attribute='workshopid' operator='eq-businessid'/>"));
        Assert.Equal([1, 3, 4], _db.Where("<condition attribute='workshopid' operator='ne-businessid'/>"));
    }

    [Fact]
    public void Somebody_without_teams_owns_no_team_rows()
    {
        _db.User = _db.User with { TeamIds = [] };

        Assert.Empty(_db.Where("<condition attribute='ownerid' operator='eq-userteams'/>"));
    }

    [Fact]
    public void Tables_are_compared_by_name() => Assert.Equal([1], _db.Where("<condition attribute='about' operator='eq' value='crew'/>"));

    [Fact]
    public void Filters_nest()
    {
        Assert.Equal([1, 3], _db.Where("<condition attribute='minutes' operator='eq' value='10'/><filter><condition attribute='kind' operator='eq' value='3'/><condition attribute='minutes' operator='gt' value='20'/></filter>", "or"));
        Assert.Equal([2], _db.Where("<condition attribute='minutes' operator='gt' value='10'/><filter type='or'><condition attribute='kind' operator='eq' value='2'/><condition attribute='kind' operator='eq' value='1'/></filter>"));
    }

    [Fact]
    public void Columns_are_compared_with_each_other()
    {
        Assert.Equal([3], _db.Where("<condition attribute='minutes' operator='eq' valueof='parts'/>"));
        var query = new QueryExpression("repair");
        query.Criteria.AddCondition("minutes", ConditionOperator.GreaterEqual, true, "parts");
        Assert.Equal([3], QueryFixture.Numbers(_db.Run(query)));
    }

    [Fact]
    public void By_attribute_asks_for_equality_and_null_for_no_value()
    {
        var query = new QueryByAttribute("repair");
        query.AddAttributeValue("kind", 1);
        query.AddAttributeValue("parts", null);

        Assert.Equal([1], QueryFixture.Numbers(_db.Run(query)));
    }

    [Theory]
    [InlineData("<condition attribute='minutes' operator='eq' value='ten'/>", "'repair.minutes': expected argument(s) of type 'System.Int32' but received 'ten'")]
    [InlineData("<condition attribute='workshopid' operator='eq' value='North'/>", "'repair.workshopid': expected argument(s) of type 'System.Guid'")]
    [InlineData("<condition attribute='urgent' operator='eq' value='maybe'/>", "expected argument(s) of type 'System.Boolean'")]
    [InlineData("<condition attribute='startedon' operator='on' value='someday'/>", "expected argument(s) of type 'System.DateTime'")]
    [InlineData("<condition attribute='minutes' operator='eq' value='3000000000'/>", "expected argument(s) of type 'System.Int32'")]
    [InlineData("<condition attribute='colour' operator='eq' value='1'/>", "Name = 'colour'")]
    [InlineData("<condition attribute='minutes' operator='equals' value='1'/>", "'equals' is unknown")]
    [InlineData("<condition attribute='minutes' operator='like' value='1'/>", "'Like' is not valid for the attribute 'repair.minutes'")]
    [InlineData("<condition attribute='workshopid' operator='gt' value='1'/>", "'GreaterThan' is not valid")]
    [InlineData("<condition attribute='minutes' operator='today'/>", "'Today' is not valid")]
    [InlineData("<condition attribute='minutes' operator='eq-userid'/>", "'EqualUserId' is not valid")]
    [InlineData("<condition attribute='minutes' operator='eq'/>", "needs one value, not 0")]
    [InlineData("<condition attribute='minutes' operator='between'><value>1</value></condition>", "needs two values, not 1")]
    [InlineData("<condition attribute='startedon' operator='this-fiscal-year'/>", "does not support the condition operator 'ThisFiscalYear'")]
    [InlineData("<condition attribute='ownerid' operator='under' value='11111111-1111-1111-1111-111111111111'/>", "does not support the condition operator 'Under'")]
    [InlineData("<condition attribute='minutes' operator='eq' valueof='title'/>", "different types")]
    [InlineData("<condition entityname='shop' attribute='minutes' operator='eq' value='1'/>", "'shop'")]
    public void What_makes_no_sense_is_refused_by_name(string condition, string expected) =>
        Assert.Contains(expected, _db.Refuses($"<fetch><entity name='repair'><filter>{condition}</filter></entity></fetch>").Message, StringComparison.Ordinal);

    public void Dispose() => _db.Dispose();
}
