using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Takes a message through its stages: pre-validation, then in one transaction pre-operation, main operation and post-operation, then after commit the asynchronous steps.</summary>
internal sealed class MessagePipeline
{
    private const int DeepestOperation = 8;
    private readonly MessageHandlers _handlers;
    private readonly StepRunner _runner;
    private readonly RequestGuard _guard;

    public MessagePipeline(OrganizationCore core)
    {
        Core = core;
        _runner = new StepRunner(this);
        _handlers = new MessageHandlers(this, _runner);
        _guard = new RequestGuard(core);
        Jobs = new AsyncJobs(this, _runner, _guard);
    }

    public OrganizationCore Core { get; }

    public AsyncJobs Jobs { get; }

    /// <summary>A request from outside.</summary>
    public OrganizationResponse Execute(Caller caller, OrganizationRequest request)
    {
        var watch = new RequestWatch();
        var operation = Begin(caller, request, watch);
        return _guard.Run(watch, needsThread: !operation.Handler.IsReadOnly, () => RunAtTop(operation));
    }

    /// <summary>Requests from outside, all or nothing.</summary>
    public IReadOnlyList<OrganizationResponse> ExecuteTransaction(Caller caller, IReadOnlyList<OrganizationRequest> requests)
    {
        var watch = new RequestWatch();
        return _guard.Run(watch, needsThread: true, () => InTransaction(caller, watch, scope => requests.Select(request =>
        {
            var operation = Begin(caller, request, watch);
            RunWithin(operation, scope);
            return ResponseFactory.Of(operation);
        }).ToList()));
    }

    /// <summary>A request of a plugin, in the transaction of the operation it runs for; outside one, a transaction of its own.</summary>
    public OrganizationResponse ExecuteNested(Caller caller, OrganizationRequest request, StepContext context)
    {
        var parent = context.Operation;
        var scope = context.Mode == 0 ? parent.ScopeOrNone : null;
        if (scope?.Doom is not null)
            throw Aborted();
        try
        {
            var depth = parent.Depth + 1;
            if (depth > DeepestOperation)
                throw new DataverseException(ErrorCode.MaxDepthExceeded, "This workflow job was canceled because the workflow that started it included an infinite loop. Correct the workflow logic and try again. For information about workflow logic, see Help.");
            var operation = Begin(caller, request, parent.Watch, parent, context, depth);
            Core.Options.Observer?.ServiceCall(operation.CorrelationId, operation.EventName, operation.Table, depth);
            if (scope is null)
                return RunAtTop(operation);
            RunWithin(operation, scope);
            return ResponseFactory.Of(operation);
        }
        catch (Exception error) when (scope is not null)
        {
            scope.Doom ??= error;
            throw;
        }
    }

    /// <summary>A message that the platform itself sends as part of another: same caller, same depth, same transaction.</summary>
    public ParameterCollection ExecuteInner(Operation parent, string message, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var request = new OrganizationRequest(message);
        foreach (var (name, value) in parameters)
            request.Parameters[name] = value;
        return ExecuteInner(parent, request).Output;
    }

    public Operation ExecuteInner(Operation parent, OrganizationRequest request) => ExecuteInner(parent, request, isCascaded: false);

    /// <summary>Deletes a row because its parent row goes.</summary>
    public void DeleteCascaded(Operation parent, EntityReference row) =>
        ExecuteInner(parent, new OrganizationRequest("Delete") { ["Target"] = row }, isCascaded: true);

    private Operation ExecuteInner(Operation parent, OrganizationRequest request, bool isCascaded)
    {
        var context = new StepContext(parent, Core, PipelineStage.MainOperation, null);
        var operation = Begin(parent.Caller, request, parent.Watch, parent, context, parent.Depth, isCascaded);
        RunWithin(operation, parent.Scope);
        return operation;
    }

    /// <summary>An operation as it was when an asynchronous step was queued.</summary>
    public Operation Restore(OrganizationRequest request, Caller caller, DateTime createdOn, Guid correlationId, int depth, ParameterCollection shared, RequestWatch watch) =>
        new(_handlers.Find(request.RequestName, request.Parameters), request.RequestName, request.Parameters, caller, createdOn)
        {
            CorrelationId = correlationId,
            Depth = depth,
            SharedVariables = shared,
            Watch = watch,
        };

    internal static DataverseException Aborted() => new(ErrorCode.OpenTransactionReduced,
        "ISV code reduced the open transaction count. Custom plug-ins should not catch exceptions from OrganizationService calls and continue processing.");

    private Operation Begin(Caller caller, OrganizationRequest request, RequestWatch watch, Operation? parent = null, StepContext? context = null, int depth = 1, bool isCascaded = false)
    {
        var input = EntityCopy.Of(request.Parameters);
        var handler = _handlers.Find(request.RequestName, input);
        handler.Check(input);
        return new Operation(handler, request.RequestName, input, caller, Core.UtcNow)
        {
            Depth = depth,
            CorrelationId = parent?.CorrelationId ?? Guid.NewGuid(),
            RequestId = request.RequestId,
            Parent = context,
            Watch = watch,
            IsCascaded = isCascaded,
        };
    }

    private OrganizationResponse RunAtTop(Operation operation)
    {
        if (operation.Handler.IsReadOnly && Core.Steps.For(operation.EventName, operation.Table).IsEmpty)
        {
            return Core.Read(operation.Caller, scope =>
            {
                operation.Scope = scope;
                operation.Handler.Execute(operation);
                return ResponseFactory.Of(operation);
            });
        }

        if (ActivityRedirect.IsNeeded(operation, Core.Catalog))
            Core.Read(operation.Caller, scope => ActivityRedirect.Apply(operation, scope));
        var preValidated = _runner.PreValidate(operation);
        return InTransaction(operation.Caller, operation.Watch, scope =>
        {
            RunStages(preValidated, scope);
            return ResponseFactory.Of(preValidated);
        });
    }

    private void RunWithin(Operation operation, RequestScope scope)
    {
        operation.Scope = scope;
        if (ActivityRedirect.IsNeeded(operation, scope.Metadata))
            ActivityRedirect.Apply(operation, scope);
        RunStages(_runner.PreValidate(operation), scope);
    }

    private void RunStages(Operation operation, RequestScope scope)
    {
        operation.Scope = scope;
        var steps = Core.Steps.For(operation.EventName, operation.Table);
        if (steps.IsEmpty)
        {
            operation.Handler.Execute(operation);
            return;
        }

        StepRunner.ReadPreImage(operation, steps);
        _runner.Run(operation, steps.PreOperation, null);
        operation.Handler.Execute(operation);
        var after = StepRunner.ReadPostImage(operation, steps);
        _runner.Run(operation, steps.PostOperation, after);
        foreach (var step in steps.Asynchronous.Where(step => MessageSteps.Applies(step, operation)))
            Jobs.Queue(operation, step, after);
    }

    private T InTransaction<T>(Caller caller, RequestWatch watch, Func<RequestScope, T> work)
    {
        try
        {
            return Core.Write(caller, scope =>
            {
                watch.Scope = scope;
                return work(scope);
            });
        }
        finally
        {
            watch.Scope = null;
        }
    }
}
