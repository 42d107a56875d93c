using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class BulkDeleteTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task A_job_deletes_what_the_queries_find_and_counts_it()
    {
        foreach (var name in new[] { "Old 1", "Old 2", "New" })
            _environment.CreateAccount(name);

        var job = Submit(Query("account", "name", ConditionOperator.BeginsWith, "Old"));
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal(["New"], Names());
        Assert.Equal((13, 3, 30), (Job(job)["operationtype"], State(Job(job)), Status(Job(job))));
        var operation = Operation(job);
        Assert.Equal((2, 0, 3, 30, "Clean up"), (operation["successcount"], operation["failurecount"], State(operation), Status(operation), operation["name"]));
    }

    [Fact]
    public async Task Each_row_goes_with_its_steps_and_one_that_is_refused_stays_with_the_reason()
    {
        var (kept, gone) = (_environment.CreateAccount("Kept"), _environment.CreateAccount("Gone"));
        _environment.On("Delete", "account", 20, services =>
        {
            if (((EntityReference)services.Context().InputParameters["Target"]!).Id == kept.Id)
                throw new InvalidPluginExecutionException("Not this one.");
        });

        var job = Submit(Query("account"));
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal(["Kept"], Names());
        Assert.Equal((1, 1), (Operation(job)["successcount"], Operation(job)["failurecount"]));
        var failure = Assert.Single(Rows("bulkdeletefailure"));
        Assert.Equal((kept.Id, "account", "Not this one.", 0, job), (failure["regardingobjectid"], failure["regardingobjecttypecode"], failure["errordescription"], failure["orderedqueryindex"], failure.GetAttributeValue<EntityReference>("asyncoperationid")!.Id));
        Assert.NotEqual(kept.Id, gone.Id);
    }

    [Fact]
    public async Task Rows_are_found_over_joins_and_over_several_queries()
    {
        var (one, other) = (_environment.CreateCase("One"), _environment.CreateCase("Other"));
        var query = Query("incident");
        query.AddLink("account", "customerid", "accountid").LinkCriteria.AddCondition("accountid", ConditionOperator.Equal, _environment.Read("incident", one).GetAttributeValue<EntityReference>("customerid")!.Id);

        var job = Submit(query, Query("annotation"));
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal([other], Rows("incident").Select(row => row.Id));
        Assert.Equal((1, 1), (Operation(job)["successcount"], Operation(job)["processingqeindex"]));
    }

    [Fact]
    public void Who_lacks_the_privilege_queues_nothing()
    {
        var user = _environment.CreateUser("rep", null, "CSR Manager");

        var refusal = Assert.Throws<DataverseException>(() => _environment.Organization.ServiceFor(user).Execute(Request(Query("account"))));

        Assert.Equal(ErrorCode.PrivilegeDenied, refusal.Code);
        Assert.Contains("prvBulkDelete", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Rows("bulkdeleteoperation"));
    }

    [Theory]
    [InlineData("SendEmailNotification")]
    [InlineData("RecurrencePattern")]
    [InlineData("StartDateTime")]
    [InlineData("RunJobForSandbox")]
    [InlineData("TopCount")]
    public void What_it_can_not_do_as_it_is_asked_is_refused_by_name(string wish)
    {
        var query = Query("account");
        var request = Request(query);
        switch (wish)
        {
            case "SendEmailNotification":
                request[wish] = true;
                break;
            case "RecurrencePattern":
                request[wish] = "FREQ=DAILY;INTERVAL=1;";
                break;
            case "StartDateTime":
                request[wish] = TestEnvironment.Noon.AddHours(1);
                break;
            case "RunJobForSandbox":
                request["Options"] = new ParameterCollection { [wish] = true };
                break;
            default:
                query.TopCount = 1;
                break;
        }

        Assert.Contains(wish, Assert.Throws<DataverseException>(() => _environment.Service.Execute(request)).Message, StringComparison.Ordinal);
        Assert.Empty(Rows("asyncoperation"));
    }

    [Fact]
    public async Task A_row_that_went_by_another_way_meanwhile_is_no_failure_whoever_says_so()
    {
        _environment.CreateAccount("Gone");
        _environment.On("Delete", "account", 20, _ => throw new InvalidPluginExecutionException(OperationStatus.Failed, ErrorCode.ObjectDoesNotExist, "This account does not exist."));

        var job = Submit(Query("account"));
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal((0, 0, 30), (Operation(job)["successcount"], Operation(job)["failurecount"], Status(Operation(job))));
    }

    [Fact]
    public async Task A_list_of_ids_in_one_value_means_each_of_them()
    {
        var (one, other) = (_environment.CreateAccount("One"), _environment.CreateAccount("Other"));
        _environment.CreateAccount("Third");

        Submit(Query("account", "accountid", ConditionOperator.In, new[] { one.Id, other.Id }));
        await _environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal(["Third"], Names());
    }

    [Fact]
    public void A_query_that_can_not_be_written_down_is_refused()
    {
        var comparison = new QueryExpression("account");
        comparison.Criteria.Conditions.Add(new ConditionExpression { AttributeName = "name", Operator = ConditionOperator.Equal, CompareColumns = true });
        foreach (var query in new[] { comparison, Query("account", "name", ConditionOperator.Equal, "\u0001") })
            Assert.Equal(ErrorCode.InvalidArgument, Assert.Throws<DataverseException>(() => _environment.Service.Execute(Request(query))).Code);
        Assert.Empty(Rows("asyncoperation"));
    }

    [Fact]
    public void Nobody_but_the_platform_and_administrators_writes_jobs()
    {
        var customizer = _environment.Organization.ServiceFor(_environment.CreateUser("maker", null, "System Customizer"));

        Assert.Equal(ErrorCode.PrivilegeDenied, Assert.Throws<DataverseException>(() => customizer.Create(new Entity("asyncoperation") { ["name"] = "Mine" })).Code);
    }

    private static QueryExpression Query(string table, string? column = null, ConditionOperator op = ConditionOperator.Equal, object? value = null)
    {
        var query = new QueryExpression(table);
        if (column is not null)
            query.Criteria.AddCondition(column, op, value!);
        return query;
    }

    private static OrganizationRequest Request(params QueryExpression[] queries) => new("BulkDelete")
    {
        ["QuerySet"] = queries,
        ["JobName"] = "Clean up",
        ["SendEmailNotification"] = false,
        ["ToRecipients"] = Array.Empty<Guid>(),
        ["CCRecipients"] = Array.Empty<Guid>(),
        ["RecurrencePattern"] = "",
        ["StartDateTime"] = TestEnvironment.Noon,
    };

    private static int State(Entity row) => row.GetAttributeValue<OptionSetValue>("statecode")!.Value;

    private static int Status(Entity row) => row.GetAttributeValue<OptionSetValue>("statuscode")!.Value;

    private Guid Submit(params QueryExpression[] queries) => (Guid)_environment.Service.Execute(Request(queries))["JobId"]!;

    private Entity Job(Guid job) => _environment.Read("asyncoperation", job);

    private Entity Operation(Guid job) => Rows("bulkdeleteoperation").Single(row => row.GetAttributeValue<EntityReference>("asyncoperationid")!.Id == job);

    private IEnumerable<string> Names() => Rows("account").Select(row => (string)row["name"]!).Order();

    private DataCollection<Entity> Rows(string table) => _environment.Service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities;
}
