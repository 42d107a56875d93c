using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class RowOperationTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_created_row_is_read_back_with_the_columns_the_platform_fills()
    {
        var id = _environment.CreateCase();

        var row = _environment.Read("incident", id);

        Assert.Equal("Printer is on fire", row.GetAttributeValue<string>("title"));
        Assert.Equal(TestEnvironment.Noon, row.GetAttributeValue<DateTime>("createdon"));
        Assert.Equal(_environment.Administrator.UserId, row.GetAttributeValue<EntityReference>("createdby")!.Id);
        Assert.Equal(_environment.Administrator.UserId, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal(_environment.RootUnit, row.GetAttributeValue<EntityReference>("owningbusinessunit")!.Id);
        Assert.Equal(0, row.GetAttributeValue<OptionSetValue>("statecode")!.Value);
        Assert.Equal(1, row.GetAttributeValue<OptionSetValue>("statuscode")!.Value);
        Assert.Matches("^CAS-00001-[A-Z0-9]{6}$", row.GetAttributeValue<string>("ticketnumber"));
        Assert.Equal("account", row.GetAttributeValue<EntityReference>("customerid")!.LogicalName);
    }

    [Fact]
    public void A_new_user_has_settings_of_their_own()
    {
        var unit = new EntityReference("businessunit", _environment.RootUnit);
        var user = _environment.Service.Create(new Entity("systemuser") { ["domainname"] = "new@example.com", ["lastname"] = "New", ["businessunitid"] = unit });

        Assert.Equal(1033, _environment.Read("usersettings", user).GetAttributeValue<int>("uilanguageid"));
    }

    [Fact]
    public void An_update_changes_what_it_sends_and_raises_the_version()
    {
        var id = _environment.CreateCase();
        var before = _environment.Read("incident", id).GetAttributeValue<long>("versionnumber");
        _environment.Clock.Advance(TimeSpan.FromMinutes(1));

        _environment.Service.Update(new Entity("incident", id) { ["description"] = "Smoke" });

        var row = _environment.Read("incident", id);
        Assert.Equal("Smoke", row.GetAttributeValue<string>("description"));
        Assert.Equal("Printer is on fire", row.GetAttributeValue<string>("title"));
        Assert.Equal(TestEnvironment.Noon.AddMinutes(1), row.GetAttributeValue<DateTime>("modifiedon"));
        Assert.True(row.GetAttributeValue<long>("versionnumber") > before);
    }

    [Fact]
    public void A_deleted_row_is_gone_and_says_so()
    {
        var id = _environment.CreateCase();
        _environment.Service.Delete("incident", id);

        var error = Assert.Throws<DataverseException>(() => _environment.Read("incident", id));

        Assert.Equal(ErrorCode.ObjectDoesNotExist, error.Code);
        Assert.Equal($"Entity 'incident' With Id = {id} Does Not Exist", error.Message);
    }

    [Fact]
    public void An_upsert_creates_once_and_then_updates()
    {
        var id = Guid.NewGuid();

        var first = (UpsertResponse)_environment.Service.Execute(new UpsertRequest { Target = new Entity("account", id) { ["name"] = "A" } });
        var second = (UpsertResponse)_environment.Service.Execute(new UpsertRequest { Target = new Entity("account", id) { ["name"] = "B" } });

        Assert.True(first.RecordCreated);
        Assert.False(second.RecordCreated);
        Assert.Equal("B", _environment.Read("account", id).GetAttributeValue<string>("name"));
    }

    [Fact]
    public void CreateMultiple_keeps_nothing_when_one_row_is_refused()
    {
        var rows = new EntityCollection([new Entity("account") { ["name"] = "good" }, new Entity("account") { ["name"] = new string('x', 161) }]) { EntityName = "account" };

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Execute(new CreateMultipleRequest { Targets = rows }));

        Assert.Equal(ErrorCode.TextTooLong, error.Code);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
    }

    [Fact]
    public void Deleting_an_account_takes_its_cases_along_and_their_notes()
    {
        var account = _environment.CreateAccount();
        var incident = _environment.Service.Create(new Entity("incident") { ["title"] = "x", ["customerid"] = account });
        var note = _environment.Service.Create(new Entity("annotation") { ["subject"] = "n", ["objectid"] = new EntityReference("incident", incident) });

        _environment.Service.Delete("account", account.Id);

        Assert.Throws<DataverseException>(() => _environment.Read("incident", incident));
        Assert.Throws<DataverseException>(() => _environment.Read("annotation", note));
    }

    [Fact]
    public void A_deep_insert_creates_the_children_with_their_lookup()
    {
        var account = new Entity("account") { ["name"] = "Contoso" };
        account.RelatedEntities.Add(new Relationship("incident_customer_accounts"), new EntityCollection([new Entity("incident") { ["title"] = "deep" }]));

        var id = _environment.Service.Create(account);

        var query = new QueryByAttribute("incident") { ColumnSet = new("title") };
        query.AddAttributeValue("customerid", id);
        Assert.Equal("deep", _environment.Service.RetrieveMultiple(query).Entities.Single().GetAttributeValue<string>("title"));
    }

    [Fact]
    public void A_transaction_of_requests_is_all_or_nothing()
    {
        var id = Guid.NewGuid();

        Assert.Throws<DataverseException>(() => _environment.Organization.ExecuteTransaction(_environment.Administrator,
        [
            new CreateRequest { Target = new Entity("account", id) { ["name"] = "kept only with the rest" } },
            new DeleteRequest { Target = new EntityReference("account", Guid.NewGuid()) },
        ]));

        Assert.Throws<DataverseException>(() => _environment.Read("account", id));
    }

    [Fact]
    public void A_write_to_an_activity_pointer_reaches_the_activity()
    {
        var call = _environment.Service.Create(new Entity("phonecall") { ["subject"] = "ring", ["regardingobjectid"] = new EntityReference("incident", _environment.CreateCase()) });

        _environment.Service.Update(new Entity("activitypointer", call) { ["actualdurationminutes"] = 5 });

        Assert.Equal(5, _environment.Read("phonecall", call).GetAttributeValue<int>("actualdurationminutes"));
        Assert.Equal("phonecall", _environment.Read("activitypointer", call).GetAttributeValue<string>("activitytypecode"));
    }

    [Fact]
    public void A_conditional_update_of_a_changed_row_is_refused()
    {
        var id = _environment.CreateAccount().Id;
        var read = _environment.Read("account", id);
        _environment.Service.Update(new Entity("account", id) { ["name"] = "newer" });

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Execute(new UpdateRequest
        {
            Target = new Entity("account", id) { ["name"] = "older", RowVersion = read.GetAttributeValue<long>("versionnumber").ToString(System.Globalization.CultureInfo.InvariantCulture) },
            ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
        }));

        Assert.Equal(ErrorCode.RowVersionMismatch, error.Code);
    }

    [Fact]
    public void An_unknown_message_is_refused_by_name()
    {
        var error = Assert.Throws<DataverseException>(() => _environment.Service.Execute(new OrganizationRequest("Teleport")));

        Assert.Contains("'Teleport'", error.Message, StringComparison.Ordinal);
    }
}
