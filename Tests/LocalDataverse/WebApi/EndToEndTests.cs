using System.Text.Json;

namespace LocalDataverse.Tests.WebApi;

/// <summary>The Web API over HTTP and a whole environment.</summary>
public sealed class EndToEndTests(WebApiServer server) : IClassFixture<WebApiServer>
{
    private static readonly (string, string) Annotations = ("Prefer", "odata.include-annotations=\"*\"");

    private async Task<Guid> Account(string name) => (await server.Post("accounts", JsonSerializer.Serialize(new { name }))).EntityId;

    private async Task<Guid> Case(string title, Guid account) =>
        (await server.Post("incidents", $$"""{"title":{{JsonSerializer.Serialize(title)}},"customerid_account@odata.bind":"/accounts({{account}})"}""")).EntityId;

    [Fact]
    public async Task A_row_is_created_read_changed_and_deleted()
    {
        var account = await Account("Litware");
        var id = await Case("Drucker „defekt“", account);
        var read = await server.Get($"incidents({id})?$select=title,_customerid_value,statecode,createdon,description", Annotations);
        var changed = await server.Patch($"incidents({id})", """{"description":"on fire"}""", ("Prefer", "return=representation"));
        var deleted = await server.Send(TestEnvironment.AdministratorName, "DELETE", $"incidents({id})");
        var gone = await server.Get($"incidents({id})");

        Assert.Equal((200, "4.0", "application/json; odata.metadata=minimal", "Sat, 01 Mar 2025 12:00:00 GMT"), (read.Status, read.Headers["OData-Version"], read.Headers["Content-Type"], read.Headers["Date"]));
        Assert.Equal(("Drucker „defekt“", account, "Litware", "account", "Active", "2025-03-01T12:00:00Z", JsonValueKind.Null), (
            read.Json.GetProperty("title").GetString(), read.Json.GetProperty("_customerid_value").GetGuid(),
            read.Json.GetProperty("_customerid_value@OData.Community.Display.V1.FormattedValue").GetString(),
            read.Json.GetProperty("_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname").GetString(),
            read.Json.GetProperty("statecode@OData.Community.Display.V1.FormattedValue").GetString(),
            read.Json.GetProperty("createdon").GetString(), read.Json.GetProperty("description").ValueKind));
        Assert.Equal((200, "on fire"), (changed.Status, changed.Json.GetProperty("description").GetString()));
        Assert.Equal(204, deleted.Status);
        Assert.Equal((404, "0x80040217"), gone.Error);
    }

    [Fact]
    public async Task A_patch_of_an_unknown_id_creates_the_row_unless_if_match_forbids_it()
    {
        var id = Guid.NewGuid();
        var forbidden = await server.Patch($"accounts({id})", """{"name":"A"}""", ("If-Match", "*"));
        var created = await server.Patch($"accounts({id})", """{"name":"A"}""", ("Prefer", "return=representation"));
        var updated = await server.Patch($"accounts({id})", """{"name":"B"}""", ("Prefer", "return=representation"));
        var occupied = await server.Patch($"accounts({id})", """{"name":"C"}""", ("If-None-Match", "*"));

        Assert.Equal((404, "0x80040217"), forbidden.Error);
        Assert.Equal((201, 200, "B"), (created.Status, updated.Status, updated.Json.GetProperty("name").GetString()));
        Assert.Equal((412, "0x80040237"), occupied.Error);
    }

    [Fact]
    public async Task An_outdated_etag_is_412_and_changes_nothing()
    {
        var id = await Account("Versioned");
        var etag = (await server.Get($"accounts({id})?$select=name")).Json.GetProperty("@odata.etag").GetString()!;
        var first = await server.Patch($"accounts({id})", """{"name":"First"}""", ("If-Match", etag));
        var second = await server.Patch($"accounts({id})", """{"name":"Second"}""", ("If-Match", etag));
        var deleted = await server.Send(TestEnvironment.AdministratorName, "DELETE", $"accounts({id})", null, ("If-Match", etag));

        Assert.Equal(204, first.Status);
        Assert.Equal((412, "0x80060882"), second.Error);
        Assert.Equal(412, deleted.Status);
        Assert.Equal("First", (await server.Get($"accounts({id})?$select=name")).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Queries_filter_order_expand_and_count()
    {
        var account = await Account("Query");
        foreach (var title in new[] { "q one", "q two", "q three" })
            await Case(title, account);
        var both = await server.Get($"incidents?$select=title&$filter=startswith(title,'q t') and customerid_account/name eq 'Query'&$orderby=title desc&$expand=customerid_account($select=name)&$count=true");
        var any = await server.Get($"accounts?$select=name&$filter=incident_customer_accounts/any(o:contains(o/title,'q t'))");
        var none = await server.Get("accounts?$select=name&$filter=name eq 'Query' and not incident_customer_accounts/any(o:o/title eq 'q one')");
        var children = await server.Get($"accounts({account})?$select=name&$expand=incident_customer_accounts($select=title;$orderby=title;$top=2)");
        var related = await server.Get($"accounts({account})/incident_customer_accounts?$select=title&$top=1&$orderby=title");
        var count = await server.Get($"incidents/$count?$filter=_customerid_value eq {account}");

        Assert.Equal(2, both.Json.GetProperty("@odata.count").GetInt32());
        Assert.Equal([("q two", "Query"), ("q three", "Query")], both.Rows.Select(row => (row.GetProperty("title").GetString()!, row.GetProperty("customerid_account").GetProperty("name").GetString()!)));
        Assert.Equal("Query", Assert.Single(any.Rows).GetProperty("name").GetString());
        Assert.Empty(none.Rows);
        Assert.Equal(["q one", "q three"], children.Json.GetProperty("incident_customer_accounts").EnumerateArray().Select(row => row.GetProperty("title").GetString()));
        Assert.Equal("q one", Assert.Single(related.Rows).GetProperty("title").GetString());
        Assert.Equal("3", count.Text);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_next_links_without_loss_or_repetition()
    {
        var account = await Account("Pages");
        for (var i = 0; i < 5; i++)
            await Case($"page {i}", account);
        var titles = new List<string>();
        var sizes = new List<int>();
        var url = $"incidents?$select=title&$filter=_customerid_value eq {account}&$orderby=title";
        while (url is not null)
        {
            var page = await server.Get(url, ("Prefer", "odata.maxpagesize=2"));
            sizes.Add(page.Rows.Count);
            titles.AddRange(page.Rows.Select(row => row.GetProperty("title").GetString()!));
            url = page.Json.TryGetProperty("@odata.nextLink", out var link) ? link.GetString()! : null;
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(["page 0", "page 1", "page 2", "page 3", "page 4"], titles);
    }

    [Fact]
    public async Task Apply_and_fetch_xml_group_and_count()
    {
        var account = await Account("Groups");
        await Case("g1", account);
        await Case("g2", account);
        var apply = await server.Get($"incidents?$apply=filter(_customerid_value eq {account})/groupby((statuscode,customerid_account/name),aggregate($count as n,createdon with max as latest))&$orderby=n desc", Annotations);
        var fetch = await server.Get("incidents?fetchXml=" + Uri.EscapeDataString($"""
            <fetch count="1" returntotalrecordcount="true"><entity name="incident"><attribute name="title"/><attribute name="description"/><order attribute="title"/><filter><condition attribute="customerid" operator="eq" value="{account}"/></filter>
            <link-entity name="account" from="accountid" to="customerid" alias="a"><attribute name="name"/></link-entity></entity></fetch>
            """), Annotations);

        var group = Assert.Single(apply.Rows);
        Assert.Equal((1, "In Progress", 2, "Groups", "2025-03-01T12:00:00Z"), (group.GetProperty("statuscode").GetInt32(), group.GetProperty("statuscode@OData.Community.Display.V1.FormattedValue").GetString(),
            group.GetProperty("n").GetInt32(), group.GetProperty("customerid_account").GetProperty("name").GetString(), group.GetProperty("latest").GetString()));
        var row = Assert.Single(fetch.Rows);
        Assert.Equal(("g1", "Groups", JsonValueKind.Null), (row.GetProperty("title").GetString(), row.GetProperty("a.name").GetString(), row.GetProperty("description").ValueKind));
        Assert.Equal((2, true), (fetch.Json.GetProperty("@Microsoft.Dynamics.CRM.totalrecordcount").GetInt32(), fetch.Json.GetProperty("@Microsoft.Dynamics.CRM.morerecords").GetBoolean()));
        Assert.Contains("pagenumber=\"2\"", fetch.Json.GetProperty("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_resolved_by_CloseIncident()
    {
        var id = await Case("close me", await Account("Close"));
        var closed = await server.Post("CloseIncident", $$"""{"IncidentResolution":{"subject":"Done","timespent":60,"incidentid@odata.bind":"/incidents({{id}})"},"Status":5}""");
        var again = await server.Post("CloseIncident", $$"""{"IncidentResolution":{"subject":"Done","incidentid@odata.bind":"/incidents({{id}})"},"Status":5}""");
        var row = (await server.Get($"incidents({id})?$select=statecode,statuscode")).Json;

        Assert.Equal((204, 1, 5), (closed.Status, row.GetProperty("statecode").GetInt32(), row.GetProperty("statuscode").GetInt32()));
        Assert.Equal((400, "0x80048408"), again.Error);
        Assert.Equal(0, (await server.Get($"incidents({id})/Microsoft.Dynamics.CRM.CalculateTotalTimeIncident()")).Json.GetProperty("TotalTime").GetInt64());
    }

    [Fact]
    public async Task A_deep_insert_is_all_or_nothing()
    {
        var made = await server.Post("accounts", """{"name":"Deep","primarycontactid":{"lastname":"Person"},"incident_customer_accounts":[{"title":"deep 1"}]}""");
        var refused = await server.Post("accounts", $$"""{"name":"Deep refused","incident_customer_accounts":[{"title":"{{new string('x', 5000)}}"}]}""");
        var read = (await server.Get($"accounts({made.EntityId})?$select=name&$expand=primarycontactid($select=lastname),incident_customer_accounts($select=title)")).Json;

        Assert.Equal(("Person", "deep 1"), (read.GetProperty("primarycontactid").GetProperty("lastname").GetString(), read.GetProperty("incident_customer_accounts")[0].GetProperty("title").GetString()));
        Assert.Equal(400, refused.Status);
        Assert.Empty((await server.Get("accounts?$select=name&$filter=name eq 'Deep refused'")).Rows);
    }

    [Fact]
    public async Task Who_is_nobody_is_401_and_a_missing_privilege_403()
    {
        server.Environment.CreateUser("noroles");
        var nobody = await server.Send(null, "GET", "WhoAmI");
        var unknown = await server.Send("mallory", "GET", "WhoAmI");
        var basic = await server.Send("admin", "GET", "WhoAmI", null, ("Authorization", "Basic YTpi"));
        var admin = await server.Send("admin", "GET", "WhoAmI");
        var noRoles = await server.Send("noroles", "POST", "accounts", """{"name":"x"}""");

        Assert.Equal(401, nobody.Error.Status);
        Assert.Equal(401, unknown.Error.Status);
        Assert.Contains("'mallory'", unknown.Message, StringComparison.Ordinal);
        Assert.Equal((200, server.Environment.Administrator.UserId), (admin.Status, admin.Json.GetProperty("UserId").GetGuid()));
        Assert.Equal((403, "0x80040220"), noRoles.Error);
        Assert.NotEqual(200, basic.Status);
    }

    [Fact]
    public async Task Who_may_act_for_others_does_so_by_their_id_and_nobody_else_does()
    {
        var clerk = server.Environment.CreateUser("clerk", null, "System Customizer");
        var self = ("MSCRMCallerID", server.Environment.Administrator.UserId.ToString());
        var acted = await server.Get("WhoAmI", ("MSCRMCallerID", clerk.UserId.ToString()));
        var refused = await server.Send("clerk", "GET", "WhoAmI", null, self);
        var unknown = await server.Get("WhoAmI", ("MSCRMCallerID", Guid.NewGuid().ToString()));
        var malformed = await server.Get("WhoAmI", ("MSCRMCallerID", "clerk"));
        server.Environment.Service.Update(new Microsoft.Xrm.Sdk.Entity("systemuser", clerk.UserId) { ["isdisabled"] = true });
        var disabled = await server.Send("clerk", "GET", "WhoAmI");

        Assert.Equal((200, clerk.UserId), (acted.Status, acted.Json.GetProperty("UserId").GetGuid()));
        Assert.Equal((403, "0x80040220"), refused.Error);
        Assert.Contains("prvActOnBehalfOfAnotherUser", refused.Message, StringComparison.Ordinal);
        Assert.Equal((404, 400, 401), (unknown.Error.Status, malformed.Error.Status, disabled.Error.Status));
        Assert.Contains("'clerk' is disabled", disabled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_no_pattern()
    {
        Assert.Equal(401, (await server.Send("adm%", "GET", "WhoAmI")).Status);
        Assert.Equal(401, (await server.Send("%", "GET", "WhoAmI")).Status);
    }

    [Fact]
    public async Task Every_version_answers_and_another_does_not()
    {
        Assert.Equal(200, (await server.Get("../v9.0/WhoAmI")).Status);
        Assert.Equal(200, (await server.Get("../v9.1/accounts?$top=1")).Status);
        Assert.Equal(404, (await server.Get("../v8.2/WhoAmI")).Status);
    }

    [Fact]
    public async Task Refusals_of_rows_name_what_is_wrong()
    {
        var column = await server.Post("accounts", """{"nope":1}""");
        var type = await server.Post("accounts", """{"name":5}""");
        var target = await server.Post("incidents", $$"""{"title":"x","customerid_account@odata.bind":"/accounts({{Guid.NewGuid()}})"}""");
        var fetch = await server.Get("accounts?fetchXml=" + Uri.EscapeDataString("<fetch><entity name='account'><attribute name='nope'/></entity></fetch>"));

        Assert.Equal((400, "0x80048d19"), column.Error);
        Assert.Contains("'name'", type.Message, StringComparison.Ordinal);
        Assert.Equal(404, target.Error.Status);
        Assert.Equal((400, "0x80041103"), fetch.Error);
    }

    [Fact]
    public async Task Definitions_of_the_whole_environment_are_valid_metadata()
    {
        Assert.Equal(200, (await server.Get("$metadata")).Status);
        var tables = await server.Get("EntityDefinitions?$select=LogicalName&$expand=Attributes($select=LogicalName,AttributeType),ManyToOneRelationships($select=SchemaName)");

        var choices = await server.Get("EntityDefinitions(LogicalName='incident')/Attributes/Microsoft.Dynamics.CRM.EnumAttributeMetadata?$select=LogicalName&$expand=OptionSet");
        var whole = await server.Get("EntityDefinitions(LogicalName='incident')?$expand=Attributes");
        Assert.Contains(choices.Rows, column => column.GetProperty("LogicalName").GetString() == "statuscode" && column.GetProperty("OptionSet").GetProperty("Options").GetArrayLength() == 8);
        Assert.Contains(whole.Json.GetProperty("Attributes").EnumerateArray(), column => column.GetProperty("LogicalName").GetString() == "title" && column.GetProperty("MaxLength").GetInt32() == 200);
        Assert.Contains(tables.Rows, table => table.GetProperty("LogicalName").GetString() == "incident" && table.GetProperty("Attributes").GetArrayLength() > 20);
    }
}
