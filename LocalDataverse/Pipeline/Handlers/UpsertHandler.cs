using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>Upsert: an Update where the row exists, else a Create with the id given; the steps of whichever it is run.</summary>
internal sealed class UpsertHandler(MessagePipeline pipeline) : IMessageHandler
{
    public string Message => "Upsert";

    public void Execute(Operation operation)
    {
        var row = operation.Required<Entity>("Target");
        if (row.KeyAttributes.Count > 0)
            throw new DataverseException(ErrorCode.InvalidArgument, "Upsert by alternate key is not supported; give the row's id.");
        var exists = row.Id != Guid.Empty && operation.Scope.Rows.Exists(row.LogicalName, row.Id);
        var output = pipeline.ExecuteInner(operation, exists ? "Update" : "Create", ("Target", row));
        operation.Id = exists ? row.Id : (Guid)output["id"]!;
        operation.Output["RecordCreated"] = !exists;
        operation.Output["Target"] = new EntityReference(row.LogicalName, operation.Id);
    }
}
