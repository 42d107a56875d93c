using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Pipeline.BulkDeletion;

/// <summary>
/// The job of a BulkDelete: finds the rows as the caller sees them, then deletes one after the other, each in a transaction of its own with
/// all its steps and cascades. A row that is refused is kept with the reason and holds up nothing; what is deleted stays deleted.
/// </summary>
internal sealed class BulkDeletionRun(MessagePipeline pipeline, Guid job, Caller caller)
{
    public const string Message = "BulkDelete";
    public const string Table = "bulkdeleteoperation";
    private const string Failures = "bulkdeletefailure";
    private const int PageSize = 5000;
    private const int RowsBetweenReports = 100;
    private const int LongestDescription = 512;
    private const int Locked = 2;
    private const int Completed = 3;
    private const int InProgress = 20;

    private readonly Caller _system = Caller.For(pipeline.Core.SystemUserId);
    private Entity _operation = new(Table);
    private int _deleted;
    private int _failed;

    /// <exception cref="OperationCanceledException">The environment is being closed; the next start begins with what is left.</exception>
    /// <exception cref="DataverseException">A query can't be run.</exception>
    public void Run(CancellationToken stopping)
    {
        var set = Begin();
        var index = 0;
        try
        {
            for (; index < set.Count; index++)
                DeleteAll(set[index], index, stopping);
        }
        catch (DataverseException)
        {
            Report(index, Completed, status: 31);
            throw;
        }

        Report(set.Count - 1, Completed, status: 30);
    }

    private void DeleteAll(XElement fetch, int index, CancellationToken stopping)
    {
        foreach (var row in Find(fetch))
        {
            if (stopping.IsCancellationRequested)
            {
                Report(index, Locked, InProgress);
                stopping.ThrowIfCancellationRequested();
            }

            Delete(row, index);
            if ((_deleted + _failed) % RowsBetweenReports == 0)
                Report(index, Locked, InProgress);
        }
    }

    /// <summary>After a run that was cut off: what was deleted counts on, what failed is tried again.</summary>
    private List<XElement> Begin() => pipeline.Core.Write(_system, scope =>
    {
        _operation = scope.Rows.Where(Table, "asyncoperationid", new EntityReference("asyncoperation", job), "successcount", "orderedquerysetxml", "ownerid", "nextrun").SingleOrDefault()
            ?? throw new DataverseException(ErrorCode.ObjectDoesNotExist, "The bulk delete operation of this job was deleted before it ran.");
        _deleted = _operation.GetAttributeValue<int>("successcount");
        foreach (var failure in scope.Rows.Where(Failures, "bulkdeleteoperationid", _operation.ToEntityReference(), "bulkdeletefailureid"))
            scope.Rows.Delete(Failures, failure.Id);
        var set = XElement.Parse(_operation.GetAttributeValue<string>("orderedquerysetxml")!).Elements("fetch").ToList();
        // Rows that come after it was asked for stay, also where it is resumed another day.
        var asked = DateTime.SpecifyKind(_operation.GetAttributeValue<DateTime>("nextrun"), DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
        foreach (var entity in set.Elements("entity").Where(entity => scope.Metadata.Table((string)entity.Attribute("name")!).Column("createdon") is not null))
            entity.Add(new XElement("filter", new XElement("condition", new XAttribute("attribute", "createdon"), new XAttribute("operator", "le"), new XAttribute("value", asked))));
        Store(scope, 0, Locked, InProgress);
        return set;
    });

    private List<EntityReference> Find(XElement fetch)
    {
        var found = new List<EntityReference>();
        for (var page = 1; ; page++)
        {
            var paged = new XElement(fetch);
            paged.SetAttributeValue("count", PageSize);
            paged.SetAttributeValue("page", page);
            var rows = (EntityCollection)pipeline.Execute(caller, new RetrieveMultipleRequest { Query = new FetchExpression(paged.ToString(SaveOptions.DisableFormatting)) })["EntityCollection"]!;
            found.AddRange(rows.Entities.Select(row => row.ToEntityReference()));
            if (!rows.MoreRecords)
                return [.. found.DistinctBy(row => row.Id)];
        }
    }

    private void Delete(EntityReference row, int index)
    {
        try
        {
            pipeline.Execute(caller, new DeleteRequest { Target = row });
            _deleted++;
        }
        catch (Exception refusal) when (refusal is DataverseException or InvalidPluginExecutionException)
        {
            // It went by another way meanwhile.
            if (ErrorCode.Of(refusal) == ErrorCode.ObjectDoesNotExist)
                return;
            _failed++;
            Keep(row, index, refusal);
        }
    }

    private void Keep(EntityReference row, int index, Exception refusal) => pipeline.Core.Write(_system, scope => scope.Rows.Create(
        new Entity(Failures)
        {
            ["asyncoperationid"] = new EntityReference("asyncoperation", job),
            ["bulkdeleteoperationid"] = _operation.ToEntityReference(),
            ["orderedqueryindex"] = index,
            ["regardingobjectid"] = row.Id,
            ["regardingobjecttypecode"] = row.LogicalName,
            ["errornumber"] = ErrorCode.Of(refusal),
            ["errordescription"] = refusal.Message.Length > LongestDescription ? refusal.Message[..LongestDescription] : refusal.Message,
            ["ownerid"] = _operation["ownerid"],
        },
        scope.SystemAuthor));

    private void Report(int index, int state, int status) => pipeline.Core.Write(_system, scope =>
    {
        Store(scope, index, state, status);
        return true;
    });

    private void Store(RequestScope scope, int index, int state, int status) => scope.Rows.Update(
        new Entity(Table, _operation.Id)
        {
            ["successcount"] = _deleted,
            ["failurecount"] = _failed,
            ["processingqeindex"] = index,
            ["statecode"] = new OptionSetValue(state),
            ["statuscode"] = new OptionSetValue(status),
        },
        scope.SystemAuthor);
}
