using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class ManualLogTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void A_log_without_a_start_ends_now()
    {
        var row = Row(Log(1800));

        Assert.Equal(Now.AddMinutes(-30), row["casetime_starttime"]);
        Assert.Equal(Now, row["casetime_endtime"]);
        Assert.Equal(30, row["casetime_duration"]);
        Assert.Equal(Today.Midnight, row["casetime_workdate"]);
        Assert.Equal($"Manual {Today} - Printer on fire", row["casetime_name"]);
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
    }

    [Fact]
    public void Start_and_duration_make_the_end_and_the_date()
    {
        var start = Today.Midnight.AddMinutes(-10);
        var row = Row(Organization.As(Rep).Create(LogRow(1200, null, ("casetime_starttime", start))));

        Assert.Equal(start.AddMinutes(20), row["casetime_endtime"]);
        Assert.Equal(start.Date, row["casetime_workdate"]);
    }

    [Fact]
    public void End_and_duration_make_the_start() =>
        Assert.Equal(
            Now.AddHours(-2),
            Row(Organization.As(Rep).Create(LogRow(3600, null, ("casetime_endtime", Now.AddHours(-1)))))["casetime_starttime"]);

    [Fact]
    public void Minutes_alone_are_enough_and_seconds_win_where_both_are_given()
    {
        Assert.Equal(5400, Row(Organization.As(Rep).Create(LogRow(null, null, ("casetime_duration", 90))))["casetime_durationseconds"]);

        var both = Row(Organization.As(Rep).Create(LogRow(89, null, ("casetime_duration", 90))));
        Assert.Equal((89, 1), (both["casetime_durationseconds"], both["casetime_duration"]));
    }

    [Fact]
    public void A_row_without_category_is_a_log()
    {
        var sent = LogRow(60);
        sent.Attributes.Remove("casetime_category");

        Assert.Equal(735500000, Row(Organization.As(Rep).Create(sent)).GetAttributeValue<OptionSetValue>("casetime_category")!.Value);
    }

    [Fact]
    public void Columns_of_automatic_rows_do_not_count_in_a_log()
    {
        var row = Row(Organization.As(Rep).Create(LogRow(60, null, ("casetime_timeline", "v1 0+5"), ("casetime_device", "d"), ("casetime_cycle", 3))));

        Assert.False(row.Contains("casetime_timeline") || row.Contains("casetime_device") || row.Contains("casetime_cycle"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-60)]
    public void CT1001_a_duration_is_missing_or_not_positive(int? seconds) =>
        AssertRefused("CT1001", () => Organization.As(Rep).Create(LogRow(seconds)));

    [Fact]
    public void CT1002_a_log_is_as_long_as_the_settings_allow()
    {
        Settings(("casetime_maxlogminutes", 60));
        Log(3600);

        AssertRefused("CT1002", () => Log(3601));
        AssertRefused("CT1002", () => Organization.As(Rep).Create(LogRow(null, null, ("casetime_duration", int.MaxValue))));
    }

    [Fact]
    public void CT1003_a_log_ends_by_now()
    {
        Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddSeconds(-60))));

        AssertRefused("CT1003", () => Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddSeconds(-54)))));
        AssertRefused("CT1003", () => Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddSeconds(-59)), ("casetime_endtime", Now.AddSeconds(1)))));
    }

    [Theory]
    [InlineData(-59)]
    [InlineData(-55)]
    public void A_page_whose_clock_is_seconds_ahead_logs_what_ended_just_now(int start)
    {
        var row = Row(Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddSeconds(start)))));

        Assert.Equal((Now.AddSeconds(-60), Now), (row["casetime_starttime"], row["casetime_endtime"]));
    }

    [Fact]
    public void CT1003_and_CT1016_answer_at_the_ends_of_the_calendar_too()
    {
        AssertRefused("CT1003", () => Organization.As(Rep).Create(LogRow(600, null, ("casetime_starttime", new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc)))));
        AssertRefused("CT1016", () => Organization.As(Rep).Create(LogRow(600, null, ("casetime_endtime", new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc)))));
    }

    [Fact]
    public void A_category_that_does_not_exist_is_refused_by_its_number()
    {
        var sent = LogRow(60);
        sent["casetime_category"] = new OptionSetValue(42);

        Assert.StartsWith("42 is no category", Assert.ThrowsAny<Exception>(() => Organization.As(Rep).Create(sent)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CT1004_a_log_without_a_case_is_refused()
    {
        var sent = LogRow(60);
        sent.Attributes.Remove("casetime_regardingcase");

        AssertRefused("CT1004", () => Organization.As(Rep).Create(sent));
        AssertRefused("CT1004", () => Log(60, caseId: Guid.NewGuid()));
    }

    [Fact]
    public void CT1005_nothing_is_logged_or_changed_on_a_resolved_case()
    {
        var row = Log(60);
        Resolve();

        AssertRefused("CT1005", () => Log(60));
        AssertRefused("CT1005", () => Update(row, Rep, ("casetime_durationseconds", 120)));
    }

    [Fact]
    public void CT1006_nothing_is_logged_while_handling_time_is_off()
    {
        Settings(("casetime_enabled", false));

        AssertRefused("CT1006", () => Log(60));
    }

    [Fact]
    public void CT1007_a_rep_logs_for_nobody_else_and_a_supervisor_for_everybody()
    {
        var sent = LogRow(60, null, ("ownerid", new EntityReference("systemuser", Rep)));

        AssertRefused("CT1007", () => Organization.As(Organization.NewUser(TestRole.Representative)).Create(sent));
        var row = Row(Organization.As(Organization.NewUser(TestRole.Supervisor)).Create(sent));

        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
    }

    [Fact]
    public void CT1007_a_rep_cannot_give_a_log_away() =>
        AssertRefused("CT1007", () => Update(Log(60), Rep, ("ownerid", new EntityReference("systemuser", Organization.NewUser(TestRole.Representative)))));

    [Fact]
    public void A_leavers_log_on_a_resolved_case_can_be_handed_over()
    {
        var heir = Organization.NewUser(TestRole.Representative);
        var row = Log(60);
        Resolve();

        Update(row, Organization.Administrator, ("ownerid", new EntityReference("systemuser", heir)));

        Assert.Equal(heir, Row(row).GetAttributeValue<EntityReference>("ownerid")!.Id);
    }

    [Fact]
    public void CT1008_category_and_case_are_fixed()
    {
        var row = Log(60);

        AssertRefused("CT1008", () => Update(row, Rep, ("casetime_category", new OptionSetValue(735500001))));
        AssertRefused("CT1008", () => Update(row, Organization.Administrator, ("casetime_regardingcase", CaseReference(NewCase()))));
    }

    [Fact]
    public void CT1015_a_reason_has_at_most_2000_characters()
    {
        Organization.As(Rep).Create(LogRow(60, null, ("casetime_reason", new string('r', 2000))));

        AssertRefused("CT1015", () => Organization.As(Rep).Create(LogRow(60, null, ("casetime_reason", new string('r', 2001)))));
    }

    [Fact]
    public void CT1016_an_end_that_start_and_duration_contradict_is_refused()
    {
        Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddMinutes(-5)), ("casetime_endtime", Now.AddMinutes(-4))));

        AssertRefused("CT1016", () =>
            Organization.As(Rep).Create(LogRow(60, null, ("casetime_starttime", Now.AddMinutes(-5)), ("casetime_endtime", Now.AddMinutes(-3)))));
        AssertRefused("CT1016", () => Update(Log(60), Rep, ("casetime_endtime", Now.AddMinutes(-1))));
    }

    [Fact]
    public void A_change_of_minutes_or_start_moves_the_end()
    {
        var row = Organization.As(Rep).Create(LogRow(600, null, ("casetime_starttime", Now.AddHours(-2))));

        Update(row, Rep, ("casetime_duration", 30));
        Assert.Equal(1800, Row(row)["casetime_durationseconds"]);
        Assert.Equal(Now.AddMinutes(-90), Row(row)["casetime_endtime"]);

        Update(row, Rep, ("casetime_starttime", Now.AddHours(-1)));
        Assert.Equal(Now.AddMinutes(-30), Row(row)["casetime_endtime"]);
        AssertRefused("CT1003", () => Update(row, Rep, ("casetime_starttime", Now)));
    }

    [Fact]
    public void A_log_made_longer_than_the_time_since_its_start_begins_earlier()
    {
        var row = Log(600);

        Update(row, Rep, ("casetime_duration", 30));

        Assert.Equal((Now.AddMinutes(-30), Now), (Row(row)["casetime_starttime"], Row(row)["casetime_endtime"]));
    }
}
