using System.Net;
using System.Text;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Requests;
using Microsoft.OData;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Batch;

/// <summary>
/// $batch: the requests one after the other, each change set in one transaction. Without the preference odata.continue-on-error
/// the first failure is the last request that runs, and its status that of the whole batch.
/// </summary>
internal static class BatchRequests
{
    public static bool Handles(WebApiRequest request) => request.Url.Split('?')[0].TrimEnd('/') == "$batch";

    public static WebApiResponse Answer(WebApiService service, WebApiRequest batch)
    {
        if (batch.Method != "POST")
            throw WebApiException.MethodNotAllowed(batch.Method, "$batch");
        var continues = (batch.Header("Prefer") ?? "").Contains("odata.continue-on-error", StringComparison.OrdinalIgnoreCase)
            && !batch.Header("Prefer")!.Contains("odata.continue-on-error=false", StringComparison.OrdinalIgnoreCase);
        var boundary = $"batchresponse_{Guid.NewGuid():D}";
        var contentType = $"multipart/mixed; boundary={boundary}";
        var status = HttpStatusCode.OK;
        using var stream = new MemoryStream();
        using (var message = new ODataMessageWriter((IODataResponseMessage)new BatchMessage(contentType, stream), new ODataMessageWriterSettings { EnableMessageStreamDisposal = false }))
        {
            var writer = message.CreateODataBatchWriter();
            writer.WriteStartBatch();
            foreach (var item in BatchParts.Read(batch, service.Callers))
            {
                var failure = item.IsChangeSet ? ChangeSet(service, writer, item.Parts) : Single(service, writer, item.Parts[0]);
                if (failure is not { } failed || continues)
                    continue;
                status = failed;
                break;
            }
            writer.WriteEndBatch();
            writer.Flush();
        }
        return WebApiResponse.Of(status, contentType, stream.ToArray());
    }

    /// <returns>The status where it failed.</returns>
    private static HttpStatusCode? Single(WebApiService service, ODataBatchWriter writer, BatchPart part)
    {
        var response = Handles(part.Request)
            ? WebApiResponse.Of(ErrorAnswer.For(WebApiException.BadRequest("A batch cannot hold a batch.")))
            : service.Handle(part.Request);
        Write(writer, response, part.ContentId);
        return (int)response.Status >= 400 ? response.Status : null;
    }

    private static HttpStatusCode? ChangeSet(WebApiService service, ODataBatchWriter writer, IReadOnlyList<BatchPart> parts)
    {
        List<WebApiResponse> responses;
        try
        {
            responses = Execute(service, parts);
        }
        catch (Exception fault)
        {
            // Nothing of the change set happened: one error answers for all of it.
            var error = service.Fail(fault, "POST", "a change set of $batch");
            Write(writer, error, contentId: null);
            return error.Status;
        }
        writer.WriteStartChangeset();
        for (var i = 0; i < parts.Count; i++)
            Write(writer, responses[i], parts[i].ContentId);
        writer.WriteEndChangeset();
        return null;
    }

    private static List<WebApiResponse> Execute(WebApiService service, IReadOnlyList<BatchPart> parts)
    {
        var contentIds = new Dictionary<string, EntityReference>(StringComparer.Ordinal);
        var plans = new List<PlannedWrite>();
        for (var i = 0; i < parts.Count; i++)
        {
            var (request, contentId) = parts[i];
            if (request.Caller != parts[0].Request.Caller)
                throw WebApiException.NotSupported("All requests of a change set must run for the same caller.");
            var scope = new RequestScope(Resolve(service, request, contentIds), service.Organization, service.Model, contentIds);
            var needsId = contentId is not null && parts.Skip(i + 1).Any(later => Names(later.Request, contentId));
            var plan = RequestRouter.PlanWrite(scope, needsId);
            plans.Add(plan);
            if (contentId is not null && plan.Creates is { } created)
                contentIds[contentId] = created;
        }
        if (plans.Count == 0)
            return [];
        var answers = service.Organization.ExecuteTransaction(parts[0].Request.Caller, [.. plans.SelectMany(plan => plan.Messages)]);
        var (responses, next) = (new List<WebApiResponse>(), 0);
        foreach (var plan in plans)
        {
            responses.Add(plan.Answer([.. answers.Skip(next).Take(plan.Messages.Count)]));
            next += plan.Messages.Count;
        }
        return responses;
    }

    /// <summary>A URL that starts with $1 means the row that the request with Content-ID 1 creates.</summary>
    private static WebApiRequest Resolve(WebApiService service, WebApiRequest request, Dictionary<string, EntityReference> contentIds)
    {
        if (request.Url is not ['$', .. var rest])
            return request;
        var end = rest.IndexOfAny(['/', '?']);
        var contentId = end < 0 ? rest : rest[..end];
        if (!contentIds.TryGetValue(contentId, out var row))
            throw WebApiException.BadRequest($"Content-ID Reference: '${contentId}' does not exist in the batch context.");
        var url = $"{service.Model.Catalog.Table(row.LogicalName).EntitySetName}({row.Id:D}){(end < 0 ? "" : rest[end..])}";
        return new WebApiRequest(request.Method, request.ServiceRoot, url, request.Headers, request.Body, request.Caller);
    }

    private static bool Names(WebApiRequest request, string contentId) =>
        request.Url.StartsWith('$' + contentId, StringComparison.Ordinal)
        || Encoding.UTF8.GetString(request.Body.Span).Contains('$' + contentId, StringComparison.Ordinal);

    private static void Write(ODataBatchWriter writer, WebApiResponse response, string? contentId)
    {
        var message = writer.CreateOperationResponseMessage(contentId);
        message.StatusCode = (int)response.Status;
        message.SetHeader("OData-Version", "4.0");
        foreach (var (name, value) in response.Headers)
            message.SetHeader(name, value);
        if (response.ContentType is not null)
            message.SetHeader("Content-Type", response.ContentType);
        using var stream = message.GetStream();
        stream.Write(response.Body.Span);
    }
}
