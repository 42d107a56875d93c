using System.Text.Json;
using CaseTime.Plugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>casetime_GetHandlingTime: what the widget reads in one request.</summary>
public sealed class HandlingTimeApiTests(TestOrganization environment) : BehaviourTest(environment)
{
    [Fact]
    public void A_new_case_has_no_time_and_was_never_updated()
    {
        var answer = Get();

        Assert.Equal((0, 0, 0), (answer["AutomaticSeconds"], answer["TotalSeconds"], answer["OverlapSeconds"]));
        Assert.Null(answer["LastUpdatedOn"]);
        Assert.Equal("""{"version":1,"reps":[]}""", answer["Reps"]);
    }

    [Fact]
    public void Settings_and_state_come_with_it()
    {
        Settings(("casetime_enabled", true), ("casetime_updateinterval", 15), ("casetime_idleminutes", 0), ("casetime_maxlogminutes", 90));

        var open = Get();
        Assert.Equal((true, true, 15, 0, false, 90), (open["CaseActive"], open["Enabled"], open["UpdateInterval"], open["IdleMinutes"], open["OverlapOnce"], open["MaximumLogMinutes"]));

        Settings(("casetime_enabled", false));
        Resolve();

        var closed = Get();
        Assert.Equal((false, false), (closed["CaseActive"], closed["Enabled"]));
    }

    [Fact]
    public void P8_the_total_is_automatic_plus_logs_plus_activities()
    {
        Send("v1 0+600");
        Adjust(-60);
        Log(900);
        PhoneCall(Rep, 5);

        var answer = Get();

        Assert.Equal((540, -60, 900, 300), (answer["AutomaticSeconds"], answer["AdjustmentSeconds"], answer["LogSeconds"], answer["ActivitySeconds"]));
        Assert.Equal((1740, 1740, 1740), (answer["EffortSeconds"], answer["WallClockSeconds"], answer["TotalSeconds"]));
    }

    [Fact]
    public void Every_rep_is_named_with_their_part_most_time_first()
    {
        var colleague = Organization.NewUser(TestRole.Representative);
        Send("v1 0+600");
        Adjust(-60);
        Log(900, colleague);

        var reps = Reps(Get());

        Assert.Equal(
            [(colleague, NameOf(colleague), 0, 0, 900, 0), (Rep, NameOf(Rep), 540, -60, 0, 0)],
            reps.Select(rep => (
                rep.GetProperty("id").GetGuid(), rep.GetProperty("name").GetString(), rep.GetProperty("automatic").GetInt32(),
                rep.GetProperty("adjusted").GetInt32(), rep.GetProperty("logs").GetInt32(), rep.GetProperty("activities").GetInt32())));
    }

    [Fact]
    public void OwnOnly_answers_the_callers_time_and_names_nobody_else()
    {
        var colleague = Organization.NewUser(TestRole.Representative);
        Send("v1 0+600");
        Send("v1 0+300", rep: colleague);
        Log(900, colleague);
        Adjust(-30, caller: colleague, rep: colleague);
        PhoneCall(colleague, 5);
        PhoneCall(Rep, 1);

        var answer = Get(ownOnly: true);

        Assert.Equal((600, 0, 0, 60, 660), (answer["AutomaticSeconds"], answer["AdjustmentSeconds"], answer["LogSeconds"], answer["ActivitySeconds"], answer["TotalSeconds"]));
        Assert.Equal([Rep], Reps(answer).Select(rep => rep.GetProperty("id").GetGuid()));
        Assert.DoesNotContain(NameOf(colleague), (string)answer["Reps"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rep_whose_role_reads_own_rows_only_sees_no_others()
    {
        var own = Organization.NewUser(TestRole.OwnTimeRepresentative);
        Send("v1 0+600");
        Log(900);
        Log(60, own);

        var answer = Get(caller: own);

        Assert.Equal((0, 60, 60), (answer["AutomaticSeconds"], answer["LogSeconds"], answer["TotalSeconds"]));
        Assert.Equal([own], Reps(answer).Select(rep => rep.GetProperty("id").GetGuid()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public void Nor_their_activities_though_the_role_for_cases_may_read_those(bool? ownOnly)
    {
        var own = Organization.NewUser(TestRole.OwnTimeRepresentative);
        Send(Interval(Offset(-600), 600));
        PhoneCall(Rep, 5, Now.AddMinutes(-8), Now.AddMinutes(-3));
        PhoneCall(own, 1);

        var answer = Get(caller: own, ownOnly: ownOnly);

        Assert.Equal((60, 0, 60), (answer["ActivitySeconds"], answer["OverlapSeconds"], answer["TotalSeconds"]));
        Assert.Equal([own], Reps(answer).Select(rep => rep.GetProperty("id").GetGuid()));
    }

    [Fact]
    public void Who_may_read_no_time_trackers_gets_none()
    {
        var worker = Organization.NewUser(TestRole.CaseWorker);

        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => Get(caller: worker));

        Assert.Equal((PluginHttpStatusCode.Forbidden, unchecked((int)0x80040220)), (refusal.HttpStatus, refusal.ErrorCode));
        Assert.Contains("Case Time roles", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_is_not_there_is_refused() => AssertRefused("CT1004", () => Get(caseId: Guid.NewGuid()));

    [Fact]
    public void It_says_when_the_newest_row_was_written()
    {
        Send("v1 0+600");
        Organization.Advance(TimeSpan.FromMinutes(5));
        Log(60);
        var written = Now;
        Organization.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(written, Get()["LastUpdatedOn"]);
    }

    [Fact]
    public void Final_rows_are_no_time_of_their_own()
    {
        Send("v1 0+600");
        Resolve();

        Assert.Equal(600, Get()["TotalSeconds"]);
    }

    [Fact]
    public void It_takes_five_service_calls_for_any_number_of_trackers_and_four_for_ones_own()
    {
        string[] own = ["RetrieveMultiple incident", "RetrieveMultiple casetime_timetracker", "RetrieveMultiple", "RetrieveMultiple activitypointer"];
        string[] expected = [own[0], "RetrieveUserPrivilegeByPrivilegeName", .. own[1..]];
        Log(60);

        Assert.Equal(expected, Organization.PluginCallsDuring(() => Get()));
        Assert.Equal(own, Organization.PluginCallsDuring(() => Get(ownOnly: true)));
        for (var i = 0; i < 60; i++)
            Log(60);
        PhoneCall(Rep, 5);
        Assert.Equal(expected, Organization.PluginCallsDuring(() => Get()));
    }

    [Fact]
    public void An_activity_with_times_takes_one_service_call_more_however_many_there_are()
    {
        for (var i = 0; i < 20; i++)
            PhoneCall(Rep, 5, Now, Now.AddMinutes(5));

        Assert.Equal(6, Organization.PluginCallsDuring(() => Get()).Count);
    }

    private ParameterCollection Get(Guid? caller = null, Guid? caseId = null, bool? ownOnly = null)
    {
        var request = new OrganizationRequest("casetime_GetHandlingTime") { ["Target"] = CaseReference(caseId ?? Case) };
        if (ownOnly is not null)
            request["OwnOnly"] = ownOnly;
        return Organization.As(caller ?? Rep).Execute(request).Results;
    }

    private static List<JsonElement> Reps(ParameterCollection answer)
    {
        using var document = JsonDocument.Parse((string)answer["Reps"]!);
        return [.. document.RootElement.GetProperty("reps").EnumerateArray().Select(rep => rep.Clone())];
    }

    private string NameOf(Guid user) => Organization.As(Organization.Administrator).Retrieve(Tables.User, user, new ColumnSet("fullname")).GetAttributeValue<string>("fullname")!;
}
