using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>
/// The role "own time" over every route of the Web API that leads to time: nothing of colleagues' rows, totals or names as contributors.
/// Colleagues' numbers are unmistakable: 4321 s automatic, 1234 s logged, 777 minutes of a phone call.
/// </summary>
public sealed class OwnTimeTests : IClassFixture<CaseTimeServer>, IAsyncLifetime
{
    private const string Base = "Customer Service Representative";
    private static readonly string[] Secrets = ["4321", "1234", "5555", "46620", "Secret", "52175", "52235", "colleague"];

    private readonly CaseTimeServer _server;
    private readonly Person _own;
    private readonly Person _colleague;
    private readonly Guid _case;
    private Guid _row;

    public OwnTimeTests(CaseTimeServer server)
    {
        _server = server;
        _own = server.NewPerson("own", Base, "Case Time Representative (own time)");
        _colleague = server.NewPerson("colleague", Base, "Case Time Representative");
        _case = server.NewCase();
    }

    public async Task InitializeAsync()
    {
        var (url, body) = _server.AutomaticRow(_case, _colleague, "v1 0+4321");
        Assert.True((await _server.Send(_colleague, "PATCH", url, body)).IsSuccess);
        Assert.True((await _server.Send(_colleague, "POST", "casetime_timetrackers", Log(1234, "Secret"))).IsSuccess);
        Assert.True((await _server.Send(_own, "POST", "casetime_timetrackers", Log(60, "Mine"))).IsSuccess);
        _server.System.Create(new Entity("phonecall")
        {
            ["subject"] = "Call",
            ["regardingobjectid"] = new EntityReference("incident", _case),
            ["actualdurationminutes"] = 777,
            ["ownerid"] = new EntityReference("systemuser", _colleague.Id),
        });
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition("ownerid", ConditionOperator.Equal, _colleague.Id);
        _row = _server.System.RetrieveMultiple(query).Entities[0].Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Routes =>
    [
        "casetime_timetrackers?$filter=_casetime_regardingcase_value eq CASE",
        "casetime_timetrackers?$filter=_casetime_regardingcase_value eq CASE&$orderby=casetime_durationseconds desc&$count=true",
        "casetime_timetrackers?$filter=_casetime_regardingcase_value eq CASE&$expand=casetime_rep($select=fullname),owninguser($select=fullname)",
        "casetime_timetrackers?$filter=casetime_durationseconds gt 1000",
        "casetime_timetrackers?$apply=filter(_casetime_regardingcase_value eq CASE)/aggregate(casetime_durationseconds with sum as s)",
        "casetime_timetrackers?$apply=filter(_casetime_regardingcase_value eq CASE)/groupby((_ownerid_value),aggregate(casetime_durationseconds with sum as s,casetime_durationseconds with max as m,$count as n))",
        "casetime_timetrackers?$apply=groupby((_casetime_rep_value),aggregate(casetime_durationseconds with sum as s))",
        "casetime_timetrackers?fetchXml=<fetch><entity name='casetime_timetracker'><all-attributes/><filter><condition attribute='casetime_regardingcase' operator='eq' value='CASE'/></filter></entity></fetch>",
        "casetime_timetrackers?fetchXml=<fetch aggregate='true'><entity name='casetime_timetracker'><attribute name='casetime_durationseconds' alias='s' aggregate='sum'/><attribute name='ownerid' alias='o' groupby='true'/></entity></fetch>",
        "casetime_timetrackers?fetchXml=<fetch returntotalrecordcount='true' count='1'><entity name='casetime_timetracker'><attribute name='casetime_name'/></entity></fetch>",
        "incidents?fetchXml=<fetch><entity name='incident'><attribute name='title'/><link-entity name='casetime_timetracker' from='casetime_regardingcase' to='incidentid' alias='t' link-type='outer'><attribute name='casetime_durationseconds'/><attribute name='ownerid'/><attribute name='casetime_reason'/></link-entity></entity></fetch>",
        "incidents?fetchXml=<fetch aggregate='true'><entity name='incident'><attribute name='incidentid' alias='i' groupby='true'/><link-entity name='casetime_timetracker' from='casetime_regardingcase' to='incidentid' alias='t'><attribute name='casetime_durationseconds' alias='s' aggregate='sum'/></link-entity></entity></fetch>",
        "incidents?fetchXml=<fetch><entity name='incident'><attribute name='title'/><link-entity name='casetime_timetracker' from='casetime_regardingcase' to='incidentid'><filter><condition attribute='casetime_durationseconds' operator='eq' value='4321'/></filter></link-entity></entity></fetch>",
        "systemusers?fetchXml=<fetch><entity name='systemuser'><attribute name='fullname'/><link-entity name='casetime_timetracker' from='casetime_rep' to='systemuserid' alias='t'><attribute name='casetime_durationseconds'/></link-entity></entity></fetch>",
        "systemusers?fetchXml=<fetch><entity name='systemuser'><attribute name='fullname'/><link-entity name='casetime_timetracker' from='owninguser' to='systemuserid' alias='t'><attribute name='casetime_durationseconds'/></link-entity></entity></fetch>",
        "incidents(CASE)?$select=title&$expand=casetime_incident_casetime_timetracker",
        "incidents(CASE)?$select=title&$expand=casetime_incident_casetime_timetracker($filter=casetime_durationseconds gt 100)",
        "incidents(CASE)/casetime_incident_casetime_timetracker",
        "incidents?$select=title&$expand=casetime_incident_casetime_timetracker($select=casetime_durationseconds)",
        "incidents?$select=title,incidentid&$filter=casetime_incident_casetime_timetracker/any(t:t/casetime_durationseconds eq 4321)",
        "incidents(CASE)?$select=casetime_totalseconds,casetime_automaticseconds,casetime_manualseconds,casetime_activityseconds,casetime_totaltime",
        "incidents(CASE)/Microsoft.Dynamics.CRM.casetime_GetHandlingTime()",
        "incidents(CASE)/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own=false",
        "incidents(CASE)/Microsoft.Dynamics.CRM.casetime_GetHandlingTime(OwnOnly=@own)?@own=true",
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Shows_nothing_of_colleagues(string route)
    {
        var reply = await _server.Get(_own, Url(route), ("Prefer", "odata.include-annotations=\"*\""));

        Assert.True(reply.IsSuccess, reply.Text);
        ExpectNothingOfColleagues(reply.Text.Replace(Uri.EscapeDataString(_server.Url), "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nor_does_the_same_in_a_batch(string route)
    {
        var body = $"--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET /api/data/v9.2/{Url(route)} HTTP/1.1\r\nPrefer: odata.include-annotations=\"*\"\r\n\r\n\r\n--b--\r\n";

        var reply = await _server.Send(_own, "POST", "$batch", body, ("Content-Type", "multipart/mixed; boundary=b"));

        Assert.Contains("HTTP/1.1 200", reply.Text, StringComparison.Ordinal);
        ExpectNothingOfColleagues(reply.Text);
    }

    [Theory]
    [InlineData("casetime_timetrackers/$count?$filter=_casetime_regardingcase_value eq CASE", "1")]
    [InlineData("incidents(CASE)/casetime_incident_casetime_timetracker/$count", "1")]
    public async Task Counts_are_of_ones_own(string route, string count) =>
        Assert.Equal(count, (await _server.Get(_own, Url(route))).Text.TrimStart('\uFEFF'));

    [Fact]
    public async Task The_numbers_shown_are_ones_own()
    {
        var answer = (await _server.Get(_own, Url("incidents(CASE)/Microsoft.Dynamics.CRM.casetime_GetHandlingTime()"))).Json;

        Assert.Equal((0, 60, 0, 60), (
            answer.GetProperty("AutomaticSeconds").GetInt32(), answer.GetProperty("LogSeconds").GetInt32(),
            answer.GetProperty("ActivitySeconds").GetInt32(), answer.GetProperty("TotalSeconds").GetInt32()));
    }

    [Fact]
    public async Task A_row_named_by_its_id_is_refused_whatever_is_asked_of_it()
    {
        foreach (var (method, suffix) in new[] { ("GET", ""), ("GET", "/casetime_durationseconds"), ("GET", "/casetime_regardingcase"), ("GET", "/casetime_rep/$ref"), ("DELETE", "") })
        {
            var reply = await _server.Send(_own, method, $"casetime_timetrackers({_row}){suffix}");
            Assert.True(reply.Status is 400 or 403, $"{method} {suffix}: {reply.Status} {reply.Text}");
            ExpectNothingOfColleagues(reply.Text.Replace(_row.ToString(), "", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Recalculation_answers_ones_own()
    {
        var reply = await _server.Send(_own, "POST", Url("incidents(CASE)/Microsoft.Dynamics.CRM.casetime_RecalculateHandlingTime"), "{}");

        Assert.True(reply.IsSuccess, reply.Text);
        ExpectNothingOfColleagues(reply.Text);
    }

    [Fact]
    public async Task A_resolution_by_oneself_leaves_no_row_that_names_colleagues()
    {
        Assert.True((await _server.Send(_own, "POST", "CloseIncident", new Dictionary<string, object?>
        {
            ["IncidentResolution"] = new Dictionary<string, object?> { ["subject"] = "Out", ["incidentid@odata.bind"] = $"/incidents({_case})" },
            ["Status"] = 5,
        })).IsSuccess);
        await _server.WhenAsynchronousStepsAreDone();

        var rows = await _server.Get(_own, Url("casetime_timetrackers?$filter=_casetime_regardingcase_value eq CASE"), ("Prefer", "odata.include-annotations=\"*\""));

        Assert.Single(rows.Rows);
        ExpectNothingOfColleagues(rows.Text);
    }

    [Fact]
    public async Task What_a_closed_case_took_is_the_cases_and_does_not_say_whose_it_was()
    {
        _server.System.Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Out", ["incidentid"] = new EntityReference("incident", _case) },
            ["Status"] = new OptionSetValue(5),
        });

        var row = (await _server.Get(_own, Url("incidents(CASE)"))).Json;

        Assert.Equal(4321 + 1234 + 60 + (777 * 60), row.GetProperty("casetime_totalseconds").GetInt32());
        Assert.Equal(
            ["casetime_activityseconds", "casetime_automaticseconds", "casetime_closedon", "casetime_manualseconds", "casetime_totalseconds", "casetime_totaltime"],
            row.EnumerateObject().Select(property => property.Name).Where(name => name.StartsWith("casetime_", StringComparison.Ordinal)).Order());
    }

    private void ExpectNothingOfColleagues(string text)
    {
        Assert.DoesNotContain(_colleague.Id.ToString(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_row.ToString(), text, StringComparison.OrdinalIgnoreCase);
        // Ids hold digits too, and say nothing here.
        var values = System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|W/\\\\?\"\\d+\\\\?\"|localhost:\\d+|_[0-9a-f-]{36}", "");
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, values, StringComparison.Ordinal));
    }

    private string Url(string route) => route.Replace("CASE", _case.ToString(), StringComparison.Ordinal);

    private Dictionary<string, object?> Log(int seconds, string reason) => new()
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})",
        ["casetime_durationseconds"] = seconds,
        ["casetime_reason"] = reason,
    };
}
