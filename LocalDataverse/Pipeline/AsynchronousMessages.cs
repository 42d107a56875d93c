using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Messages that are done by a system job after they are answered.</summary>
internal static class AsynchronousMessages
{
    public static IEnumerable<IMessageHandler> Of(MessagePipeline pipeline) =>
    [
        new AsynchronousMessage(pipeline, "ImportSolution", 203, "Import Solution"),
        new AsynchronousMessage(pipeline, "StageAndUpgrade", 211, "Stage and Upgrade Solution"),
        new AsynchronousMessage(pipeline, "DeleteAndPromote", 207, "Delete and Promote Solution"),
    ];

    /// <param name="pipeline">Where the job runs.</param>
    /// <param name="message">The message done later; the one sent is called MESSAGEAsync.</param>
    /// <param name="type">asyncoperation.operationtype.</param>
    /// <param name="title">Name of the job.</param>
    private sealed class AsynchronousMessage(MessagePipeline pipeline, string message, int type, string title) : IMessageHandler
    {
        public string Message => message + "Async";

        public void Execute(Operation operation)
        {
            var scope = operation.Scope;
            scope.AccessOf(operation.Caller.UserId).DemandPrivilege(Security.AccessRight.Create, scope.Metadata.Table("solution"));
            if (operation.Input.Contains("CustomizationFile"))
                operation.Output["ImportJobKey"] = Announce(operation).ToString();
            operation.Output["AsyncOperationId"] = pipeline.Jobs.Queue(operation, message, type, title);
        }

        /// <summary>The import job is there to be polled before the import begins.</summary>
        private static Guid Announce(Operation operation)
        {
            var scope = operation.Scope;
            var job = operation.Optional<Guid>("ImportJobId");
            if (job == Guid.Empty)
                job = Guid.NewGuid();
            operation.Input["ImportJobId"] = job;
            scope.Rows.Put(
                new Entity("importjob", job) { ["name"] = "Customizations", ["progress"] = 0.0 },
                new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow));
            return job;
        }
    }
}
