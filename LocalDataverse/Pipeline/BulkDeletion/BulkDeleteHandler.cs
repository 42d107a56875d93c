using System.Xml.Linq;
using LocalDataverse.Query;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Pipeline.BulkDeletion;

/// <summary>
/// BulkDelete: queues a system job that deletes what the queries find. What it can't do as it is asked, it refuses instead of doing
/// something else.
/// </summary>
internal sealed class BulkDeleteHandler(MessagePipeline pipeline) : IMessageHandler
{
    private const int JobType = 13;
    private const int LongestName = 256;

    public string Message => BulkDeletionRun.Message;

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var queries = operation.Required<QueryExpression[]>("QuerySet");
        var name = operation.Required<string>("JobName");
        if (queries.Length == 0)
            throw new DataverseException(ErrorCode.InvalidArgument, "BulkDelete needs at least one query in QuerySet.");
        if (name.Length is 0 or > LongestName)
            throw new DataverseException(ErrorCode.InvalidArgument, $"JobName of BulkDelete takes 1 to {LongestName} characters.");
        DemandSupported(operation);
        var access = scope.AccessOf(operation.Caller.UserId);
        access.DemandPrivilege(PrivilegeName.BulkDelete);
        foreach (var table in queries.Select(query => scope.Metadata.Table(query.EntityName)))
        {
            access.DemandPrivilege(AccessRight.Read, table);
            access.DemandPrivilege(AccessRight.Delete, table);
        }

        var set = Write(new XElement("queries", queries.Select(query => FetchXmlWriter.Ids(query, scope.Metadata.Table(query.EntityName).PrimaryIdColumn))));
        operation.Input.Clear();
        var job = pipeline.Jobs.Queue(operation, BulkDeletionRun.Message, JobType, name);
        scope.Rows.Create(
            new Entity(BulkDeletionRun.Table)
            {
                ["name"] = name,
                ["asyncoperationid"] = new EntityReference("asyncoperation", job),
                ["orderedquerysetxml"] = set,
                ["isrecurring"] = false,
                ["nextrun"] = scope.UtcNow,
                ["successcount"] = 0,
                ["failurecount"] = 0,
                ["processingqeindex"] = 0,
            },
            new RowAuthor(operation.Caller.UserId, operation.Caller.InitiatingUserId, scope.UtcNow));
        operation.Output["JobId"] = job;
    }

    private static string Write(XElement set)
    {
        try
        {
            return set.ToString(SaveOptions.DisableFormatting);
        }
        catch (ArgumentException fault)
        {
            throw new DataverseException(ErrorCode.InvalidArgument, "A query of BulkDelete holds a character that no query can have.", fault);
        }
    }

    private static void DemandSupported(Operation operation)
    {
        var now = operation.Scope.UtcNow;
        var wish = operation.Optional<bool>("SendEmailNotification") ? "SendEmailNotification"
            : !string.IsNullOrEmpty(operation.Optional<string>("RecurrencePattern")) ? "RecurrencePattern"
            : operation.Optional<Guid?>("SourceImportId") is not null ? "SourceImportId"
            : operation.Optional<ParameterCollection>("Options") is { } options && options.TryGetValue("RunJobForSandbox", out var fast) && fast is true ? "Options.RunJobForSandbox"
            : operation.Required<QueryExpression[]>("QuerySet").Any(query => query.TopCount is not null) ? "a query with TopCount"
            : !operation.Optional<bool>("RunNow") && operation.Optional<DateTime>("StartDateTime") > now ? "a StartDateTime that is still to come"
            : null;
        if (wish is not null)
            throw new DataverseException(ErrorCode.InvalidArgument, $"BulkDelete with {wish} is not supported here.");
    }
}
