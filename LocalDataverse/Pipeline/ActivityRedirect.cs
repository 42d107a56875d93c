using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>A write to activitypointer is a write to the table of that activity.</summary>
internal static class ActivityRedirect
{
    public static bool IsNeeded(Operation operation, MetadataCatalog catalog) =>
        !operation.Handler.IsReadOnly && operation.Table == ViewSchema.Activities && catalog.FindTable(operation.Table) is { IsView: true };

    /// <exception cref="DataverseException">A create, or no such activity.</exception>
    public static bool Apply(Operation operation, RequestScope scope)
    {
        if (operation.Id == Guid.Empty)
            throw new DataverseException(ErrorCode.InvalidArgument, "An activity is created in the table of its type (phonecall, task, email ...), not in activitypointer.");
        using var _ = scope.EnterStorage();
        var type = (string?)scope.Session.Scalar($"SELECT \"activitytypecode\" FROM \"{ViewSchema.Activities}\" WHERE \"activityid\" = @p0", ColumnCodec.Id(operation.Id))
            ?? throw RowStore.NotFound(ViewSchema.Activities, operation.Id);
        operation.Table = type;
        foreach (var value in operation.Input.Values)
        {
            if (value is Entity { LogicalName: ViewSchema.Activities } row)
                row.LogicalName = type;
            else if (value is EntityReference { LogicalName: ViewSchema.Activities } reference && reference.Id == operation.Id)
                reference.LogicalName = type;
        }

        return true;
    }
}
