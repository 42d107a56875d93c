using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>SetState: an Update of state and status, whose steps run too. A status of -1 is the state's default.</summary>
internal sealed class SetStateHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "SetState";

    public void Execute(Operation operation)
    {
        var target = operation.Required<EntityReference>("EntityMoniker");
        var row = new Entity(target.LogicalName, target.Id) { ["statecode"] = operation.Required<OptionSetValue>("State") };
        if (operation.Required<OptionSetValue>("Status") is { Value: >= 0 } status)
            row["statuscode"] = status;
        pipeline.ExecuteInner(operation, "Update", ("Target", row));
    }
}
