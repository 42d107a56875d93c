using System.Globalization;
using System.Text;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>The rules over $batch, as grids delete and flows write: single requests, and change sets that hold all together.</summary>
public sealed class BatchTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private readonly Person _rep = server.NewPerson("rep", "Customer Service Representative", "Case Time Representative");
    private readonly Person _supervisor = server.NewPerson("supervisor", "Customer Service Representative", "Case Time Supervisor");
    private readonly Guid _case = server.NewCase();

    [Fact]
    public async Task CT1017_a_change_set_of_deletions_deletes_nothing_where_one_is_refused()
    {
        var rows = await Given();

        var reply = await Send(_rep, changeSet: true, [.. rows.Select(row => ("DELETE", $"casetime_timetrackers({row})", (object?)null))]);

        Assert.Contains("CT1017: ", reply, StringComparison.Ordinal);
        Assert.Equal(rows.Order(), Stored());
    }

    [Fact]
    public async Task CT1017_single_deletions_of_a_batch_delete_what_may_be_deleted()
    {
        var rows = await Given();

        var reply = await Send(_rep, changeSet: false, [.. rows.Select(row => ("DELETE", $"casetime_timetrackers({row})", (object?)null))]);

        Assert.Contains("CT1017: ", reply, StringComparison.Ordinal);
        Assert.Equal([rows[1]], Stored());
    }

    [Fact]
    public async Task P16_a_supervisor_deletes_many_at_once()
    {
        var rows = await Given();

        await Send(_supervisor, changeSet: true, [.. rows.Select(row => ("DELETE", $"casetime_timetrackers({row})", (object?)null))]);

        Assert.Empty(Stored());
    }

    [Fact]
    public async Task CT1002_a_change_set_of_logs_keeps_none_where_one_is_refused()
    {
        (string, string, object?) Log(int seconds) => ("POST", "casetime_timetrackers", new Dictionary<string, object?>
        {
            ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})",
            ["casetime_durationseconds"] = seconds,
        });

        Assert.Contains("CT1002: ", await Send(_rep, changeSet: true, Log(60), Log(86_401), Log(60)), StringComparison.Ordinal);
        Assert.Empty(Stored());
        await Send(_rep, changeSet: true, Log(60), Log(86_400));
        Assert.Equal(2, Stored().Count);
    }

    [Fact]
    public async Task P15_a_case_resolved_in_a_change_set_counts_what_the_set_logged_before()
    {
        var reply = await Send(
            _rep, changeSet: true,
            ("POST", "casetime_timetrackers", new Dictionary<string, object?> { ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})", ["casetime_durationseconds"] = 600 }),
            ("POST", "CloseIncident", new Dictionary<string, object?>
            {
                ["IncidentResolution"] = new Dictionary<string, object?> { ["subject"] = "Out", ["incidentid@odata.bind"] = $"/incidents({_case})" },
                ["Status"] = 5,
            }));

        Assert.DoesNotContain("HTTP/1.1 4", reply, StringComparison.Ordinal);
        Assert.Equal(600, server.System.Retrieve("incident", _case, new ColumnSet("casetime_totalseconds"))["casetime_totalseconds"]);
    }

    [Fact]
    public async Task P15_one_that_fails_after_its_closing_closes_nothing()
    {
        await Given();
        var before = Stored();

        await Send(
            _rep, changeSet: true,
            ("POST", "CloseIncident", new Dictionary<string, object?>
            {
                ["IncidentResolution"] = new Dictionary<string, object?> { ["subject"] = "Out", ["incidentid@odata.bind"] = $"/incidents({_case})" },
                ["Status"] = 5,
            }),
            ("POST", "casetime_timetrackers", new Dictionary<string, object?> { ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})", ["casetime_durationseconds"] = 600 }));
        await server.WhenAsynchronousStepsAreDone();

        Assert.Equal(before, Stored());
        Assert.Equal(0, server.System.Retrieve("incident", _case, new ColumnSet("statecode")).GetAttributeValue<OptionSetValue>("statecode")!.Value);
    }

    [Fact]
    public async Task DeleteMultiple_is_not_there_for_a_standard_table()
    {
        var rows = await Given();

        var reply = await server.Send(_supervisor, "POST", "casetime_timetrackers/Microsoft.Dynamics.CRM.DeleteMultiple", new
        {
            Targets = rows.Select(row => new Dictionary<string, object?> { ["@odata.type"] = "Microsoft.Dynamics.CRM.casetime_timetracker", ["casetime_timetrackerid"] = row }),
        });

        Assert.InRange(reply.Status, 400, 501);
        Assert.Equal(rows.Order(), Stored());
    }

    /// <summary>A log, counted time, and a log once more, all of the representative.</summary>
    private async Task<List<Guid>> Given()
    {
        var log = new Dictionary<string, object?> { ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})", ["casetime_durationseconds"] = 60 };
        var (url, automatic) = server.AutomaticRow(_case, _rep, "v1 0+600");
        var ids = new List<Guid>();
        foreach (var (method, address, body) in new[] { ("POST", "casetime_timetrackers", log), ("PATCH", url, automatic), ("POST", "casetime_timetrackers", log) })
        {
            var reply = await server.Send(_rep, method, address, body, ("Prefer", "return=representation"));
            ids.Add(reply.Json.GetProperty("casetime_timetrackerid").GetGuid());
        }

        return ids;
    }

    private List<Guid> Stored()
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, _case);
        return [.. server.System.RetrieveMultiple(query).Entities.Select(row => row.Id).Order()];
    }

    private async Task<string> Send(Person person, bool changeSet, params (string Method, string Url, object? Body)[] requests)
    {
        var text = new StringBuilder();
        if (changeSet)
            text.Append("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n");
        var boundary = changeSet ? "c" : "b";
        var id = 0;
        foreach (var (method, url, body) in requests)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {++id}\r\n\r\n{method} /api/data/v9.2/{url} HTTP/1.1\r\n");
            text.Append(body is null ? "\r\n\r\n" : "Content-Type: application/json\r\n\r\n" + System.Text.Json.JsonSerializer.Serialize(body) + "\r\n");
        }

        text.Append(changeSet ? "--c--\r\n--b--\r\n" : "--b--\r\n");
        return (await server.Send(person, "POST", "$batch", text.ToString(), ("Content-Type", "multipart/mixed; boundary=b"), ("Prefer", "odata.continue-on-error"))).Text;
    }
}
