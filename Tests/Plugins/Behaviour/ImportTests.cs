using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Rows of the preview feature that an administrator brings along.</summary>
public sealed class ImportTests(TestOrganization environment) : BehaviourTest(environment)
{
    private DateTime LongAgo => Now.AddDays(-200);

    [Fact]
    public void A_log_comes_along_for_anybody_on_a_closed_case_while_handling_time_is_off()
    {
        Resolve();
        Settings(("casetime_enabled", false));

        var row = Row(Import(TimeCategory.Manual, ("casetime_durationseconds", 600), ("casetime_starttime", LongAgo), ("ownerid", new EntityReference("systemuser", Rep))));

        Assert.Equal((600, LongAgo.AddMinutes(10), LongAgo), (row["casetime_durationseconds"], row["casetime_endtime"], row["createdon"]));
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
    }

    [Fact]
    public void Automatic_time_comes_along_with_a_fixed_duration_and_counts()
    {
        var id = Guid.NewGuid();
        var row = Row(Import(
            TimeCategory.Automatic, ("casetime_timetrackerid", id), ("casetime_durationseconds", 4500), ("ownerid", new EntityReference("systemuser", Rep)),
            ("casetime_timeline", "v1 0+1"), ("casetime_device", "mine")));

        Assert.Equal((id, 4500, 75, "msdyn"), (row.Id, row["casetime_durationseconds"], row["casetime_duration"], row["casetime_device"]));
        Assert.Equal(Rep, row.GetAttributeValue<EntityReference>("casetime_rep")!.Id);
        Assert.Equal(new WorkDate(LongAgo.AddSeconds(-4500)).Midnight, row["casetime_workdate"]);
        Assert.False(row.Contains("casetime_timeline"));
        Adjust(-4500);
        AssertRefused("CT1012", () => Adjust(-1));
    }

    [Fact]
    public void CT1008_nothing_is_added_to_imported_automatic_time()
    {
        var row = Import(TimeCategory.Automatic, ("casetime_durationseconds", 4500), ("ownerid", new EntityReference("systemuser", Rep)));

        AssertRefused("CT1008", () => Update(row, Rep, ("casetime_timeline", "v1 0+60")));
        AssertRefused("CT1008", () => Update(row, Organization.Administrator, ("casetime_timeline", "v1 0+60")));
        Update(row, Organization.Administrator, ("casetime_durationseconds", 1));

        Assert.Equal(4500, Row(row)["casetime_durationseconds"]);
    }

    [Fact]
    public void Imported_time_contests_no_second()
    {
        Import(TimeCategory.Automatic, ("casetime_durationseconds", 600), ("casetime_starttime", Today.At(0)), ("ownerid", new EntityReference("systemuser", Rep)));

        Assert.Equal(600, Row(Send("v1 0+600"))["casetime_durationseconds"]);
    }

    [Fact]
    public void Finals_come_along_and_later_resolutions_count_on()
    {
        Import(TimeCategory.Final, ("casetime_durationseconds", 600), ("casetime_breakdown", "not json"));
        Import(TimeCategory.Final, ("casetime_durationseconds", 900));
        Resolve();

        Assert.Equal([(1, 600), (2, 900), (3, 0)], Finals().Select(final => ((int)final["casetime_cycle"]!, (int)final["casetime_durationseconds"]!)));
        Assert.False(Finals()[0].Contains("casetime_breakdown"));
    }

    [Fact]
    public void Imported_time_is_deleted_like_any_other()
    {
        var row = Import(TimeCategory.Automatic, ("casetime_durationseconds", 4500), ("ownerid", new EntityReference("systemuser", Rep)));

        AssertRefused("CT1017", () => Delete(row));
        Delete(row, Organization.NewUser(TestRole.Supervisor));
    }

    [Fact]
    public void What_a_row_has_to_say_it_says_here_too()
    {
        AssertRefused("CT1001", () => Import(TimeCategory.Manual));
        AssertRefused("CT1001", () => Import(TimeCategory.Automatic, ("casetime_durationseconds", 0)));
        AssertRefused("CT1003", () => Import(TimeCategory.Automatic, ("casetime_durationseconds", 60), ("casetime_starttime", Now)));
        AssertRefused("CT1004", () => Import(TimeCategory.Automatic, ("casetime_durationseconds", 60), ("casetime_regardingcase", null)));
        AssertRefused("CT1007", () => Import(TimeCategory.Automatic, ("casetime_durationseconds", 60), ("ownerid", new EntityReference("team", Guid.NewGuid()))));
        AssertRefused("CT1015", () => Import(TimeCategory.Manual, ("casetime_durationseconds", 60), ("casetime_reason", new string('r', 2001))));
        AssertRefused("CT1011", () => Import(TimeCategory.Adjustment, ("casetime_durationseconds", 60)));
    }

    [Theory]
    [InlineData(TestRole.Representative)]
    [InlineData(TestRole.Supervisor)]
    public void Nobody_but_an_administrator_imports(TestRole role)
    {
        var caller = Organization.NewUser(role);
        Resolve();

        AssertRefused("CT1005", () => Organization.As(caller).Create(Sent(TimeCategory.Manual, ("casetime_durationseconds", 60))));
        AssertRefused("CT1009", () => Organization.As(caller).Create(Sent(TimeCategory.Automatic, ("casetime_durationseconds", 60))));
        AssertRefused("CT1010", () => Organization.As(caller).Create(Sent(TimeCategory.Final, ("casetime_durationseconds", 60))));
    }

    [Theory]
    [InlineData("importsequencenumber")]
    [InlineData("overriddencreatedon")]
    public void One_of_the_two_columns_alone_makes_no_import(string missing)
    {
        var sent = Sent(TimeCategory.Final, ("casetime_durationseconds", 60));
        sent.Attributes.Remove(missing);

        AssertRefused("CT1010", () => Organization.As(Organization.Administrator).Create(sent));
    }

    private Guid Import(TimeCategory category, params (string Column, object? Value)[] values) =>
        Organization.As(Organization.Administrator).Create(Sent(category, values));

    private Entity Sent(TimeCategory category, params (string Column, object? Value)[] values)
    {
        var row = new Entity("casetime_timetracker")
        {
            ["casetime_category"] = new OptionSetValue((int)category),
            ["casetime_regardingcase"] = CaseReference(Case),
            ["importsequencenumber"] = 1,
            ["overriddencreatedon"] = LongAgo,
        };
        foreach (var (column, value) in values)
        {
            if (column == "casetime_timetrackerid")
                row.Id = (Guid)value!;
            else
                row[column] = value;
        }

        return row;
    }
}
