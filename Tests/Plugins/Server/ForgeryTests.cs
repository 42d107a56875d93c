using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>A representative who talks to the Web API by themselves instead of through the widget.</summary>
public sealed class ForgeryTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private const string Base = "Customer Service Representative";
    private const string Representative = "Case Time Representative";

    private readonly Person _rep = server.NewPerson("rep", Base, Representative);
    private readonly Person _colleague = server.NewPerson("colleague", Base, Representative);
    private readonly Guid _case = server.NewCase();

    [Fact]
    public async Task The_owner()
    {
        var (url, automatic) = server.AutomaticRow(_case, _colleague, "v1 0+600");
        automatic["ownerid@odata.bind"] = $"/systemusers({_colleague.Id})";
        var log = Log(60);
        log["ownerid@odata.bind"] = $"/systemusers({_colleague.Id})";

        await Refused("CT1007", "PATCH", url, automatic);
        await Refused("CT1007", "POST", "casetime_timetrackers", log);
        Assert.Equal(0, Count(_case));
    }

    [Theory]
    [InlineData("createdby")]
    [InlineData("modifiedby")]
    [InlineData("owninguser")]
    [InlineData("createdonbehalfby")]
    public async Task Who_wrote_it(string column)
    {
        var log = Log(60);
        log[$"{column}@odata.bind"] = $"/systemusers({_colleague.Id})";

        var reply = await server.Send(_rep, "POST", "casetime_timetrackers", log);

        Assert.True(reply.Status < 500, reply.Text);
        Assert.All(Rows(_case), row => Assert.DoesNotContain(
            row.Attributes.Where(attribute => attribute.Key == column), attribute => attribute.Value is EntityReference other && other.Id == _colleague.Id));
    }

    [Theory]
    [InlineData("casetime_category", 735500000)]
    [InlineData("casetime_category", 735500002)]
    [InlineData("casetime_device", "another")]
    [InlineData("casetime_workdate", "2025-02-01")]
    public async Task Category_device_and_date_of_counted_time(string column, object value)
    {
        var url = await Counted("v1 0+600");

        await Refused("CT1008", "PATCH", url, new Dictionary<string, object?> { [column] = value });
    }

    [Fact]
    public async Task Whose_time_it_is()
    {
        var url = await Counted("v1 0+600");

        await Refused("CT1008", "PATCH", url, new Dictionary<string, object?> { ["casetime_rep@odata.bind"] = $"/systemusers({_colleague.Id})" });
        await Refused("CT1008", "PATCH", url, new Dictionary<string, object?> { ["ownerid@odata.bind"] = $"/systemusers({_colleague.Id})" });
        await Refused("CT1008", "PATCH", url, new Dictionary<string, object?> { ["casetime_regardingcase@odata.bind"] = $"/incidents({server.NewCase()})" });
    }

    [Theory]
    [InlineData("v1 0+1")]
    [InlineData("v1")]
    [InlineData("")]
    public async Task A_shorter_timeline(string timeline)
    {
        var url = await Counted("v1 0+600");

        await server.Send(_rep, "PATCH", url, new { casetime_timeline = timeline, casetime_durationseconds = 1, casetime_overlap = "v1 0+600", casetime_overlapseconds = 600 });

        var row = Assert.Single(Rows(_case));
        Assert.Equal(("v1 0+600", 600, 0), (row["casetime_timeline"], row["casetime_durationseconds"], row["casetime_overlapseconds"]));
    }

    [Theory]
    [InlineData("v1 0+86401")]
    [InlineData("v1 -5+10")]
    [InlineData("v1 0+600 x")]
    [InlineData("v2 0+600")]
    [InlineData("v1 99999999999999999999+1")]
    [InlineData("v1 0+600'; DROP TABLE casetime_timetracker; --")]
    public async Task A_timeline_that_is_none(string timeline)
    {
        var (url, body) = server.AutomaticRow(_case, _rep, timeline);

        await Refused("CT1009", "PATCH", url, body);
    }

    [Fact]
    public async Task Time_to_come()
    {
        var noon = (int)server.Now.TimeOfDay.TotalSeconds;
        var (url, body) = server.AutomaticRow(_case, _rep, $"v1 {noon + 600}+600");

        await Refused("CT1003", "PATCH", url, body);
        var log = Log(60);
        log["casetime_starttime"] = server.Now.AddMinutes(10);
        await Refused("CT1003", "POST", "casetime_timetrackers", log);
    }

    [Fact]
    public async Task A_final_row()
    {
        var final = Log(9999);
        final["casetime_category"] = 735500002;
        final["casetime_breakdown"] = "{\"version\":1}";
        await Refused("CT1010", "POST", "casetime_timetrackers", final);
        await Refused("CT1010", "PATCH", $"casetime_timetrackers({RowId.OfFinal(_case, 1)})", final);

        Close();
        await Refused("CT1010", "PATCH", $"casetime_timetrackers({RowId.OfFinal(_case, 1)})", new { casetime_durationseconds = 1 });
        await Refused("CT1008", "PATCH", $"incidents({_case})", new { casetime_totalseconds = 1 });
    }

    [Fact]
    public async Task A_clock()
    {
        foreach (var clock in new[] { _rep.Id, _colleague.Id })
        {
            Assert.Equal(403, (await server.Send(_rep, "PATCH", $"casetime_clocks({clock})", new { casetime_deletions = "v1" })).Status);
            Assert.Equal(403, (await server.Send(_rep, "POST", "casetime_clocks", new { casetime_clockid = clock })).Status);
        }

        Assert.Equal(403, (await server.Get(_rep, "casetime_clocks")).Status);
        Assert.Equal(403, (await server.Get(_rep, "systemusers?fetchXml=<fetch><entity name='systemuser'><link-entity name='casetime_clock' from='casetime_clockid' to='systemuserid'><attribute name='casetime_deletions'/></link-entity></entity></fetch>")).Status);
    }

    [Theory]
    [InlineData(735500000)]
    [InlineData(735500001)]
    [InlineData(735500003)]
    public async Task The_id_of_a_row_that_a_colleague_will_need_tomorrow(int category)
    {
        var tomorrow = new WorkDate(server.Now.AddDays(1));
        var id = RowId.OfAutomatic(_case, _colleague.Id, tomorrow, "0123456789abcdef");
        var body = Log(60);
        body["casetime_category"] = category;
        body["casetime_workdate"] = tomorrow.ToString();
        body["casetime_device"] = "0123456789abcdef";
        body["casetime_timeline"] = "v1 0+600";

        await Refused("CT1009", "PATCH", $"casetime_timetrackers({id})", body);
        body["casetime_timetrackerid"] = id;
        await Refused("CT1009", "POST", "casetime_timetrackers", body);
    }

    [Fact]
    public async Task The_id_of_the_final_row_that_a_resolution_will_need()
    {
        var body = Log(60);
        await Refused("CT1009", "PATCH", $"casetime_timetrackers({RowId.OfFinal(_case, 1)})", body);

        Close();

        Assert.Equal(735500002, Assert.Single(Rows(_case)).GetAttributeValue<OptionSetValue>("casetime_category")!.Value);
    }

    [Fact]
    public async Task Another_callers_name()
    {
        var log = Log(60);

        var reply = await server.Send(_rep, "POST", "casetime_timetrackers", log, ("MSCRMCallerID", _colleague.Id.ToString()));

        Assert.Equal(403, reply.Status);
        Assert.Equal(0, Count(_case));
    }

    private async Task Refused(string code, string method, string url, Dictionary<string, object?> body) => Expect(code, await server.Send(_rep, method, url, body));

    private async Task Refused(string code, string method, string url, object body) => Expect(code, await server.Send(_rep, method, url, body));

    private static void Expect(string code, Reply reply)
    {
        Assert.Equal(400, reply.Status);
        Assert.StartsWith(code + ": ", reply.Message, StringComparison.Ordinal);
    }

    private async Task<string> Counted(string timeline)
    {
        var (url, body) = server.AutomaticRow(_case, _rep, timeline);
        Assert.True((await server.Send(_rep, "PATCH", url, body)).IsSuccess);
        return url;
    }

    private Dictionary<string, object?> Log(int seconds) => new()
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})",
        ["casetime_durationseconds"] = seconds,
        ["casetime_reason"] = "Phone",
    };

    private void Close() => server.System.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Out", ["incidentid"] = new EntityReference("incident", _case) },
        ["Status"] = new OptionSetValue(5),
    });

    private int Count(Guid caseId) => Rows(caseId).Count;

    private DataCollection<Entity> Rows(Guid caseId)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        return server.System.RetrieveMultiple(query).Entities;
    }
}
