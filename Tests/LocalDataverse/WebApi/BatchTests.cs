using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalDataverse.Tests.WebApi;

public sealed class BatchTests(WebApiServer server) : IClassFixture<WebApiServer>
{
    private Task<Answer> Batch(string body, params (string, string)[] headers) => server.Send(
        TestEnvironment.AdministratorName, "POST", "$batch", body.ReplaceLineEndings("\r\n"), [.. headers, ("Content-Type", "multipart/mixed; boundary=b")]);

    private static List<int> Statuses(Answer answer) => [.. Regex.Matches(answer.Text, @"HTTP/1\.1 (\d+)").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    private async Task<int> Count(string name) => (await server.Get($"accounts?$select=name&$filter=name eq '{name}'")).Rows.Count;

    private static string Request(string method, string url, object? body = null, string? contentId = null) => $"""
        Content-Type: application/http
        Content-Transfer-Encoding: binary
        {(contentId is null ? "" : $"Content-ID: {contentId}\r\n")}
        {method} {url} HTTP/1.1
        Content-Type: application/json

        {(body is null ? "" : JsonSerializer.Serialize(body))}

        """;

    private static string Whole(params string[] parts) => string.Concat(parts.Select(part => "--b\r\n" + part)) + "--b--\r\n";

    private static string ChangeSet(params string[] parts) =>
        "Content-Type: multipart/mixed; boundary=c\r\n\r\n" + string.Concat(parts.Select(part => "--c\r\n" + part)) + "--c--\r\n\r\n";

    [Fact]
    public async Task Requests_of_a_batch_run_one_after_the_other()
    {
        var answer = await Batch(Whole(Request("GET", "WhoAmI"), Request("POST", "/api/data/v9.2/accounts", new { name = "Batch one" }), Request("GET", "accounts?$select=name&$filter=name eq 'Batch one'")));

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("multipart/mixed; boundary=batchresponse_", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal([200, 204, 200], Statuses(answer));
        Assert.Contains("\"name\":\"Batch one\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_set_is_one_transaction_and_its_requests_name_each_others_rows()
    {
        var answer = await Batch(Whole(ChangeSet(
            Request("POST", "accounts", new { name = "Set parent" }, "1"),
            Request("POST", "incidents", new Dictionary<string, string> { ["title"] = "Set child", ["customerid_account@odata.bind"] = "$1" }, "2"),
            Request("PATCH", "$1", new { description = "patched" }, "3"))));
        var child = Assert.Single((await server.Get("incidents?$select=title&$filter=title eq 'Set child'&$expand=customerid_account($select=name,description)")).Rows).GetProperty("customerid_account");

        Assert.Equal([204, 204, 204], Statuses(answer));
        Assert.Equal(("Set parent", "patched"), (child.GetProperty("name").GetString(), child.GetProperty("description").GetString()));
    }

    [Fact]
    public async Task A_failure_undoes_its_change_set_and_answers_with_one_error()
    {
        var answer = await Batch(Whole(
            ChangeSet(Request("POST", "accounts", new { name = "Undone" }, "1"), Request("DELETE", $"accounts({Guid.NewGuid()})", null, "2")),
            Request("GET", "WhoAmI")));

        Assert.Equal(404, answer.Status);
        Assert.Equal([404], Statuses(answer));
        Assert.Contains("0x80040217", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Count("Undone"));
    }

    [Fact]
    public async Task A_failure_ends_the_batch_unless_the_caller_prefers_to_go_on()
    {
        var body = Whole(Request("POST", "accounts", new { nope = 1 }), Request("POST", "accounts", new { name = "After" }));
        var ended = await Batch(body);
        var before = await Count("After");
        var gone = await Batch(body, ("Prefer", "odata.continue-on-error"));

        Assert.Equal((400, 0, 200, 1), (ended.Status, before, gone.Status, await Count("After")));
        Assert.Equal([400, 204], Statuses(gone));
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/mixed; boundary=b", "--b\r\nnothing of a batch")]
    public async Task What_is_no_batch_is_400(string contentType, string body) =>
        Assert.Equal(400, (await server.Send(TestEnvironment.AdministratorName, "POST", "$batch", body, ("Content-Type", contentType))).Status);
}
