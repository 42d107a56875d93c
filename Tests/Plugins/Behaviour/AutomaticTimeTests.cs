using CaseTime.Plugins.Time;
using CsCheck;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

public sealed class AutomaticTimeTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void A_row_gets_its_name_span_duration_date_and_rep_from_its_timeline()
    {
        var row = Row(Send("v1 1200+45 0+600"));

        Assert.Equal("v1 0+600 1200+45", row["casetime_timeline"]);
        Assert.Equal(645, row["casetime_durationseconds"]);
        Assert.Equal(11, row["casetime_duration"]);
        Assert.Equal(Today.At(0), row["casetime_starttime"]);
        Assert.Equal(Today.At(1245), row["casetime_endtime"]);
        Assert.Equal(Today.Midnight, row["casetime_workdate"]);
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("casetime_rep")!.Id);
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal($"Automatic {Today} - Printer on fire", row["casetime_name"]);
        Assert.Equal(0, row["casetime_overlapseconds"]);
        Assert.False(row.Contains("casetime_overlap"));
    }

    [Fact]
    public void I3_sending_again_changes_nothing_and_sending_more_adds()
    {
        Send("v1 0+600");
        Send("v1 0+600");
        Send("v1 900+60");
        Send("v1 300+400");
        var row = Row(Send("v1 900+60"));

        Assert.Equal("v1 0+700 900+60", row["casetime_timeline"]);
        Assert.Equal(760, row["casetime_durationseconds"]);
    }

    [Fact]
    public void I1_a_second_on_two_devices_is_counted_once_by_the_row_that_came_first()
    {
        var first = Send("v1 0+600", device: "one");
        var second = Row(Send("v1 300+600", device: "two"));

        Assert.Equal(600, Row(first)["casetime_durationseconds"]);
        Assert.Equal("v1 300+600", second["casetime_timeline"]);
        Assert.Equal("v1 300+300", second["casetime_overlap"]);
        Assert.Equal(300, second["casetime_overlapseconds"]);
        Assert.Equal(300, second["casetime_durationseconds"]);
    }

    [Fact]
    public void I1_a_second_on_two_cases_is_counted_once()
    {
        Send("v1 0+600");

        Assert.Equal(100, Row(Send("v1 0+700", caseId: NewCase()))["casetime_durationseconds"]);
    }

    [Fact]
    public void I1_a_row_keeps_what_it_claimed_when_another_sends_the_same_later()
    {
        var first = Send("v1 0+600", device: "one");
        Send("v1 0+900", device: "two");
        Send("v1 0+900", device: "one");

        Assert.Equal(600, Row(first)["casetime_durationseconds"]);
        Assert.Equal("v1 600+300", Row(first)["casetime_overlap"]);
    }

    [Fact]
    public void Two_reps_on_the_same_case_count_each_their_own()
    {
        var other = Organization.NewUser(TestRole.Representative);

        Assert.Equal(600, Row(Send("v1 0+600"))["casetime_durationseconds"]);
        Assert.Equal(600, Row(Send("v1 0+600", rep: other))["casetime_durationseconds"]);
    }

    [Fact]
    public void Seconds_of_two_dates_do_not_contest_each_other()
    {
        Send("v1 0+600");

        Assert.Equal(600, Row(Send("v1 0+600", date: new WorkDate(Now.AddDays(-1))))["casetime_durationseconds"]);
    }

    [Fact]
    public void Deleting_a_row_moves_no_contested_second_to_another()
    {
        var first = Send("v1 0+600", device: "one");
        Send("v1 0+600", device: "two");
        Delete(first, Organization.Administrator);

        Assert.Equal(0, Row(Send("v1 0+600", device: "two"))["casetime_durationseconds"]);
    }

    [Fact]
    public void The_callers_values_for_derived_columns_do_not_count()
    {
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        sent["casetime_durationseconds"] = 9999;
        sent["casetime_duration"] = 9999;
        sent["casetime_overlap"] = "v1 0+600";
        sent["casetime_overlapseconds"] = 600;
        sent["casetime_name"] = "Mine";
        sent["casetime_starttime"] = Now;
        sent["casetime_endtime"] = Now;
        sent["casetime_rep"] = new EntityReference("systemuser", Organization.Administrator);
        Organization.As(Rep).Create(sent);
        Update(sent.Id, Rep, ("casetime_durationseconds", 9999), ("casetime_overlap", "v1 0+1"), ("casetime_name", "Mine"), ("casetime_endtime", Now));

        var row = Row(sent.Id);
        Assert.Equal((600, 10), (row["casetime_durationseconds"], row["casetime_duration"]));
        Assert.Equal(Today.At(600), row["casetime_endtime"]);
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("casetime_rep")!.Id);
        Assert.StartsWith("Automatic", (string)row["casetime_name"]!, StringComparison.Ordinal);
        Assert.False(row.Contains("casetime_overlap"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v1")]
    public void I6_an_update_without_intervals_removes_none(string? timeline)
    {
        var row = Send("v1 0+600");
        Update(row, Rep, ("casetime_timeline", timeline));
        Update(row, Organization.Administrator, ("casetime_timeline", timeline));

        Assert.Equal("v1 0+600", Row(row)["casetime_timeline"]);
        Assert.Equal(600, Row(row)["casetime_durationseconds"]);
    }

    [Fact]
    public void Without_an_id_the_row_gets_the_one_that_follows_from_its_key()
    {
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        var expected = sent.Id;
        sent.Id = Guid.Empty;

        Assert.Equal(expected, Organization.As(Rep).Create(sent));
    }

    [Fact]
    public void CT1009_nobody_can_occupy_a_colleagues_row()
    {
        var colleague = Organization.NewUser(TestRole.Representative);
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        sent.Id = RowIdOf(Case, colleague, Today);

        AssertRefused("CT1009", () => Organization.As(Rep).Create(sent));
    }

    [Theory]
    [InlineData("v1 0+")]
    [InlineData("0+600")]
    [InlineData("v1 86400+1")]
    public void CT1009_a_malformed_timeline_is_refused_at_create_and_update(string timeline)
    {
        AssertRefused("CT1009", () => Send(timeline));
        Send("v1 0+600");
        AssertRefused("CT1009", () => Send(timeline));
    }

    [Theory]
    [InlineData("casetime_timeline")]
    [InlineData("casetime_workdate")]
    [InlineData("casetime_device")]
    public void CT1009_a_row_without_timeline_date_or_device_is_refused(string column)
    {
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        sent.Attributes.Remove(column);

        AssertRefused("CT1009", () => Organization.As(Rep).Create(sent));
    }

    [Fact]
    public void CT1009_intervals_of_31_days_ago_are_accepted_and_older_ones_refused()
    {
        var date = new WorkDate(Now.AddDays(-31));
        Send(Interval(Offset(), 60), date: date);

        AssertRefused("CT1009", () => Send(Interval(Offset(-1), 60), date: date));
    }

    [Fact]
    public void What_lies_beyond_two_minutes_ahead_is_cut()
    {
        var row = Row(Send(Interval(Offset(-60), 600)));

        Assert.Equal(Interval(Offset(-60), 180), row["casetime_timeline"]);
    }

    [Fact]
    public void CT1003_a_set_wholly_in_the_future_is_refused_and_due_later()
    {
        var timeline = Interval(Offset(120), 60);
        AssertRefused("CT1003", () => Send(timeline));
        AssertRefused("CT1003", () => Send("v1 0+60", date: new WorkDate(Now.AddDays(1))));

        Organization.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(timeline, Row(Send(timeline))["casetime_timeline"]);
    }

    [Fact]
    public void CT1004_a_case_that_is_missing_is_refused()
    {
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        sent.Attributes.Remove("casetime_regardingcase");

        AssertRefused("CT1004", () => Organization.As(Rep).Create(sent));
    }

    [Fact]
    public void CT1007_a_rep_cannot_write_a_colleagues_time_and_a_supervisor_can()
    {
        var supervisor = Organization.NewUser(TestRole.Supervisor);
        var sent = AutomaticRow(Case, Rep, "v1 0+600");
        sent["ownerid"] = new EntityReference("systemuser", Rep);

        AssertRefused("CT1007", () => Organization.As(Organization.NewUser(TestRole.Representative)).Create(sent));
        Organization.As(supervisor).Create(sent);

        Assert.Equal(Rep, Row(sent.Id).GetAttributeValue<EntityReference>("casetime_rep")!.Id);
    }

    public static TheoryData<string> FixedColumns => ["casetime_category", "casetime_regardingcase", "casetime_workdate", "casetime_device", "casetime_rep", "ownerid"];

    [Theory]
    [MemberData(nameof(FixedColumns))]
    public void CT1008_what_the_row_is_about_is_fixed(string column)
    {
        var other = Organization.NewUser(TestRole.Representative);
        object value = column switch
        {
            "casetime_category" => new OptionSetValue(735500000),
            "casetime_regardingcase" => CaseReference(NewCase()),
            "casetime_workdate" => Now.Date.AddDays(-1),
            "casetime_device" => "another",
            _ => new EntityReference("systemuser", other),
        };
        var row = Send("v1 0+600");

        AssertRefused("CT1008", () => Update(row, Rep, (column, value)));
        if (column != "ownerid")
            AssertRefused("CT1008", () => Update(row, Organization.Administrator, (column, value)));
    }

    [Fact]
    public void The_same_value_is_no_change()
    {
        var row = Send("v1 0+600");

        Organization.As(Rep).Update(AutomaticRow(Case, Rep, "v1 600+60"));

        Assert.Equal("v1 0+660", Row(row)["casetime_timeline"]);
    }

    [Fact]
    public void An_administrator_can_hand_a_leavers_row_over_and_the_time_stays_the_leavers()
    {
        var heir = Organization.NewUser(TestRole.Representative);
        var row = Send("v1 0+600");

        Update(row, Organization.Administrator, ("ownerid", new EntityReference("systemuser", heir)));

        Assert.Equal(heir, Row(row).GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal(Rep, Row(row).GetAttributeValue<EntityReference>("casetime_rep")!.Id);
    }

    [Fact]
    public void I1_devices_that_send_at_the_same_time_claim_no_second_twice()
    {
        var cases = new[] { Case, NewCase(), NewCase() };
        var rows = cases.SelectMany(caseId => new[] { "one", "two" }.Select(device => (Case: caseId, Device: device))).ToList();

        Parallel.ForEach(
            rows.SelectMany(row => Enumerable.Range(0, 4).Select(part => (row.Case, row.Device, Part: part))),
            write => Send(Interval(write.Part * 150, 200), caseId: write.Case, device: write.Device));

        var times = rows.Select(row => Row(RowIdOf(row.Case, Rep, Today, row.Device))).ToList();
        Assert.All(times, time => Assert.Equal("v1 0+650", time["casetime_timeline"]));
        Assert.Equal(650, times.Sum(time => (int)time["casetime_durationseconds"]!));
    }

    [Fact]
    public void I3_whatever_is_sent_in_whatever_order_the_stored_rows_are_those_of_the_pure_rules() =>
        Gen.Select(Gen.Int[0, 2], Time.Seconds.AnySet).Array[1, 8].Sample(
            writes =>
            {
                var date = new WorkDate(Now.AddDays(-1));
                var rep = Organization.NewUser(TestRole.Representative);
                var expected = new[] { ClaimedTime.None, ClaimedTime.None, ClaimedTime.None };
                foreach (var (row, sent) in writes)
                {
                    expected[row] = expected[row].Add(sent, expected.Where((_, other) => other != row));
                    Send(TimelineText.Write(sent), rep: rep, date: date, device: "device" + row);
                }

                foreach (var row in writes.Select(write => write.Item1).Distinct())
                {
                    var stored = Row(RowIdOf(Case, rep, date, "device" + row));
                    Assert.Equal(TimelineText.Write(expected[row].Timeline), stored["casetime_timeline"]);
                    Assert.Equal(expected[row].Claimed.Seconds, stored["casetime_durationseconds"]);
                }
            },
            iter: 25,
            threads: 1);
}
