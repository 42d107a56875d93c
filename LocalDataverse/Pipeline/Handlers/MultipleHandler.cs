using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>CreateMultiple, UpdateMultiple and UpsertMultiple: all or nothing, the steps of the single-row message run for each row.</summary>
internal sealed class MultipleHandler(MessagePipeline pipeline, string single) : IMessageHandler
{
    public string Message => single + "Multiple";

    public (string Table, Guid Id) SubjectOf(ParameterCollection input) =>
        (input.TryGetValue("Targets", out object? targets) && targets is EntityCollection rows ? rows.EntityName ?? rows.Entities.FirstOrDefault()?.LogicalName ?? "" : "", Guid.Empty);

    public void Execute(Operation operation)
    {
        var rows = operation.Required<EntityCollection>("Targets").Entities;
        if (rows.FirstOrDefault(row => row.LogicalName != operation.Table) is { } stranger)
            throw new DataverseException(ErrorCode.InvalidArgument, $"{Message} takes rows of one table: '{operation.Table}', not '{stranger.LogicalName}'.");

        var operations = rows.Select(row => pipeline.ExecuteInner(operation, new OrganizationRequest(single) { ["Target"] = row })).ToList();
        if (single == "Create")
            operation.Output["Ids"] = operations.Select(done => done.Id).ToArray();
        else if (single == "Upsert")
            operation.Output["Results"] = operations.Select(done => (UpsertResponse)ResponseFactory.Of(done)).ToArray();
    }
}
