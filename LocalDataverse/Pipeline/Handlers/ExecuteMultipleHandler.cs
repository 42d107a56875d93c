using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>ExecuteMultiple inside another operation, where there is one transaction only: the first failure fails it all. From outside, <see cref="Organization"/> runs each request by itself.</summary>
internal sealed class ExecuteMultipleHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "ExecuteMultiple";

    public void Execute(Operation operation)
    {
        var responses = new ExecuteMultipleResponseItemCollection();
        foreach (var request in operation.Required<OrganizationRequestCollection>("Requests"))
            responses.Add(new ExecuteMultipleResponseItem { RequestIndex = responses.Count, Response = ResponseFactory.Of(pipeline.ExecuteInner(operation, request)) });
        operation.Output["Responses"] = responses;
        operation.Output["IsFaulted"] = false;
    }
}
