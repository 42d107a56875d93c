using LocalDataverse.Pipeline.BulkDeletion;
using LocalDataverse.Pipeline.Handlers;

namespace LocalDataverse.Pipeline;

/// <summary>Who does the main operation of which message.</summary>
internal sealed class MessageHandlers
{
    private readonly OrganizationCore _core;
    private readonly StepRunner _runner;
    private readonly Dictionary<(string Message, string Table), IMessageHandler> _handlers = [];

    public MessageHandlers(MessagePipeline pipeline, StepRunner runner)
    {
        _core = pipeline.Core;
        _runner = runner;
        var options = _core.Options;
        foreach (var handler in (IEnumerable<IMessageHandler>)
        [
            new CreateHandler(pipeline), new UpdateHandler(), new DeleteHandler(pipeline), new UpsertHandler(pipeline),
            new RetrieveHandler(options.QueryEngine), new RetrieveMultipleHandler(options.QueryEngine),
            new MultipleHandler(pipeline, "Create"), new MultipleHandler(pipeline, "Update"), new MultipleHandler(pipeline, "Upsert"),
            new AssignHandler(pipeline), new MergeHandler(pipeline), new SetStateHandler(pipeline), new AssociateHandler("Associate"), new AssociateHandler("Disassociate"),
            new CloseIncidentHandler(pipeline, "CloseIncident"), new CloseIncidentHandler(pipeline, "Close"), new CalculateTotalTimeIncidentHandler(),
            new WhoAmIHandler(), new RetrievePrincipalAccessHandler(), new RetrieveSharesHandler(),
            new ShareHandler(ShareHandler.Grant), new ShareHandler(ShareHandler.Modify), new ShareHandler(ShareHandler.Revoke), new RetrieveUserPrivilegeHandler(), new ExecuteTransactionHandler(pipeline), new ExecuteMultipleHandler(pipeline),
            new BulkDeleteHandler(pipeline), new ImportSolutionHandler(options.SolutionImporter), new DeleteSolutionHandler(options.SolutionImporter),
            .. options.MessageHandlers,
        ])
            _handlers[Key(handler.Message, handler.Table)] = handler;
        foreach (var handler in (options.SolutionImporter?.Messages(message => _handlers[Key(message, null)]) ?? []).Concat(AsynchronousMessages.Of(pipeline)).ToList())
            _handlers[Key(handler.Message, handler.Table)] = handler;
    }

    /// <exception cref="DataverseException">0x80040204: no such message.</exception>
    public IMessageHandler Find(string message, Microsoft.Xrm.Sdk.ParameterCollection input) =>
        _handlers.GetValueOrDefault(Key(message, Subject.Of(input).Table))
        ?? _handlers.GetValueOrDefault(Key(message, null))
        ?? (_core.CustomApis.Find(message) is { } api ? new CustomApiHandler(api, _runner) : null)
        ?? throw new DataverseException(ErrorCode.NoSuchMessage, $"The message '{message}' is not supported here.");

    private static (string, string) Key(string message, string? table) => (message.ToUpperInvariant(), table ?? "");
}
