using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>The rules over BulkDelete, the job by which an administrator clears time of cases resolved long ago (docs/for-admins.md).</summary>
public sealed class BulkDeletionTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private readonly Person _administrator = server.NewPerson("admin", "System Administrator");
    private readonly Person _rep = server.NewPerson("rep", "Customer Service Representative", "Case Time Representative");

    [Fact]
    public async Task P16_trackers_of_cases_resolved_over_90_days_ago_go_and_all_others_stay()
    {
        var (old, recent, active) = (server.NewCase(), server.NewCase(), server.NewCase());
        foreach (var id in new[] { old, recent, active })
            await LogAsync(id);
        Resolve(old);
        server.Advance(TimeSpan.FromDays(91));
        Resolve(recent);
        await server.WhenAsynchronousStepsAreDone();

        var operation = await DeleteAsync(_administrator, new
        {
            EntityName = "casetime_timetracker",
            LinkEntities = new[]
            {
                new
                {
                    LinkToEntityName = "incident", LinkFromAttributeName = "casetime_regardingcase", LinkToAttributeName = "incidentid", JoinOperator = "Inner",
                    LinkCriteria = new
                    {
                        FilterOperator = "And",
                        Conditions = new object[]
                        {
                            new { AttributeName = "statecode", Operator = "Equal", Values = new[] { new { Value = 1, Type = "System.Int32" } } },
                            new { AttributeName = "casetime_closedon", Operator = "OlderThanXDays", Values = new[] { new { Value = 90, Type = "System.Int32" } } },
                        },
                    },
                },
            },
        });

        Assert.Equal((2, 0), (operation.GetProperty("successcount").GetInt32(), operation.GetProperty("failurecount").GetInt32()));
        Assert.Equal((0, 2, 1), (Trackers(old), Trackers(recent), Trackers(active)));
        Assert.Equal(60, server.System.Retrieve("incident", old, new ColumnSet("casetime_totalseconds"))["casetime_totalseconds"]);
    }

    [Fact]
    public async Task CT1017_what_its_owner_may_not_delete_alone_they_do_not_delete_in_bulk()
    {
        GiveBulkDelete("Case Time Representative");
        var caseId = server.NewCase();
        await LogAsync(caseId);
        var (url, body) = server.AutomaticRow(caseId, _rep, "v1 0+600");
        Assert.True((await server.Send(_rep, "PATCH", url, body)).IsSuccess);

        var operation = await DeleteAsync(_rep, new
        {
            EntityName = "casetime_timetracker",
            Criteria = new { Conditions = new[] { new { AttributeName = "casetime_regardingcase", Operator = "Equal", Values = new[] { new { Value = caseId, Type = "System.Guid" } } } } },
        });

        Assert.Equal((1, 1), (operation.GetProperty("successcount").GetInt32(), operation.GetProperty("failurecount").GetInt32()));
        Assert.Equal(1, Trackers(caseId));
        var failure = (await server.Get(_administrator, $"bulkdeletefailures?$filter=_bulkdeleteoperationid_value eq {operation.GetProperty("bulkdeleteoperationid").GetGuid()}")).Rows.Single();
        Assert.StartsWith("CT1017: ", failure.GetProperty("errordescription").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"EntityName\":\"casetime_timetracker\",\"Criterias\":{}}", "Criterias")]
    [InlineData("{\"EntityName\":\"casetime_timetracker\",\"Criteria\":{\"Conditions\":[{\"AttributeName\":\"casetime_category\",\"Operator\":\"Sounds\"}]}}", "Sounds")]
    [InlineData("{}", "EntityName")]
    public async Task A_query_that_is_misspelt_deletes_nothing(string query, string named)
    {
        var caseId = server.NewCase();
        await LogAsync(caseId);

        var reply = await server.Send(_administrator, "POST", "BulkDelete", "{\"QuerySet\":[" + query + "],\"JobName\":\"x\",\"SendEmailNotification\":false,\"ToRecipients\":[],\"CCRecipients\":[],\"RecurrencePattern\":\"\",\"StartDateTime\":\"2025-01-01T00:00:00Z\"}");
        await server.WhenAsynchronousStepsAreDone();

        Assert.Equal((400, 1), (reply.Status, Trackers(caseId)));
        Assert.Contains(named, reply.Message, StringComparison.Ordinal);
    }

    private async Task<System.Text.Json.JsonElement> DeleteAsync(Person person, object query)
    {
        var reply = await server.Send(person, "POST", "BulkDelete", new
        {
            QuerySet = new[] { query },
            JobName = "Time of cases resolved long ago",
            SendEmailNotification = false,
            ToRecipients = Array.Empty<object>(),
            CCRecipients = Array.Empty<object>(),
            RecurrencePattern = "",
            StartDateTime = server.Now,
            Options = new { CanRecoverDeletedRecords = true },
        });
        Assert.True(reply.IsSuccess, reply.Text);
        await server.WhenAsynchronousStepsAreDone();
        return (await server.Get(_administrator, $"bulkdeleteoperations?$filter=_asyncoperationid_value eq {reply.Json.GetProperty("JobId").GetGuid()}")).Rows.Single();
    }

    private async Task LogAsync(Guid caseId) => Assert.True((await server.Send(_rep, "POST", "casetime_timetrackers", new Dictionary<string, object?>
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({caseId})",
        ["casetime_durationseconds"] = 60,
    })).IsSuccess);

    private void Resolve(Guid caseId) => server.System.Execute(new OrganizationRequest("CloseIncident")
    {
        ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Out", ["incidentid"] = new EntityReference("incident", caseId) },
        ["Status"] = new OptionSetValue(5),
    });

    private int Trackers(Guid caseId)
    {
        var query = new QueryExpression("casetime_timetracker");
        query.Criteria.AddCondition("casetime_regardingcase", ConditionOperator.Equal, caseId);
        return server.System.RetrieveMultiple(query).Entities.Count;
    }

    private void GiveBulkDelete(string role) => server.System.Create(new Entity("roleprivileges")
    {
        ["roleid"] = new EntityReference("role", server.Rows("role", "name").Single(row => (string)row["name"]! == role).Id),
        ["privilegeid"] = new EntityReference("privilege", server.Rows("privilege", "name").Single(row => (string)row["name"]! == "prvBulkDelete").Id),
        ["privilegedepthmask"] = 8,
    });
}
