using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Runs steps: their images, their plugin, what becomes of its exceptions.</summary>
internal sealed class StepRunner(MessagePipeline pipeline)
{
    private static readonly HashSet<string> HasOuterContext = new(StringComparer.Ordinal) { "Create", "Update", "Delete" };

    private OrganizationCore Core => pipeline.Core;

    /// <summary>Runs stage 10.</summary>
    /// <returns>The operation that goes on: variables shared by pre-validation of a create, update or delete are found in its parent context.</returns>
    public Operation PreValidate(Operation operation)
    {
        var steps = Core.Steps.For(operation.EventName, operation.Table).PreValidation;
        if (steps.Length == 0)
            return operation;
        Run(operation, steps, null);
        return HasOuterContext.Contains(operation.EventName)
            ? new Operation(operation.Handler, operation.RequestName, operation.Input, operation.Caller, operation.CreatedOn)
            {
                Depth = operation.Depth,
                CorrelationId = operation.CorrelationId,
                RequestId = operation.RequestId,
                Watch = operation.Watch,
                IsCascaded = operation.IsCascaded,
                Parent = new StepContext(operation, Core, PipelineStage.MainOperation, null),
            }
            : operation;
    }

    public static void ReadPreImage(Operation operation, MessageSteps steps)
    {
        if (steps.NeedsPreImage && operation.EventName != "Create" && operation.Id != Guid.Empty)
            operation.Before = operation.Scope.Rows.Find(operation.Table, operation.Id, steps.PreImageColumns);
    }

    public static Entity? ReadPostImage(Operation operation, MessageSteps steps) =>
        steps.NeedsPostImage && operation.EventName != "Delete" && operation.Id != Guid.Empty
            ? operation.Scope.Rows.Find(operation.Table, operation.Id, steps.PostImageColumns)
            : null;

    public void Run(Operation operation, StepRegistration[] steps, Entity? after)
    {
        foreach (var step in steps)
        {
            if (MessageSteps.Applies(step, operation))
                Run(operation, step, Images(step, isPre: true, Before(operation, step)), Images(step, isPre: false, after));
        }
    }

    public void Run(Operation operation, StepRegistration step, EntityImageCollection before, EntityImageCollection after)
    {
        var context = new StepContext(operation, Core, step.Stage, step)
        {
            PreEntityImages = before,
            PostEntityImages = after,
            BusinessUnitId = BusinessUnitOf(operation),
        };
        var trace = new PluginTrace();
        var outer = operation.Watch.Running;
        var started = Stopwatch.GetTimestamp();
        Exception? failure = null;
        operation.Watch.Running = step;
        try
        {
            step.Plugin.Value.Execute(new PluginServices(context, pipeline, trace));
        }
        catch (Exception error)
        {
            failure = error;
            throw Public(error, step) is var shown && ReferenceEquals(shown, error) ? Rethrow(error) : shown;
        }
        finally
        {
            operation.Watch.Running = outer;
            var elapsed = Stopwatch.GetElapsedTime(started);
            Core.Options.Observer?.PluginRan(operation.CorrelationId, step, elapsed);
            Keep(operation, step, trace, failure, elapsed);
        }

        if (!step.IsAsynchronous && operation.ScopeOrNone?.Doom is not null)
            throw MessagePipeline.Aborted();
    }

    public static EntityImageCollection Images(StepRegistration step, bool isPre, Entity? row)
    {
        var images = new EntityImageCollection();
        if (row is null)
            return images;
        foreach (var image in step.Images)
        {
            if (image.IsPre == isPre)
                images[image.Alias] = EntityCopy.Cut(row, image.Columns);
        }

        return images;
    }

    /// <summary>Before the transaction a pre-image is what is committed; inside it, the row when the transaction's stages began.</summary>
    private Entity? Before(Operation operation, StepRegistration step)
    {
        if (step.Stage != PipelineStage.PreValidation || operation.EventName == "Create" || operation.Id == Guid.Empty || !step.Images.Any(image => image.IsPre))
            return operation.Before;
        return operation.ScopeOrNone is { } scope
            ? scope.Rows.Find(operation.Table, operation.Id)
            : Core.Read(operation.Caller, snapshot => snapshot.Rows.Find(operation.Table, operation.Id));
    }

    private Guid BusinessUnitOf(Operation operation) => operation.ScopeOrNone is { } scope
        ? scope.AccessOf(operation.Caller.UserId).User.Profile.BusinessUnitId
        : Core.Read(operation.Caller, snapshot => snapshot.AccessOf(operation.Caller.UserId).User.Profile.BusinessUnitId);

    /// <summary>A plugin's own refusal and the platform's pass as they are; anything else becomes a sentence that shows nothing of the code.</summary>
    private static Exception Public(Exception error, StepRegistration step) => error switch
    {
        InvalidPluginExecutionException or DataverseException => error,
        ServiceFault fault => fault.Cause,
        _ => new DataverseException(ErrorCode.UnexpectedInPlugin, $"An unexpected error occurred from ISV code. (ErrorType = ClientError) Unexpected exception from plug-in (Execute): {step.TypeName}: {error.GetType().FullName}", error),
    };

    private static Exception Rethrow(Exception error)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        return error;
    }

    private void Keep(Operation operation, StepRegistration step, PluginTrace trace, Exception? failure, TimeSpan elapsed)
    {
        if (failure is null && trace.IsEmpty)
            return;
        var level = failure is null or InvalidPluginExecutionException ? LogLevel.Debug : LogLevel.Warning;
        if (Core.Log.IsEnabled(level))
            Core.Log.Log(level, failure, "{Step} ({Type}), {Message} of {Table}, depth {Depth}: {Trace}", step.Name, step.TypeName, operation.EventName, operation.Table, operation.Depth, trace);
        if (failure is not null)
            operation.Watch.Traces.Add(new TraceEntry(step, operation, trace.ToString(), failure, elapsed));
    }
}
