using CaseTime.Plugins.Rules;
using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Rules;

/// <summary>Each rule at its limit and beside it. The behaviour suite holds the same rules through the platform.</summary>
public sealed class RuleTests
{
    private static readonly DateTime Noon = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly WorkDate Today = new(Noon);

    [Theory]
    [InlineData(null, "CT1001")]
    [InlineData(-1L, "CT1001")]
    [InlineData(0L, "CT1001")]
    [InlineData(1L, null)]
    public void CT1001_a_log_lasts_at_least_one_second(long? seconds, string? code) =>
        Assert.Equal(code, DurationPositive.Check(seconds)?.Code);

    [Theory]
    [InlineData(null, "CT1001")]
    [InlineData(0L, "CT1001")]
    [InlineData(1L, null)]
    [InlineData(-1L, null)]
    public void CT1001_an_adjustment_goes_at_least_one_second_up_or_down(long? seconds, string? code) =>
        Assert.Equal(code, DurationPositive.CheckAdjustment(seconds)?.Code);

    [Theory]
    [InlineData(3600, 60, null)]
    [InlineData(3601, 60, "CT1002")]
    [InlineData(-3600, 60, null)]
    [InlineData(-3601, 60, "CT1002")]
    [InlineData(86400, 1440, null)]
    [InlineData(86401, 1440, "CT1002")]
    [InlineData(128849018820, 1440, "CT1002")]
    public void CT1002_a_duration_reaches_the_maximum_and_not_beyond(long seconds, int maximumMinutes, string? code) =>
        Assert.Equal(code, DurationWithinMaximum.Check(seconds, maximumMinutes)?.Code);

    [Theory]
    [InlineData(-10, 0, null, null)]
    [InlineData(-10, 1, "CT1003", "casetime_endtime")]
    [InlineData(1, 2, "CT1003", "casetime_starttime")]
    public void CT1003_a_log_ends_by_now(int start, int end, string? code, string? column)
    {
        var refusal = NotInFuture.Check(Noon.AddSeconds(start), Noon.AddSeconds(end), Noon);

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(column, (refusal?.Arguments[0] as ColumnName)?.LogicalName);
    }

    [Theory]
    [InlineData("v1 0+5", "v1 0+5", null)]
    [InlineData("v1 0+5", "v1 0+1", null)]
    [InlineData("v1 0+5", "v1", "CT1003")]
    [InlineData("v1", "v1", null)]
    public void CT1003_intervals_are_refused_only_where_all_of_them_lie_ahead(string sent, string due, string? code) =>
        Assert.Equal(code, NotInFuture.CheckTimeline(TimelineText.Read(sent).Set, TimelineText.Read(due).Set)?.Code);

    [Fact]
    public void CT1004_a_case_is_there_and_readable() =>
        Assert.Equal((null, "CT1004"), (CaseReadable.Check(found: true)?.Code, CaseReadable.Check(found: false)?.Code));

    [Fact]
    public void CT1005_logs_go_on_active_cases() =>
        Assert.Equal((null, "CT1005"), (CaseActive.Check(active: true)?.Code, CaseActive.Check(active: false)?.Code));

    [Fact]
    public void CT1006_logs_need_handling_time_switched_on() =>
        Assert.Equal((null, "CT1006"), (HandlingTimeOn.Check(enabled: true)?.Code, HandlingTimeOn.Check(enabled: false)?.Code));

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, "CT1007")]
    public void CT1007_everybody_writes_their_own_time_and_a_supervisor_everybodys(bool own, bool supervisor, string? code) =>
        Assert.Equal(code, OwnTime.Check(own, () => supervisor)?.Code);

    [Fact]
    public void CT1007_the_supervisors_privilege_is_not_asked_for_ones_own_time() =>
        Assert.Null(OwnTime.Check(own: true, () => throw new InvalidOperationException("asked")));

    [Fact]
    public void CT1007_automatic_time_is_not_a_teams() => Assert.Equal("CT1007", OwnTime.CheckPerson(isUser: false)?.Code);

    [Fact]
    public void CT1008_names_the_fixed_column_that_would_change()
    {
        Assert.Null(FixedColumns.Check(["a"], ["b"]));
        var refusal = FixedColumns.Check(["a", "b"], ["b", "c"]);

        Assert.Equal("CT1008", refusal?.Code);
        Assert.Equal("b", ((ColumnName)refusal!.Arguments[0]).LogicalName);
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("v2 0+1", "version")]
    [InlineData("v1 x", "malformed")]
    [InlineData("v1 86399+2", "outside")]
    [InlineData("v1 86399+1", null)]
    [InlineData("v1", null)]
    public void CT1009_a_timeline_is_well_formed_and_inside_its_date(string? text, string? variant) =>
        Assert.Equal(variant, TimelineAcceptable.Check(TimelineText.Read(text), Today, Noon)?.Variant);

    [Theory]
    [InlineData("2025-01-29T12:00:00Z", 43200, null)]
    [InlineData("2025-01-29T12:00:00Z", 43199, "tooold")]
    [InlineData("2025-01-28T00:00:00Z", 86399, "tooold")]
    [InlineData("2025-01-30T00:00:00Z", 0, null)]
    public void CT1009_intervals_are_at_most_31_days_old(string date, int offset, string? variant)
    {
        var workDate = new WorkDate(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
        var reading = TimelineText.Read($"v1 {offset}+1");

        Assert.Equal(variant, TimelineAcceptable.Check(reading, workDate, Noon)?.Variant);
    }

    [Theory]
    [InlineData(false, 10, "nodate")]
    [InlineData(true, 0, "nodevice")]
    [InlineData(true, 1, null)]
    [InlineData(true, 64, null)]
    [InlineData(true, 65, "nodevice")]
    public void CT1009_an_automatic_row_has_a_date_and_a_device(bool hasDate, int deviceLength, string? variant) =>
        Assert.Equal(variant, TimelineAcceptable.CheckKey(hasDate ? Today : null, new string('d', deviceLength))?.Variant);

    [Fact]
    public void CT1009_an_automatic_row_has_the_id_that_follows_from_its_key()
    {
        Assert.Null(TimelineAcceptable.CheckId(Guid.Empty, Guid.Empty));
        Assert.Equal("id", TimelineAcceptable.CheckId(SettingsRowSingle.FixedId, Guid.Empty)?.Variant);
    }

    [Fact]
    public void CT1010_nobody_writes_a_final_by_hand() =>
        Assert.Equal((null, "CT1010"), (FinalByResolution.Check(isFinal: false)?.Code, FinalByResolution.Check(isFinal: true)?.Code));

    [Theory]
    [InlineData(null, "CT1011")]
    [InlineData(" \n", "CT1011")]
    [InlineData("x", null)]
    public void CT1011_an_adjustment_says_why(string? reason, string? code) => Assert.Equal(code, AdjustmentHasReason.Check(reason)?.Code);

    [Theory]
    [InlineData(600, -600, null)]
    [InlineData(600, -601, "CT1012")]
    [InlineData(0, -1, "CT1012")]
    [InlineData(0, 1, null)]
    [InlineData(-50, 10, null)]
    public void CT1012_I5_an_adjustment_takes_automatic_time_to_zero_and_not_below(long automatic, long adjustment, string? code) =>
        Assert.Equal(code, AdjustmentAboveFloor.Check(automatic, adjustment)?.Code);

    [Theory]
    [InlineData(9, "CT1013")]
    [InlineData(10, null)]
    [InlineData(60, null)]
    [InlineData(61, "CT1013")]
    [InlineData(null, null)]
    public void CT1013_the_update_interval_is_10_to_60_minutes(int? minutes, string? code) =>
        Assert.Equal(code, SettingInRange.CheckUpdateInterval(minutes)?.Code);

    [Theory]
    [InlineData(-1, "CT1013")]
    [InlineData(0, null)]
    [InlineData(60, null)]
    [InlineData(61, "CT1013")]
    public void CT1013_the_idle_time_is_0_to_60_minutes(int? minutes, string? code) =>
        Assert.Equal(code, SettingInRange.CheckIdleMinutes(minutes)?.Code);

    [Theory]
    [InlineData(0, "CT1013")]
    [InlineData(1, null)]
    [InlineData(1440, null)]
    [InlineData(1441, "CT1013")]
    public void CT1013_the_longest_log_is_1_to_1440_minutes(int? minutes, string? code) =>
        Assert.Equal(code, SettingInRange.CheckMaximumLog(minutes)?.Code);

    [Fact]
    public void CT1014_the_settings_row_has_the_fixed_id_and_stays()
    {
        Assert.Null(SettingsRowSingle.Check(Guid.Parse("73550000-0000-4000-8000-000000000001")));
        Assert.Equal("CT1014", SettingsRowSingle.Check(Guid.Parse("73550000-0000-4000-8000-000000000002"))?.Code);
        Assert.Equal("CT1014", SettingsRowSingle.CheckDelete().Code);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2000, null)]
    [InlineData(2001, "CT1015")]
    public void CT1015_a_reason_has_at_most_2000_characters(int length, string? code) =>
        Assert.Equal(code, TextLength.CheckReason(new string('r', length))?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, null)]
    [InlineData(1, "CT1016")]
    [InlineData(-1, "CT1016")]
    public void CT1016_a_given_end_is_start_plus_duration(int? secondsOff, string? code) =>
        Assert.Equal(code, EndFitsStart.Check(secondsOff is { } off ? Noon.AddSeconds(off) : null, Noon)?.Code);

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, "CT1017")]
    public void CT1017_reps_delete_logs_only(bool isLog, bool supervisor, string? code) =>
        Assert.Equal(code, RowDeletable.Check(isLog, () => supervisor)?.Code);
}
