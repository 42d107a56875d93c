using System.Threading.Channels;
using LocalDataverse.Pipeline.BulkDeletion;
using LocalDataverse.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>
/// Asynchronous steps. Each is a row of asyncoperation, written in the transaction that caused it, so that none is lost with the process;
/// one thread runs them in order after commit. A job that was running when the process died runs again at the next start.
/// </summary>
internal sealed class AsyncJobs : IDisposable
{
    private const int Ready = 0;
    private const int Locked = 2;
    private const int InProgress = 20;
    private const int Completed = 3;
    private const int Succeeded = 30;
    private const int Failed = 31;
    private readonly MessagePipeline _pipeline;
    private readonly StepRunner _runner;
    private readonly RequestGuard _guard;
    private readonly Channel<Guid> _queue = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _counting = new();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _idle = NewIdle();
    private Task _running = Task.CompletedTask;
    private int _pending;

    public AsyncJobs(MessagePipeline pipeline, StepRunner runner, RequestGuard guard)
    {
        _pipeline = pipeline;
        _runner = runner;
        _guard = guard;
        _idle.SetResult();
    }

    private OrganizationCore Core => _pipeline.Core;

    /// <summary>Takes up what the last process left, then what comes.</summary>
    public void Start()
    {
        var left = Core.Read(Caller.For(Core.SystemUserId), scope => new[] { Ready, Locked }.SelectMany(state => scope.Rows.Where("asyncoperation", "statecode", new OptionSetValue(state), "asyncoperationid")).ToList());
        foreach (var job in left)
            Enqueue(job.Id);
        _running = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Completes when nothing is queued or running.</summary>
    public Task WhenIdle()
    {
        lock (_counting)
            return _idle.Task;
    }

    /// <summary>Writes the job into the operation's transaction; it runs after commit.</summary>
    public void Queue(Operation operation, StepRegistration step, Entity? after)
    {
        var scope = operation.Scope;
        var row = new Entity("asyncoperation")
        {
            ["name"] = step.Name.Length > 256 ? step.Name[..256] : step.Name,
            ["operationtype"] = 1,
            ["messagename"] = operation.EventName,
            ["primaryentitytype"] = operation.Table,
            ["correlationid"] = operation.CorrelationId,
            ["depth"] = operation.Depth,
            ["data"] = AsyncJobData.Write(operation, step, after),
        };
        if (step.IsStored)
            row["owningextensionid"] = new EntityReference("sdkmessageprocessingstep", step.Id);
        var id = scope.Rows.Create(row, new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow));
        scope.OnCommitted(() => Enqueue(id));
    }

    /// <summary>Writes a job that sends a message of its own, as the operation's caller; it runs after commit.</summary>
    public Guid Queue(Operation operation, string message, int type, string name)
    {
        var scope = operation.Scope;
        var row = new Entity("asyncoperation")
        {
            ["name"] = name,
            ["operationtype"] = type,
            ["messagename"] = message,
            ["correlationid"] = operation.CorrelationId,
            ["depth"] = operation.Depth,
            ["data"] = MessageJobData.Write(operation, message),
        };
        var id = scope.Rows.Create(row, new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow));
        scope.OnCommitted(() => Enqueue(id));
        return id;
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _stopping.Cancel();
        _running.Wait(TimeSpan.FromSeconds(5));
        _stopping.Dispose();
    }

    private void Enqueue(Guid job)
    {
        lock (_counting)
        {
            if (_pending++ == 0)
                _idle = NewIdle();
        }

        if (!_queue.Writer.TryWrite(job))
            Done();
    }

    private async Task Work()
    {
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
            {
                try
                {
                    Run(job);
                }
                catch (Exception error) when (error is not OperationCanceledException || !_stopping.IsCancellationRequested)
                {
                    Core.Log.LogError(error, "The asynchronous job {Job} could not be run; it stays queued for the next start.", job);
                }
                finally
                {
                    Done();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The environment is being closed; what is left stays in its rows.
        }
    }

    private void Run(Guid id)
    {
        var system = Caller.For(Core.SystemUserId);
        if (Core.Read(system, scope => scope.Rows.Find("asyncoperation", id, ["data", "ownerid"])) is not { } job)
            return;
        var text = job.GetAttributeValue<string>("data")!;
        if (MessageJobData.TryRead(text, out var sent))
        {
            if (job.GetAttributeValue<EntityReference>("ownerid")?.Id == sent.Caller.UserId)
                RunMessage(id, sent);
            else
                Finish(id, Failed, "The job would act as somebody else than its owner.");
            return;
        }

        var data = AsyncJobData.Read(text);
        if (Core.Steps.Find(data.StepId) is not { } step)
        {
            Finish(id, Failed, "The step this job was queued for is no longer registered or enabled.");
            return;
        }

        try
        {
            var watch = new RequestWatch();
            var operation = data.Restore(_pipeline, watch);
            _guard.Run(watch, needsThread: true, () =>
            {
                _runner.Run(operation, step, data.PreImages, data.PostImages);
                return true;
            });
        }
        catch (Exception error) when (error is DataverseException or InvalidPluginExecutionException)
        {
            Core.Log.LogWarning(error, "The asynchronous step {Step} failed.", step.Name);
            Finish(id, Failed, error);
            return;
        }

        if (step.DeletesJobWhenDone)
            Core.Write(system, scope => scope.Rows.Delete("asyncoperation", id));
        else
            Finish(id, Succeeded, message: null);
    }

    private void RunMessage(Guid id, MessageJobData sent)
    {
        Core.Write(Caller.For(Core.SystemUserId), scope =>
        {
            scope.Rows.Update(new Entity("asyncoperation", id) { ["startedon"] = scope.UtcNow, ["statecode"] = new OptionSetValue(Locked), ["statuscode"] = new OptionSetValue(InProgress) }, scope.SystemAuthor);
            return true;
        });
        try
        {
            if (sent.Request.RequestName == BulkDeletionRun.Message)
                new BulkDeletionRun(_pipeline, id, sent.Caller).Run(_stopping.Token);
            else
                _pipeline.Execute(sent.Caller, sent.Request);
        }
        catch (Exception error) when (error is DataverseException or InvalidPluginExecutionException)
        {
            Core.Log.LogWarning(error, "The asynchronous {Message} failed.", sent.Request.RequestName);
            Finish(id, Failed, error);
            return;
        }

        Finish(id, Succeeded, message: null);
    }

    private void Finish(Guid id, int status, Exception error) =>
        Finish(id, status, error.Message, ErrorCode.Of(error));

    private void Finish(Guid id, int status, string? message, int? errorCode = null) => Core.Write(Caller.For(Core.SystemUserId), scope =>
    {
        scope.Rows.Update(
            new Entity("asyncoperation", id)
            {
                ["statecode"] = new OptionSetValue(Completed),
                ["statuscode"] = new OptionSetValue(status),
                ["completedon"] = scope.UtcNow,
                ["message"] = message,
                ["friendlymessage"] = message is { Length: > 5000 } ? message[..5000] : message,
                ["errorcode"] = errorCode,
                ["data"] = null,
            },
            scope.SystemAuthor);
        return true;
    });

    private void Done()
    {
        lock (_counting)
        {
            if (--_pending == 0)
                _idle.TrySetResult();
        }
    }

    private static TaskCompletionSource NewIdle() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
