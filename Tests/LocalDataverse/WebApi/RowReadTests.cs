using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using static LocalDataverse.Tests.WebApi.WebApiCalls;

namespace LocalDataverse.Tests.WebApi;

public class RowReadTests
{
    private const string All = "odata.include-annotations=\"*\"";

    private static Entity Case() => new("incident", Id)
    {
        ["incidentid"] = Id,
        ["title"] = "Drucker defekt",
        ["statecode"] = new OptionSetValue(0),
        ["createdon"] = new DateTime(2025, 3, 1, 8, 30, 0, DateTimeKind.Utc),
        ["followupby"] = new DateTime(2025, 3, 2),
        ["customerid"] = new EntityReference("account", Other) { Name = "Litware" },
        ["ownerid"] = new EntityReference("systemuser", Other) { Name = "Rep One" },
        ["versionnumber"] = 42L,
        FormattedValues = { ["statecode"] = "Active" },
    };

    [Fact]
    public void A_row_comes_with_context_etag_and_the_selected_columns_null_included()
    {
        var json = Json(WithRows(Case()).Get($"incidents({Id})?$select=title,description,statecode,createdon,followupby,_customerid_value"));

        Assert.Equal("""
            {"@odata.context":"http://localhost/api/data/v9.2/$metadata#incidents(title,description,statecode,createdon,followupby,_customerid_value)/$entity","@odata.etag":"W/\"42\"","incidentid":"11111111-1111-1111-1111-111111111111","title":"Drucker defekt","description":null,"statecode":0,"createdon":"2025-03-01T08:30:00Z","followupby":"2025-03-02","_customerid_value":"22222222-2222-2222-2222-222222222222"}
            """, json.GetRawText());
    }

    [Fact]
    public void Annotations_come_when_asked_for_and_only_then()
    {
        var url = $"incidents({Id})?$select=statecode,_customerid_value,_ownerid_value";
        var plain = Json(WithRows(Case()).Get(url)).GetRawText();
        var json = Json(WithRows(Case()).Get(url, ("Prefer", All)));

        Assert.DoesNotContain("FormattedValue", plain, StringComparison.Ordinal);
        Assert.Equal(("Active", "Litware", "account", "customerid_account", "ownerid"), (
            json.GetProperty("statecode@OData.Community.Display.V1.FormattedValue").GetString(),
            json.GetProperty("_customerid_value@OData.Community.Display.V1.FormattedValue").GetString(),
            json.GetProperty("_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname").GetString(),
            json.GetProperty("_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty").GetString(),
            json.GetProperty("_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty").GetString()));
    }

    [Fact]
    public void The_message_reads_what_was_selected_and_no_more()
    {
        var calls = WithRows(Case());
        calls.Get($"incidents({Id})?$select=title&$expand=customerid_account($select=name)");

        var columns = calls.Organization.Messages.OfType<RetrieveRequest>().First().ColumnSet;
        Assert.Equal((false, "customerid incidentid title versionnumber"), (columns.AllColumns, string.Join(' ', columns.Columns.Order())));
    }

    [Fact]
    public void A_page_size_and_its_next_link_ask_for_the_page_after()
    {
        var calls = new WebApiCalls(request => [("EntityCollection", new EntityCollection([Case()]) { MoreRecords = true, PagingCookie = "<cookie page=\"1\"/>" })]);
        var first = Json(calls.Get("incidents?$select=title&$filter=statecode eq 0", ("Prefer", "odata.maxpagesize=1")));
        var link = first.GetProperty("@odata.nextLink").GetString()!;
        calls.Get(link["http://localhost/api/data/v9.2/".Length..], ("Prefer", "odata.maxpagesize=1"));

        var pages = calls.Organization.Messages.Cast<RetrieveMultipleRequest>().Select(message => ((QueryExpression)message.Query).PageInfo).ToList();
        Assert.Equal([(1, 1, null), (2, 1, "<cookie page=\"1\"/>")], pages.Select(page => (page.PageNumber, page.Count, page.PagingCookie)));
    }

    [Fact]
    public void Top_replaces_paging_and_count_asks_for_the_total()
    {
        var top = WithRows(Case()).QueryOf("incidents?$top=3&$orderby=createdon desc,title");
        var counted = WithRows(Case());
        var json = Json(counted.Get("incidents?$count=true"));

        Assert.Equal((3, 0, "createdon Descending, title Ascending"), (top.TopCount, top.PageInfo.Count, string.Join(", ", top.Orders.Select(order => $"{order.AttributeName} {order.OrderType}"))));
        Assert.Equal(1, json.GetProperty("@odata.count").GetInt32());
        Assert.Equal("1", System.Text.Encoding.UTF8.GetString(WithRows(Case()).Get("incidents/$count?$filter=statecode eq 0").Body.Span));
    }

    [Fact]
    public void Expansions_are_read_with_one_query_each_and_nested_under_their_rows()
    {
        var second = new Entity("incident", Other) { ["incidentid"] = Other, ["title"] = "no customer" };
        var calls = new WebApiCalls(request => request is not RetrieveMultipleRequest { Query: QueryExpression query } ? [] : query.EntityName switch
        {
            "incident" => [("EntityCollection", new EntityCollection([Case(), second]))],
            "account" => [("EntityCollection", new EntityCollection([new Entity("account", Other) { ["accountid"] = Other, ["name"] = "Litware" }]))],
            "incidentresolution" => [("EntityCollection", new EntityCollection([.. new[] { "first", "second", "third" }.Select(subject =>
                new Entity("incidentresolution", Guid.NewGuid()) { ["subject"] = subject, ["incidentid"] = new EntityReference("incident", Id) })]))],
            _ => [],
        });
        var rows = Json(calls.Get("incidents?$select=title&$expand=customerid_account($select=name),Incident_IncidentResolutions($select=subject;$orderby=subject;$top=2;$filter=timespent gt 5),ownerid"))
            .GetProperty("value").EnumerateArray().ToList();

        Assert.Equal("Litware", rows[0].GetProperty("customerid_account").GetProperty("name").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rows[1].GetProperty("customerid_account").ValueKind);
        Assert.Equal(["first", "second"], rows[0].GetProperty("Incident_IncidentResolutions").EnumerateArray().Select(row => row.GetProperty("subject").GetString()));
        Assert.Equal("#Microsoft.Dynamics.CRM.systemuser", rows[0].GetProperty("ownerid").GetProperty("@odata.type").GetString());
        Assert.Equal(3, calls.Organization.Messages.Count);
        var children = (QueryExpression)((RetrieveMultipleRequest)calls.Organization.Messages[2]).Query;
        Assert.Equal([Id, Other], children.Criteria.Conditions[0].Values);
        Assert.Equal("timespent", Assert.Single(Assert.Single(children.Criteria.Filters).Conditions).AttributeName);
    }

    [Fact]
    public void A_collection_of_a_row_is_its_children_after_the_row_itself_was_read()
    {
        var calls = WithRows(Case());
        calls.Get($"accounts({Other})/incident_customer_accounts?$select=title&$filter=statecode eq 0");

        Assert.Equal(["Retrieve", "RetrieveMultiple"], calls.Organization.Messages.Select(message => message.RequestName));
        var query = (QueryExpression)((RetrieveMultipleRequest)calls.Organization.Messages[1]).Query;
        Assert.Equal(("incident", "customerid", Other), (query.EntityName, query.Criteria.Conditions[0].AttributeName, query.Criteria.Conditions[0].Values[0]));
    }

    [Fact]
    public void A_column_is_read_alone_as_json_and_raw_and_empty_is_204()
    {
        Assert.Equal("Drucker defekt", Json(WithRows(Case()).Get($"incidents({Id})/title")).GetProperty("value").GetString());
        Assert.Equal("2025-03-01T08:30:00Z", System.Text.Encoding.UTF8.GetString(WithRows(Case()).Get($"incidents({Id})/createdon/$value").Body.Span));
        Assert.Equal(204, (int)WithRows(Case()).Get($"incidents({Id})/description").Status);
        Assert.Equal($"http://localhost/api/data/v9.2/accounts({Other})", Json(WithRows(Case()).Get($"incidents({Id})/customerid_account/$ref")).GetProperty("@odata.id").GetString());
        Assert.Equal(204, (int)WithRows(Case()).Get($"incidents({Id})/customerid_contact").Status);
    }

    [Fact]
    public void An_unchanged_row_is_304_to_who_has_its_etag() =>
        Assert.Equal(304, (int)WithRows(Case()).Get($"incidents({Id})", ("If-None-Match", "W/\"42\"")).Status);

    [Theory]
    [InlineData("incidents?$skip=5", 501, "Skip Clause is not supported in CRM")]
    [InlineData("incidents?$search=x", 501, "$search")]
    [InlineData("incidents?foo=1", 400, "The query parameter foo is not supported.")]
    [InlineData("incidents?$select=nope", 400, "Could not find a property named 'nope' on type 'Microsoft.Dynamics.CRM.incident'.")]
    [InlineData("incidents?$expand=nope", 400, "'nope'")]
    [InlineData("incidents?$expand=$ref,nope($expand=nope)", 400, "$expand=NAME/$ref")]
    [InlineData("incidents?$top=0", 400, "$top")]
    [InlineData("incidents?$top=x", 400, "$top")]
    [InlineData("incidents?$skiptoken=x", 400, "$skiptoken")]
    [InlineData("incidents(title='x')", 400, "key")]
    [InlineData("nopes", 404, "Resource not found for the segment 'nopes'.")]
    [InlineData("incidents?$orderby=length(title)", 501, "$orderby")]
    public void What_is_not_understood_is_refused_and_never_ignored(string url, int status, string part)
    {
        var calls = WithRows(Case());
        var error = Error(calls.Get(url));

        Assert.Equal(status, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Organization.Messages);
    }

    [Fact]
    public void Refusals_of_the_platform_keep_their_code_and_sentence_and_faults_say_nothing_of_the_inside()
    {
        static (int, string, string) After(Exception fault) => Error(new WebApiCalls(_ => throw fault).Get($"incidents({Id})"));

        Assert.Equal((404, "0x80040217", "gone"), After(new DataverseException(ErrorCode.ObjectDoesNotExist, "gone")));
        Assert.Equal((403, "0x80040220", "no"), After(new DataverseException(ErrorCode.PrivilegeDenied, "no")));
        Assert.Equal((412, "0x80060882", "version"), After(new DataverseException(ErrorCode.RowVersionMismatch, "version")));
        Assert.Equal((412, "0x80040237", "twice"), After(new DataverseException(ErrorCode.DuplicateKey, "twice")));
        Assert.Equal((400, "0x80040203", "bad"), After(new DataverseException(ErrorCode.InvalidArgument, "bad")));
        Assert.Equal((400, "0x80040265", "CT1002: too long"), After(new InvalidPluginExecutionException("CT1002: too long")));
        Assert.Equal((404, "0x00000007", "x"), After(new InvalidPluginExecutionException(OperationStatus.Failed, 7, "x", PluginHttpStatusCode.NotFound)));
        var (status, code, message) = After(new InvalidOperationException("secret inside"));
        Assert.Equal((500, "0x80040216"), (status, code));
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_built_once_a_catalog()
    {
        var service = new LocalDataverse.WebApi.WebApiService(new FakeOrganization(), Caller.For(Id), Microsoft.Extensions.Logging.Abstractions.NullLogger<LocalDataverse.WebApi.WebApiService>.Instance);

        Assert.Same(service.Model, service.Model);
        Assert.IsType<MetadataCatalog>(service.Model.Catalog);
    }
}
