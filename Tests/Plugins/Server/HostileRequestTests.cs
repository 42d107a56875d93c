using System.Net.Sockets;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>Requests of somebody who means harm: nothing is answered with a 500, nothing is written, nothing is read that the caller may not read.</summary>
public sealed class HostileRequestTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private const string Sql = "x') OR 1=1; DROP TABLE casetime_timetracker; --";
    private const string Quoted = "\" OR \"\"=\"\"; DROP TABLE incident; --";
    private const string Bomb = "<!DOCTYPE lol [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

    private readonly Person _rep = server.NewPerson("rep", "Customer Service Representative", "Case Time Representative");
    private readonly Guid _case = server.NewCase();

    public static TheoryData<string> InjectedQueries
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var text in new[] { Sql, Quoted, "%", "_", "[a-z]%" })
            {
                var (odata, xml) = (Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal)), Uri.EscapeDataString(new System.Xml.Linq.XAttribute("v", text).ToString()[3..^1]));
                data.Add($"casetime_timetrackers?$filter=casetime_reason eq '{odata}'");
                if (text is Sql or Quoted)
                {
                    // Wildcards do work in these functions, as in Dataverse.
                    data.Add($"casetime_timetrackers?$filter=startswith(casetime_reason,'{odata}')");
                    data.Add($"casetime_timetrackers?$filter=contains(casetime_name,'{odata}') or endswith(casetime_device,'{odata}')");
                }

                data.Add($"casetime_timetrackers?$filter=casetime_regardingcase/title eq '{odata}'");
                data.Add($"incidents?$filter=casetime_incident_casetime_timetracker/any(t:t/casetime_reason eq '{odata}')");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><filter><condition attribute=\"casetime_reason\" operator=\"eq\" value=\"{xml}\"/></filter></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><filter><condition attribute=\"casetime_reason\" operator=\"in\"><value>{Uri.EscapeDataString(new System.Xml.Linq.XText(text).ToString())}</value></condition></filter></entity></fetch>");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(InjectedQueries))]
    public async Task SQL_and_wildcards_in_a_value_are_text(string url)
    {
        Assert.True((await Log("harmless")).IsSuccess);

        var reply = await server.Get(_rep, url);

        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Rows);
        ExpectTablesIntact();
    }

    public static TheoryData<string> InjectedNames
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var text in new[] { Sql, Quoted })
            {
                var (odata, xml) = (Uri.EscapeDataString(text), Uri.EscapeDataString(new System.Xml.Linq.XAttribute("v", text).ToString()[3..^1]));
                data.Add($"casetime_timetrackers?$orderby={odata}");
                data.Add($"casetime_timetrackers?$select={odata}");
                data.Add($"casetime_timetrackers?$expand={odata}");
                data.Add($"casetime_timetrackers?$filter={odata}");
                data.Add($"casetime_timetrackers?$apply=aggregate(casetime_durationseconds with sum as {odata})");
                data.Add($"casetime_timetrackers?$top={odata}");
                data.Add($"casetime_timetrackers?$skiptoken={odata}");
                data.Add($"casetime_timetrackers?savedQuery={odata}");
                data.Add($"casetime_timetrackers({odata})");
                data.Add($"{odata}");
                data.Add($"incidents({Guid.Empty})/{odata}");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"{xml}\"/></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><attribute name=\"{xml}\"/></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><order attribute=\"{xml}\"/></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><filter><condition attribute=\"{xml}\" operator=\"null\"/></filter></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><filter><condition attribute=\"casetime_name\" operator=\"{xml}\"/></filter></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><filter><condition entityname=\"{xml}\" attribute=\"casetime_name\" operator=\"null\"/></filter></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><link-entity name=\"incident\" from=\"{xml}\" to=\"casetime_regardingcase\"/></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch><entity name=\"casetime_timetracker\"><link-entity name=\"{xml}\" from=\"incidentid\" to=\"casetime_regardingcase\"/></entity></fetch>");
                data.Add($"casetime_timetrackers?fetchXml=<fetch top=\"{xml}\"><entity name=\"casetime_timetracker\"/></fetch>");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(InjectedNames))]
    public async Task SQL_in_place_of_a_name_is_refused(string url)
    {
        var reply = await server.Get(_rep, url);

        Assert.InRange(reply.Status, 400, 499);
        ExpectTablesIntact();
    }

    [Theory]
    [InlineData(Sql)]
    [InlineData(Quoted)]
    public async Task SQL_as_an_alias_or_a_cookie_is_a_text_like_any_other_or_refused(string alias)
    {
        Assert.True((await Log("harmless")).IsSuccess);
        var xml = Uri.EscapeDataString(new System.Xml.Linq.XAttribute("v", alias).ToString()[3..^1]);

        foreach (var fetch in new[]
        {
            $"<fetch page=\"2\" count=\"1\" paging-cookie=\"{xml}\"><entity name=\"casetime_timetracker\"/></fetch>",
            $"<fetch aggregate=\"true\"><entity name=\"casetime_timetracker\"><attribute name=\"casetime_durationseconds\" alias=\"{xml}\" aggregate=\"sum\"/></entity></fetch>",
            $"<fetch><entity name=\"casetime_timetracker\"><attribute name=\"casetime_durationseconds\" alias=\"{xml}\"/></entity></fetch>",
            $"<fetch><entity name=\"casetime_timetracker\"><link-entity name=\"incident\" from=\"incidentid\" to=\"casetime_regardingcase\" alias=\"{xml}\"><attribute name=\"title\"/></link-entity></entity></fetch>",
        })
        {
            var reply = await server.Get(_rep, "casetime_timetrackers?fetchXml=" + fetch);
            Assert.True(reply.Status < 500, reply.Text);
        }

        ExpectTablesIntact();
    }

    [Theory]
    [InlineData(Sql)]
    [InlineData(Quoted)]
    [InlineData("\u202Eevil <script>alert(1)</script> \\ ' \" %")]
    public async Task SQL_in_a_text_that_is_stored_comes_back_as_it_was(string text)
    {
        var reply = await server.Send(_rep, "POST", "casetime_timetrackers", Row(text), ("Prefer", "return=representation"));

        Assert.Equal(text, reply.Json.GetProperty("casetime_reason").GetString());
        var title = server.NewCase(text);
        Assert.Equal(text, (await server.Get(_rep, $"incidents({title})?$select=title")).Json.GetProperty("title").GetString());
        ExpectTablesIntact();
    }

    [Theory]
    [InlineData(Sql)]
    [InlineData("%")]
    [InlineData("_ep")]
    [InlineData("\" OR 1=1 --")]
    public async Task SQL_and_wildcards_in_a_users_name_sign_nobody_in(string name)
    {
        var reply = await server.Send(null, "GET", "WhoAmI", null, ("Authorization", "Bearer " + name));

        Assert.Equal(401, reply.Status);
    }

    [Fact]
    public async Task SQL_in_names_of_columns_is_refused()
    {
        var reply = await server.Send(_rep, "POST", "casetime_timetrackers", new Dictionary<string, object?> { [Sql] = 1, [Quoted] = "x" });

        Assert.Equal(400, reply.Status);
        ExpectTablesIntact();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("localhost.evil.example:PORT")]
    [InlineData("127.0.0.1.evil.example:PORT")]
    [InlineData("localhost:1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:7f00:1]:PORT")]
    [InlineData("")]
    public async Task A_foreign_name_that_leads_to_this_machine_reads_nothing(string host)
    {
        foreach (var path in new[] { "/api/data/v9.2/WhoAmI", "/", "/WebResources/casetime_/scripts/tracking.js" })
            Assert.StartsWith("HTTP/1.1 4", await Raw($"GET {path} HTTP/1.1\r\nHost: {Host(host)}\r\nAuthorization: Bearer {_rep.DomainName}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:PORT")]
    [InlineData("127.0.0.1:PORT")]
    [InlineData("LOCALHOST:PORT")]
    public async Task Its_own_names_do(string host) =>
        Assert.StartsWith("HTTP/1.1 200", await Raw($"GET /api/data/v9.2/WhoAmI HTTP/1.1\r\nHost: {Host(host)}\r\nAuthorization: Bearer {_rep.DomainName}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://localhost:PORT")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Pages_of_other_origins_write_nothing(string header, string value)
    {
        foreach (var (method, url, body) in new[] { ("POST", "casetime_timetrackers", (object)Row("harmless")), ("DELETE", $"incidents({_case})", null!), ("POST", "$batch", "--b--") })
            Assert.Equal(403, (await server.Send(_rep, method, url, body, (header, Host(value)))).Status);

        Assert.DoesNotContain(server.Rows("casetime_timetracker"), row => row.GetAttributeValue<EntityReference>("casetime_regardingcase")!.Id == _case);
    }

    [Fact]
    public async Task No_answer_lets_other_origins_read()
    {
        var answer = await Raw($"OPTIONS /api/data/v9.2/incidents HTTP/1.1\r\nHost: {Host("localhost:PORT")}\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");

        Assert.DoesNotContain("Access-Control-Allow", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Deeply_nested_JSON_is_refused()
    {
        foreach (var body in new[] { new string('[', 100_000), "{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), "{\"casetime_reason\":" + new string('[', 5_000) + new string(']', 5_000) + "}" })
            Assert.Equal(400, (await server.Send(_rep, "POST", "casetime_timetrackers", body)).Status);
    }

    [Fact]
    public async Task A_body_of_more_than_the_limit_is_refused_before_it_is_read()
    {
        var answer = await Raw($"POST /api/data/v9.2/casetime_timetrackers HTTP/1.1\r\nHost: {Host("localhost:PORT")}\r\nAuthorization: Bearer {_rep.DomainName}\r\nContent-Type: application/json\r\nContent-Length: 4000000000\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_beyond_their_limits_are_refused()
    {
        var reason = await Log(new string('r', 5_000_000));
        var (url, body) = server.AutomaticRow(_case, _rep, "v1 " + string.Join(' ', Enumerable.Range(0, 100_000).Select(second => $"{second}+1")));
        var timeline = await server.Send(_rep, "PATCH", url, body);

        Assert.StartsWith("CT1015: ", reason.Message, StringComparison.Ordinal);
        Assert.StartsWith("CT1009: ", timeline.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deeply_nested_filters_and_queries_are_refused()
    {
        var filter = string.Concat(Enumerable.Repeat("(", 2_000)) + "casetime_durationseconds eq 1" + string.Concat(Enumerable.Repeat(")", 2_000));
        var not = string.Concat(Enumerable.Repeat("not(", 2_000)) + "casetime_durationseconds eq 1" + string.Concat(Enumerable.Repeat(")", 2_000));
        var fetch = "<fetch><entity name='casetime_timetracker'>" + string.Concat(Enumerable.Repeat("<filter>", 1_000)) + string.Concat(Enumerable.Repeat("</filter>", 1_000)) + "</entity></fetch>";

        foreach (var url in new[] { "$filter=" + filter, "$filter=" + not, "fetchXml=" + fetch })
            Assert.Equal(400, (await server.Get(_rep, "casetime_timetrackers?" + url)).Status);
    }

    [Fact]
    public async Task Entities_in_XML_are_refused_wherever_XML_is_taken()
    {
        var fetch = Uri.EscapeDataString(Bomb + "<fetch><entity name='casetime_timetracker'><filter><condition attribute='casetime_reason' operator='eq' value='&c;'/></filter></entity></fetch>");
        var outside = Uri.EscapeDataString("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><fetch><entity name='casetime_timetracker'><filter><condition attribute='casetime_reason' operator='eq' value='&f;'/></filter></entity></fetch>");
        var cookie = Uri.EscapeDataString(Bomb + "<cookie pagenumber='2' pagingcookie='&c;' />");

        foreach (var url in new[] { "fetchXml=" + fetch, "fetchXml=" + outside, "$skiptoken=" + cookie })
            Assert.Equal(400, (await server.Get(_rep, "casetime_timetrackers?" + url)).Status);
        var administrator = server.NewPerson("admin", "System Administrator");
        Assert.Equal(400, (await server.Send(administrator, "POST", "PublishXml", new { ParameterXml = Bomb + "<importexportxml><entities><entity>&c;</entity></entities></importexportxml>" })).Status);
    }

    [Theory]
    [InlineData("/shell/..%2f..%2fetc%2fpasswd")]
    [InlineData("/shell/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/WebResources/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/WebResources/%2e%2e%5c%2e%2e%5cwin.ini")]
    [InlineData("/WebResources/casetime_/scripts/..%2f..%2fdataverse.db")]
    public async Task Paths_lead_to_no_file(string path)
    {
        var answer = await Raw($"GET {path} HTTP/1.1\r\nHost: {Host("localhost:PORT")}\r\nAuthorization: Bearer {_rep.DomainName}\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 40[014]", answer);
    }

    private Task<Reply> Log(string reason) => server.Send(_rep, "POST", "casetime_timetrackers", Row(reason));

    private Dictionary<string, object?> Row(string reason) => new()
    {
        ["casetime_regardingcase@odata.bind"] = $"/incidents({_case})",
        ["casetime_durationseconds"] = 60,
        ["casetime_reason"] = reason,
    };

    private void ExpectTablesIntact()
    {
        Assert.NotNull(server.Rows("casetime_timetracker", "casetime_name"));
        Assert.NotEmpty(server.Rows("incident", "title"));
    }

    private string Host(string text) => text.Replace("PORT", new Uri(server.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Bytes as they are: clients of a library would put right what is wrong here.</summary>
    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(server.Url).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
