using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>CalculateTotalTimeIncident: minutes of the case's activities that are not cancelled.</summary>
internal sealed class CalculateTotalTimeIncidentHandler : IMessageHandler
{
    private const int Cancelled = 2;

    public string Message => "CalculateTotalTimeIncident";

    public bool IsReadOnly => true;

    public (string Table, Guid Id) SubjectOf(ParameterCollection input) => ("incident", input.TryGetValue("IncidentId", out object? id) && id is Guid given ? given : Guid.Empty);

    public void Execute(Operation operation)
    {
        var id = operation.Required<Guid>("IncidentId");
        if (!operation.Scope.Rows.Exists("incident", id))
            throw RowStore.NotFound("incident", id);
        operation.Scope.AccessOf(operation.Caller.UserId).Demand(AccessRight.Read, "incident", id);
        operation.Output["TotalTime"] = (long)Minutes(operation.Scope, id);
    }

    public static int Minutes(RequestScope scope, Guid incident)
    {
        using var _ = scope.EnterStorage();
        var sum = (long)scope.Session.Scalar(
            """SELECT coalesce(sum("actualdurationminutes"), 0) FROM "activitypointer" WHERE "regardingobjectid" = @p0 AND "statecode" <> @p1 AND "activitytypecode" <> 'incidentresolution'""",
            ColumnCodec.Id(incident), (long)Cancelled)!;
        return (int)Math.Min(sum, int.MaxValue);
    }
}
