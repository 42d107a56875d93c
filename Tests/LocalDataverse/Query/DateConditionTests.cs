using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

/// <summary>Now is 2025-03-12 03:30 UTC, which is Tuesday 11 March, 23:30, for the user in New York (UTC-4 since 9 March).</summary>
public sealed class DateConditionTests : IDisposable
{
    private readonly QueryFixture _db = new();

    [Theory]
    [InlineData("yesterday", "2025-03-10 04:00:00", "2025-03-11 03:59:59")]
    [InlineData("today", "2025-03-11 04:00:00", "2025-03-12 03:59:59")]
    [InlineData("tomorrow", "2025-03-12 04:00:00", "2025-03-13 03:59:59")]
    [InlineData("last-week", "2025-03-02 05:00:00", "2025-03-09 04:59:59")]
    [InlineData("this-week", "2025-03-09 05:00:00", "2025-03-16 03:59:59")]
    [InlineData("next-week", "2025-03-16 04:00:00", "2025-03-23 03:59:59")]
    [InlineData("last-month", "2025-02-01 05:00:00", "2025-03-01 04:59:59")]
    [InlineData("this-month", "2025-03-01 05:00:00", "2025-04-01 03:59:59")]
    [InlineData("next-month", "2025-04-01 04:00:00", "2025-05-01 03:59:59")]
    [InlineData("last-year", "2024-01-01 05:00:00", "2025-01-01 04:59:59")]
    [InlineData("this-year", "2025-01-01 05:00:00", "2026-01-01 04:59:59")]
    [InlineData("next-year", "2026-01-01 05:00:00", "2027-01-01 04:59:59")]
    [InlineData("last-seven-days", "2025-03-04 05:00:00", "2025-03-12 03:30:00")]
    [InlineData("next-seven-days", "2025-03-12 03:30:00", "2025-03-19 03:59:59")]
    [InlineData("last-x-hours", "2025-03-12 01:30:00", "2025-03-12 03:30:00", 2)]
    [InlineData("next-x-hours", "2025-03-12 03:30:00", "2025-03-12 05:30:00", 2)]
    [InlineData("last-x-days", "2025-03-09 05:00:00", "2025-03-12 03:30:00", 2)]
    [InlineData("next-x-days", "2025-03-12 03:30:00", "2025-03-14 03:59:59", 2)]
    [InlineData("last-x-weeks", "2025-02-25 05:00:00", "2025-03-12 03:30:00", 2)]
    [InlineData("next-x-weeks", "2025-03-12 03:30:00", "2025-03-26 03:59:59", 2)]
    [InlineData("last-x-months", "2025-01-11 05:00:00", "2025-03-12 03:30:00", 2)]
    [InlineData("next-x-months", "2025-03-12 03:30:00", "2025-05-12 03:59:59", 2)]
    [InlineData("last-x-years", "2023-03-11 05:00:00", "2025-03-12 03:30:00", 2)]
    [InlineData("next-x-years", "2025-03-12 03:30:00", "2027-03-12 04:59:59", 2)]
    public void A_relative_operator_spans_the_users_calendar_from_first_to_last_second(string name, string first, string last, int? count = null)
    {
        _db.Repair(1, ("startedon", Shift(first, -1)));
        _db.Repair(2, ("startedon", first));
        _db.Repair(3, ("startedon", last));
        _db.Repair(4, ("startedon", Shift(last, 1)));
        _db.Repair(5);

        Assert.Equal([2, 3], _db.Where($"<condition attribute='startedon' operator='{name}' {(count is null ? "" : $"value='{count}'")}/>"));
    }

    [Theory]
    [InlineData("olderthan-x-minutes", "2025-03-12 03:20:00", 10)]
    [InlineData("olderthan-x-hours", "2025-03-11 17:30:00", 10)]
    [InlineData("olderthan-x-days", "2025-03-01 05:00:00", 10)]
    [InlineData("olderthan-x-weeks", "2024-12-31 05:00:00", 10)]
    [InlineData("olderthan-x-months", "2024-05-11 04:00:00", 10)]
    [InlineData("olderthan-x-years", "2015-03-11 04:00:00", 10)]
    public void Older_than_excludes_its_boundary(string name, string boundary, int count)
    {
        _db.Repair(1, ("startedon", Shift(boundary, -1)));
        _db.Repair(2, ("startedon", boundary));
        _db.Repair(3);

        Assert.Equal([1], _db.Where($"<condition attribute='startedon' operator='{name}' value='{count}'/>"));
    }

    [Theory]
    [InlineData("on", new[] { 2, 3 })]
    [InlineData("not-on", new[] { 1, 4, 5 })]
    [InlineData("on-or-before", new[] { 1, 2, 3 })]
    [InlineData("on-or-after", new[] { 2, 3, 4 })]
    public void On_means_the_users_day(string name, int[] expected)
    {
        _db.Repair(1, ("startedon", "2025-03-11 03:59:59"));
        _db.Repair(2, ("startedon", "2025-03-11 04:00:00"));
        _db.Repair(3, ("startedon", "2025-03-12 03:59:59"));
        _db.Repair(4, ("startedon", "2025-03-12 04:00:00"));
        _db.Repair(5);

        Assert.Equal(expected, _db.Where($"<condition attribute='startedon' operator='{name}' value='2025-03-11'/>"));
        Assert.Equal(expected, _db.Where($"<condition attribute='startedon' operator='{name}' value='2025-03-12T02:00:00Z'/>"));
    }

    [Fact]
    public void Text_without_an_offset_is_in_the_users_zone_and_objects_are_UTC()
    {
        _db.Repair(1, ("startedon", "2025-03-11 12:00:00"));

        Assert.Equal([1], _db.Where("<condition attribute='startedon' operator='eq' value='2025-03-11T08:00:00'/>"));
        Assert.Equal([1], _db.Where("<condition attribute='startedon' operator='eq' value='2025-03-11T12:00:00Z'/>"));
        Assert.Equal([1], _db.Where("<condition attribute='startedon' operator='eq' value='2025-03-11T13:00:00+01:00'/>"));
        Assert.Equal([1], _db.Where("startedon", ConditionOperator.Equal, new DateTime(2025, 3, 11, 12, 0, 0, DateTimeKind.Utc)));
        Assert.Equal([1], _db.Where("startedon", ConditionOperator.Equal, new DateTime(2025, 3, 11, 12, 0, 0)));
    }

    [Fact]
    public void A_date_only_column_has_no_zone()
    {
        _db.Repair(1, ("workdate", "2025-03-10"));
        _db.Repair(2, ("workdate", "2025-03-11"));
        _db.Repair(3, ("workdate", "2025-03-12"));

        Assert.Equal([2], _db.Where("<condition attribute='workdate' operator='today'/>"));
        Assert.Equal([2], _db.Where("<condition attribute='workdate' operator='on' value='2025-03-11'/>"));
        Assert.Equal([1, 2], _db.Where("<condition attribute='workdate' operator='last-x-days' value='1'/>"));
        Assert.Equal([2, 3], _db.Where("workdate", ConditionOperator.GreaterEqual, new DateTime(2025, 3, 11, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Equal([3], _db.Where("workdate", ConditionOperator.On, new DateTime(2025, 3, 12, 1, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void A_time_without_a_zone_is_compared_as_it_stands()
    {
        _db.Repair(1, ("walltime", "2025-03-11 00:00:00"));
        _db.Repair(2, ("walltime", "2025-03-12 00:00:00"));

        Assert.Equal([1], _db.Where("<condition attribute='walltime' operator='today'/>"));
        Assert.Equal([2], _db.Where("<condition attribute='walltime' operator='eq' value='2025-03-12T00:00:00'/>"));
    }

    [Theory]
    [InlineData("<condition attribute='workdate' operator='last-x-hours' value='1'/>", "'LastXHours' is not valid for the attribute 'repair.workdate'")]
    [InlineData("<condition attribute='startedon' operator='last-x-days' value='0'/>", "expected argument(s) of type 'System.Int32'")]
    [InlineData("<condition attribute='startedon' operator='last-x-days'/>", "needs one value")]
    [InlineData("<condition attribute='startedon' operator='last-x-years' value='99999'/>", "leaves the calendar")]
    public void What_a_date_operator_cannot_do_is_refused(string condition, string expected) =>
        Assert.Contains(expected, _db.Refuses($"<fetch><entity name='repair'><filter>{condition}</filter></entity></fetch>").Message, StringComparison.Ordinal);

    public void Dispose() => _db.Dispose();

    private static string Shift(string stored, int seconds) =>
        DateTime.Parse(stored, System.Globalization.CultureInfo.InvariantCulture).AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
