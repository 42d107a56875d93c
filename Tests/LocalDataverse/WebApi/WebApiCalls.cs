using System.Text;
using System.Text.Json;
using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.WebApi;

/// <summary>Sends requests to the Web API over a fake organization.</summary>
internal sealed class WebApiCalls
{
    public static readonly Guid Id = Guid.Parse("11111111-1111-1111-1111-111111111111");
    public static readonly Guid Other = Guid.Parse("22222222-2222-2222-2222-222222222222");

    /// <param name="answer">What the organization answers; null: one empty page to every query.</param>
    public WebApiCalls(Func<OrganizationRequest, IEnumerable<(string, object?)>>? answer = null) =>
        Organization = new FakeOrganization(answer ?? (request => request is RetrieveMultipleRequest ? [("EntityCollection", new EntityCollection())] : []));

    public FakeOrganization Organization { get; }

    public static WebApiCalls WithRows(params Entity[] rows) => new(request => request switch
    {
        RetrieveRequest => [("Entity", rows[0])],
        RetrieveMultipleRequest => [("EntityCollection", new EntityCollection([.. rows]) { TotalRecordCount = rows.Length })],
        _ => [],
    });

    public WebApiResponse Send(string method, string url, string? body = null, params (string Name, string Value)[] headers) =>
        new WebApiService(Organization, Caller.For(Id), NullLogger<WebApiService>.Instance).Handle(new WebApiRequest(method, new Uri("http://localhost/api/data/v9.2/"), url,
            headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            body is null ? default : Encoding.UTF8.GetBytes(body), Caller.For(Other)));

    public WebApiResponse Get(string url, params (string Name, string Value)[] headers) => Send("GET", url, null, headers);

    /// <summary>The query that a GET became.</summary>
    public QueryExpression QueryOf(string url, params (string Name, string Value)[] headers)
    {
        var response = Get(url, headers);
        Assert.True((int)response.Status == 200, Encoding.UTF8.GetString(response.Body.Span));
        return (QueryExpression)Organization.Messages.OfType<RetrieveMultipleRequest>().First().Query;
    }

    /// <summary>A filter in one line, such as <c>(title Equal x And statecode In 0,1)</c>.</summary>
    public string FilterOf(string filter) => Text(QueryOf("incidents?$filter=" + Uri.EscapeDataString(filter)).Criteria);

    public static JsonElement Json(WebApiResponse response)
    {
        using var document = JsonDocument.Parse(response.Body);
        return document.RootElement.Clone();
    }

    public static (int Status, string Code, string Message) Error(WebApiResponse response)
    {
        var error = Json(response).GetProperty("error");
        return ((int)response.Status, error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    private static string Text(FilterExpression filter)
    {
        var parts = filter.Conditions.Select(Text).Concat(filter.Filters.Select(Text)).ToList();
        return parts.Count == 1 ? parts[0] : $"({string.Join($" {filter.FilterOperator} ", parts)})";
    }

    private static string Text(ConditionExpression condition) =>
        string.Join(' ', new[] { condition.EntityName is null ? condition.AttributeName : $"{condition.EntityName}.{condition.AttributeName}", condition.Operator.ToString() }
            .Concat(condition.Values.Count == 0 ? [] : [string.Join(',', condition.Values.Select(Text))]));

    private static string Text(object value) => value is DateTime instant ? instant.ToString("yyyy-MM-ddTHH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture)
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
