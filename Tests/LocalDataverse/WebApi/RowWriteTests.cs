using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using static LocalDataverse.Tests.WebApi.WebApiCalls;

namespace LocalDataverse.Tests.WebApi;

public class RowWriteTests
{
    private static WebApiCalls Creating() => new(request => request switch
    {
        CreateRequest => [("id", Id)],
        UpsertRequest upsert => [("RecordCreated", upsert.Target.Id == Guid.Empty), ("Target", new EntityReference("incident", Id))],
        RetrieveRequest => [("Entity", new Entity("incident", Id) { ["title"] = "read back" })],
        _ => [],
    });

    [Fact]
    public void A_post_creates_the_row_with_typed_values_and_answers_with_its_address()
    {
        var calls = Creating();
        var response = calls.Send("POST", "incidents", $$"""
            {"title":"Printer","statuscode":1,"minutes":5,"price":1.25,"isescalated":true,"createdon":"2025-01-01T02:00:00+02:00","followupby":"2025-01-03",
             "customerid_account@odata.bind":"/accounts({{Other}})","ownerid@odata.bind":"http://localhost/api/data/v9.2/teams({{Id}})","description":null}
            """);

        Assert.Equal(204, (int)response.Status);
        Assert.Equal($"http://localhost/api/data/v9.2/incidents({Id})", response.Headers["OData-EntityId"]);
        var row = Assert.IsType<CreateRequest>(Assert.Single(calls.Organization.Messages)).Target;
        Assert.Equal(
            [("title", "Printer"), ("statuscode", new OptionSetValue(1)), ("minutes", 5), ("price", 1.25m), ("isescalated", true),
             ("createdon", new DateTime(2025, 1, 1, 0, 0, 0)), ("followupby", new DateTime(2025, 1, 3)),
             ("customerid", new EntityReference("account", Other)), ("ownerid", new EntityReference("team", Id)), ("description", null)],
            row.Attributes.Select(column => (column.Key, column.Value)));
    }

    [Fact]
    public void A_post_that_prefers_the_row_gets_it_with_201()
    {
        var response = Creating().Send("POST", "incidents?$select=title", """{"title":"x"}""", ("Prefer", "return=representation"));

        Assert.Equal((201, "read back", "return=representation"), ((int)response.Status, Json(response).GetProperty("title").GetString(), response.Headers["Preference-Applied"]));
    }

    [Theory]
    [InlineData(null, null, "Upsert")]
    [InlineData("If-Match", "*", "Update")]
    [InlineData("If-None-Match", "*", "Create")]
    [InlineData("If-Match", "W/\"77\"", "Update")]
    public void A_patch_is_an_upsert_unless_its_headers_say_which_of_both(string? header, string? value, string message)
    {
        var calls = Creating();
        var response = calls.Send("PATCH", $"incidents({Id})", """{"title":"x"}""", header is null ? [] : [(header, value!)]);

        Assert.Equal(204, (int)response.Status);
        var sent = Assert.Single(calls.Organization.Messages);
        Assert.Equal(message, sent.RequestName);
        Assert.Equal((Id, value is "W/\"77\"" ? "77" : null), (((Entity)sent["Target"]!).Id, ((Entity)sent["Target"]!).RowVersion));
        if (sent is UpdateRequest update)
            Assert.Equal(value == "*" ? ConcurrencyBehavior.Default : ConcurrencyBehavior.IfRowVersionMatches, update.ConcurrencyBehavior);
    }

    [Fact]
    public void A_patch_of_the_empty_id_creates_a_row_and_answers_with_the_address_it_got() =>
        Assert.Equal(
            $"http://localhost/api/data/v9.2/incidents({Id})",
            Creating().Send("PATCH", $"incidents({Guid.Empty})", """{"title":"x"}""").Headers["OData-EntityId"]);

    [Fact]
    public void A_delete_names_the_row_and_the_version_it_must_have()
    {
        var calls = new WebApiCalls();
        calls.Send("DELETE", $"incidents({Id})", null, ("If-Match", "W/\"5\""));

        var delete = Assert.IsType<DeleteRequest>(Assert.Single(calls.Organization.Messages));
        Assert.Equal((new EntityReference("incident", Id), "5", ConcurrencyBehavior.IfRowVersionMatches), (delete.Target, delete.Target.RowVersion, delete.ConcurrencyBehavior));
    }

    [Fact]
    public void A_bind_of_null_clears_the_lookup_and_never_a_value_bound_beside_it()
    {
        var calls = new WebApiCalls();
        calls.Send("PATCH", $"incidents({Id})", """{"customerid_contact@odata.bind":null}""");
        calls.Send("PATCH", $"incidents({Id})", $$"""{"customerid_account@odata.bind":"accounts({{Other}})","customerid_contact@odata.bind":null}""");

        var targets = calls.Organization.Messages.Select(message => ((Entity)message["Target"]!)["customerid"]).ToList();
        Assert.Equal([null, new EntityReference("account", Other)], targets);
    }

    [Fact]
    public void A_deep_insert_creates_parent_row_and_children_in_one_transaction()
    {
        var calls = new WebApiCalls();
        var response = calls.Send("POST", "accounts", """
            {"name":"A","primarycontactid":{"fullname":"P"},"incident_customer_accounts":[{"title":"1"},{"title":"2"}]}
            """);

        Assert.Equal(204, (int)response.Status);
        Assert.Equal(1, calls.Organization.Transactions);
        var rows = calls.Organization.Messages.Cast<CreateRequest>().Select(create => create.Target).ToList();
        Assert.Equal(["contact", "account", "incident", "incident"], rows.Select(row => row.LogicalName));
        Assert.Equal(rows[0].ToEntityReference(), rows[1]["primarycontactid"]);
        Assert.All(rows[2..], child => Assert.Equal(rows[1].ToEntityReference(), child["customerid"]));
    }

    [Theory]
    [InlineData("PUT", "incidents(11111111-1111-1111-1111-111111111111)/title", """{"value":"x"}""", "title", "x")]
    [InlineData("DELETE", "incidents(11111111-1111-1111-1111-111111111111)/title", null, "title", null)]
    [InlineData("DELETE", "incidents(11111111-1111-1111-1111-111111111111)/customerid_account/$ref", null, "customerid", null)]
    public void One_column_can_be_set_and_cleared(string method, string url, string? body, string column, string? value)
    {
        var calls = new WebApiCalls();
        Assert.Equal(204, (int)calls.Send(method, url, body).Status);

        var target = Assert.IsType<UpdateRequest>(Assert.Single(calls.Organization.Messages)).Target;
        Assert.Equal((Id, value), (target.Id, target[column]));
    }

    [Fact]
    public void A_reference_is_put_on_a_lookup_and_posted_to_a_collection()
    {
        var calls = new WebApiCalls();
        calls.Send("PUT", $"incidents({Id})/customerid_account/$ref", $$"""{"@odata.id":"http://localhost/api/data/v9.2/accounts({{Other}})"}""");
        calls.Send("POST", $"accounts({Other})/incident_customer_accounts/$ref", $$"""{"@odata.id":"incidents({{Id}})"}""");
        calls.Send("DELETE", $"accounts({Other})/incident_customer_accounts({Id})/$ref");

        var account = new EntityReference("account", Other);
        Assert.Equal([(Id, account), (Id, account), (Id, null)],
            calls.Organization.Messages.Cast<UpdateRequest>().Select(update => (update.Target.Id, (EntityReference?)update.Target["customerid"])));
    }

    [Theory]
    [InlineData("{\"title\":", "malformed at line 1")]
    [InlineData("[]", "JSON object")]
    [InlineData(null, "no body")]
    [InlineData("{\"nope\":1}", "Invalid property 'nope' was found in entity 'Microsoft.Dynamics.CRM.incident'.")]
    [InlineData("{\"Title\":\"x\"}", "Invalid property 'Title'")]
    [InlineData("{\"title\":5}", "'title' to the expected type 'Edm.String'")]
    [InlineData("{\"minutes\":\"5\"}", "'minutes' to the expected type 'Edm.Int32'")]
    [InlineData("{\"minutes\":1.5}", "'minutes'")]
    [InlineData("{\"minutes\":99999999999}", "'minutes'")]
    [InlineData("{\"createdon\":\"2025-01-01T00:00:00\"}", "'createdon' to the expected type 'Edm.DateTimeOffset'")]
    [InlineData("{\"followupby\":\"2025-01-01T00:00:00Z\"}", "'followupby' to the expected type 'Edm.Date'")]
    [InlineData("{\"isescalated\":1}", "'isescalated'")]
    [InlineData("{\"_customerid_value\":\"11111111-1111-1111-1111-111111111111\"}", "Use Navigation properties instead")]
    [InlineData("{\"customerid@odata.bind\":\"/accounts(11111111-1111-1111-1111-111111111111)\"}", "undeclared property 'customerid'")]
    [InlineData("{\"customerid_account@odata.bind\":\"/contacts(11111111-1111-1111-1111-111111111111)\"}", "leads to account, not to contact")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", "malformed: an object has a property twice")]
    [InlineData("{\"title\":\"\\ud800\"}", "half of a surrogate pair")]
    [InlineData("{\"\\uDC00\":1}", "half of a surrogate pair")]
    public void A_body_that_does_not_fit_is_refused_and_nothing_is_sent(string? body, string part)
    {
        var calls = new WebApiCalls();
        var error = Error(calls.Send("POST", "incidents", body));

        Assert.Equal((400, "0x80048d19"), (error.Status, error.Code));
        Assert.StartsWith("Error identified in Payload provided by the user for Entity :'incidents'", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Organization.Messages);
    }

    [Theory]
    [InlineData("PUT", "incidents", 405)]
    [InlineData("POST", "incidents(11111111-1111-1111-1111-111111111111)", 405)]
    [InlineData("DELETE", "WhoAmI", 405)]
    [InlineData("POST", "nopes", 404)]
    [InlineData("POST", "NoSuchAction", 404)]
    [InlineData("PATCH", "incidents(abc)", 400)]
    public void What_is_not_there_or_takes_no_such_method_is_refused(string method, string url, int status) =>
        Assert.Equal(status, Error(new WebApiCalls().Send(method, url, "{}")).Status);
}
