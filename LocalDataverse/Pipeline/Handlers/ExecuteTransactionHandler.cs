using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>ExecuteTransaction: its requests in order, all or nothing.</summary>
internal sealed class ExecuteTransactionHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "ExecuteTransaction";

    public void Execute(Operation operation)
    {
        var responses = new OrganizationResponseCollection();
        foreach (var request in operation.Required<OrganizationRequestCollection>("Requests"))
            responses.Add(ResponseFactory.Of(pipeline.ExecuteInner(operation, request)));
        if (operation.Optional<bool>("ReturnResponses"))
            operation.Output["Responses"] = responses;
    }
}
