using System.Runtime.ExceptionServices;
using LocalDataverse.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>
/// Holds the time limit of synchronous plugins. A request in which plugins may run works on a thread of its own while the caller waits:
/// a plugin that does not come back costs that thread, not the caller and not the write lock. Keeps failed plugins' traces afterwards.
/// </summary>
internal sealed class RequestGuard(OrganizationCore core)
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(250);

    public T Run<T>(RequestWatch watch, bool needsThread, Func<T> work)
    {
        try
        {
            return needsThread && core.RunsPlugins ? RunOnThread(watch, work) : work();
        }
        finally
        {
            if (watch.Traces.Count > 0)
                KeepTraces(watch);
        }
    }

    private T RunOnThread<T>(RequestWatch watch, Func<T> work)
    {
        T? result = default;
        var run = WorkerThread.Start(() => result = work());
        var limit = core.Options.PluginTimeLimit;
        while (!run.Wait(limit))
        {
            // The platform's own long work (a solution import) has no limit; only a plugin that runs has.
            limit = Recheck;
            if (watch.Running is null)
                continue;
            if (watch.Scope is not { } scope || core.GiveUp(scope))
                throw OrganizationCore.TimedOut();
        }

        if (run.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return result!;
    }

    private void KeepTraces(RequestWatch watch)
    {
        try
        {
            core.Write(Caller.For(core.SystemUserId), scope => WriteTraces(watch, scope));
        }
        catch (DataverseException error)
        {
            // The request's own failure is what the caller has to see.
            core.Log.LogError(error, "The trace of a failed plugin could not be kept.");
        }
    }

    private bool WriteTraces(RequestWatch watch, RequestScope scope)
    {
        foreach (var entry in watch.Traces.ToArray())
        {
            scope.Rows.Create(
                new Entity("plugintracelog")
                {
                    ["typename"] = entry.Step.TypeName,
                    ["messagename"] = entry.Operation.EventName,
                    ["primaryentity"] = entry.Operation.Table,
                    ["depth"] = entry.Operation.Depth,
                    ["mode"] = new OptionSetValue(entry.Step.IsAsynchronous ? 1 : 0),
                    ["operationtype"] = 1,
                    ["correlationid"] = entry.Operation.CorrelationId,
                    ["pluginstepid"] = entry.Step.Id,
                    ["performanceexecutionduration"] = (int)entry.Elapsed.TotalMilliseconds,
                    ["messageblock"] = entry.Text,
                    ["exceptiondetails"] = entry.Error?.ToString(),
                },
                new RowAuthor(core.SystemUserId, core.SystemUserId, core.UtcNow));
        }

        return true;
    }
}
