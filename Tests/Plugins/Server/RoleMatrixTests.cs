using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>
/// What each role may do with whose rows of which category, over the Web API. A cell names the categories that are let through:
/// M manual, A automatic, J adjustment, F final.
/// </summary>
public sealed class RoleMatrixTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private const string Base = "Customer Service Representative";
    private const string None = "none";
    private const string Representative = "Case Time Representative";
    private const string OwnTime = "Case Time Representative (own time)";
    private const string Supervisor = "Case Time Supervisor";
    private const string Administrator = "Case Time Administrator";

    private static readonly (char Letter, TimeCategory Category)[] Categories =
        [('M', TimeCategory.Manual), ('A', TimeCategory.Automatic), ('J', TimeCategory.Adjustment), ('F', TimeCategory.Final)];

    [Theory]
    // Role, operation; on own rows, on others', on the team's.
    [InlineData(None, "create", "", "", "")]
    [InlineData(None, "read", "", "", "")]
    [InlineData(None, "update", "", "", "")]
    [InlineData(None, "delete", "", "", "")]
    [InlineData(None, "assign", "", "", "")]
    [InlineData(OwnTime, "create", "MAJ", "", "")]
    [InlineData(OwnTime, "read", "MAJF", "", "MAJF")]
    [InlineData(OwnTime, "update", "MA", "", "")]
    [InlineData(OwnTime, "delete", "M", "", "")]
    [InlineData(OwnTime, "assign", "", "", "")]
    [InlineData(Representative, "create", "MAJ", "", "")]
    [InlineData(Representative, "read", "MAJF", "MAJF", "MAJF")]
    [InlineData(Representative, "update", "MA", "", "")]
    [InlineData(Representative, "delete", "M", "", "")]
    [InlineData(Representative, "assign", "", "", "")]
    [InlineData(Supervisor, "create", "MAJ", "MAJ", "M")]
    [InlineData(Supervisor, "read", "MAJF", "MAJF", "MAJF")]
    [InlineData(Supervisor, "update", "MA", "MA", "MA")]
    [InlineData(Supervisor, "delete", "MAJF", "MAJF", "MAJF")]
    [InlineData(Supervisor, "assign", "MJF", "MJF", "MJF")]
    [InlineData(Administrator, "create", "MAJ", "MAJ", "M")]
    [InlineData(Administrator, "read", "MAJF", "MAJF", "MAJF")]
    [InlineData(Administrator, "update", "MA", "MA", "MA")]
    [InlineData(Administrator, "delete", "MAJF", "MAJF", "MAJF")]
    [InlineData(Administrator, "assign", "MAJF", "MAJF", "MAJF")]
    public async Task Time_trackers(string role, string operation, string own, string others, string teams)
    {
        var person = role == None ? server.NewPerson("none", Base) : server.NewPerson("person", Base, role);
        var colleague = server.NewPerson("colleague", Base, Representative);
        var team = server.NewTeam(person, colleague);

        Assert.Equal(
            (own, others, teams),
            (await Allowed(person, operation, person, null), await Allowed(person, operation, colleague, null), await Allowed(person, operation, colleague, team)));
    }

    [Theory]
    [InlineData(None, 403, 403, 403)]
    [InlineData(OwnTime, 200, 403, 403)]
    [InlineData(Representative, 200, 403, 403)]
    [InlineData(Supervisor, 200, 403, 403)]
    [InlineData(Administrator, 200, 204, 403)]
    public async Task Settings_are_read_by_all_and_written_by_administrators_and_clocks_are_nobodys(string role, int read, int write, int clock)
    {
        var person = role == None ? server.NewPerson("none", Base) : server.NewPerson("person", Base, role);
        const string Row = "casetime_settings(73550000-0000-4000-8000-000000000001)";

        Assert.Equal(
            (read, write, clock, clock),
            ((await server.Get(person, Row)).Status, (await server.Send(person, "PATCH", Row, new { casetime_idleminutes = 3 })).Status,
                (await server.Get(person, "casetime_clocks")).Status, (await server.Send(person, "PATCH", $"casetime_clocks({person.Id})", new { casetime_counter = 1 })).Status));
    }

    private async Task<string> Allowed(Person caller, string operation, Person rep, Guid? team)
    {
        var allowed = "";
        foreach (var (letter, category) in Categories)
        {
            if (await Try(caller, operation, category, rep, team))
                allowed += letter;
        }

        return allowed;
    }

    private async Task<bool> Try(Person caller, string operation, TimeCategory category, Person rep, Guid? team)
    {
        var caseId = server.NewCase();
        if (operation == "create")
            return await Create(caller, caseId, category, rep, team);

        var row = Given(caseId, category, rep, team);
        var before = Stored(row);
        var url = $"casetime_timetrackers({row})";
        var reply = operation switch
        {
            "read" => await server.Get(caller, url),
            "delete" => await server.Send(caller, "DELETE", url),
            "assign" => await server.Send(caller, "PATCH", url, new Dictionary<string, object?>
            {
                ["ownerid@odata.bind"] = $"/systemusers({server.NewPerson("heir", Base, Representative).Id})",
            }),
            _ => await server.Send(caller, "PATCH", url, Change(category)),
        };
        var after = Stored(row);
        if (operation != "read")
            Assert.Equal(reply.IsSuccess, before?.RowVersion != after?.RowVersion);
        if (!reply.IsSuccess)
            Assert.True(reply.Status is 400 or 403, reply.Text);
        return reply.IsSuccess;
    }

    private async Task<bool> Create(Person caller, Guid caseId, TimeCategory category, Person rep, Guid? team)
    {
        var (url, automatic) = server.AutomaticRow(caseId, rep, "v1 0+600");
        if (category == TimeCategory.Adjustment)
        {
            // There has to be automatic time to be corrected.
            Given(caseId, TimeCategory.Automatic, rep, null);
        }

        var body = category == TimeCategory.Automatic ? automatic : new()
        {
            ["casetime_category"] = (int)category,
            ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
            ["casetime_durationseconds"] = 60,
            ["casetime_reason"] = "Phone",
        };
        if (category == TimeCategory.Adjustment && team is null)
            body["casetime_adjusts@odata.bind"] = $"/systemusers({rep.Id})";
        else if (team is { } ownerTeam)
            body["ownerid@odata.bind"] = $"/teams({ownerTeam})";
        else
            body["ownerid@odata.bind"] = $"/systemusers({rep.Id})";
        var count = Count(caseId);
        var reply = category == TimeCategory.Automatic ? await server.Send(caller, "PATCH", url, body) : await server.Send(caller, "POST", "casetime_timetrackers", body);
        Assert.Equal(reply.IsSuccess, Count(caseId) > count);
        if (!reply.IsSuccess)
            Assert.True(reply.Status is 400 or 403, reply.Text);
        return reply.IsSuccess;
    }

    /// <summary>What a permitted change of the category is: more intervals, or other seconds and reasons.</summary>
    private static object Change(TimeCategory category) => category == TimeCategory.Automatic
        ? new { casetime_timeline = "v1 600+60" }
        : new { casetime_durationseconds = 120, casetime_reason = "Changed" };

    /// <summary>A stored row of the rep, or of the team.</summary>
    private Guid Given(Guid caseId, TimeCategory category, Person rep, Guid? team)
    {
        var owner = new EntityReference("systemuser", rep.Id);
        Guid row;
        switch (category)
        {
            case TimeCategory.Final:
                server.System.Execute(new OrganizationRequest("CloseIncident")
                {
                    ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Out", ["incidentid"] = new EntityReference("incident", caseId) },
                    ["Status"] = new OptionSetValue(5),
                });
                row = RowId.OfFinal(caseId, 1);
                server.System.Update(new Entity("casetime_timetracker", row) { ["ownerid"] = owner });
                break;
            case TimeCategory.Automatic:
                var date = new WorkDate(server.Now);
                row = server.System.Create(new Entity("casetime_timetracker", RowId.OfAutomatic(caseId, rep.Id, date, "d"))
                {
                    ["casetime_category"] = new OptionSetValue((int)category),
                    ["casetime_regardingcase"] = new EntityReference("incident", caseId),
                    ["casetime_workdate"] = DateTime.SpecifyKind(date.Midnight, DateTimeKind.Unspecified),
                    ["casetime_device"] = "d",
                    ["casetime_timeline"] = "v1 0+600",
                    ["ownerid"] = owner,
                });
                break;
            case TimeCategory.Adjustment:
                row = server.System.Create(new Entity("casetime_timetracker")
                {
                    ["casetime_category"] = new OptionSetValue((int)category),
                    ["casetime_regardingcase"] = new EntityReference("incident", caseId),
                    ["casetime_durationseconds"] = 60,
                    ["casetime_reason"] = "Forgotten",
                    ["casetime_adjusts"] = owner,
                });
                break;
            default:
                row = server.System.Create(new Entity("casetime_timetracker")
                {
                    ["casetime_category"] = new OptionSetValue((int)category),
                    ["casetime_regardingcase"] = new EntityReference("incident", caseId),
                    ["casetime_durationseconds"] = 60,
                    ["ownerid"] = owner,
                });
                break;
        }

        if (team is { } id)
            server.System.Update(new Entity("casetime_timetracker", row) { ["ownerid"] = new EntityReference("team", id) });
        return row;
    }

    private Entity? Stored(Guid row)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_timetrackerid", ConditionOperator.Equal, row);
        return server.System.RetrieveMultiple(query).Entities.SingleOrDefault();
    }

    private int Count(Guid caseId)
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        return server.System.RetrieveMultiple(query).Entities.Count;
    }
}
