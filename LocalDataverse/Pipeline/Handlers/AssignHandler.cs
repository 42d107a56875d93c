using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Assign: an Update of the owner, whose steps run too.</summary>
internal sealed class AssignHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "Assign";

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("Target");
        pipeline.ExecuteInner(operation, "Update", ("Target", new Entity(target.LogicalName, target.Id) { ["ownerid"] = operation.Required<EntityReference>("Assignee") }));
    }
}
