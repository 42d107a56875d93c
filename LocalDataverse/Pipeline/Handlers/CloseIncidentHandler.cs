using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline.Handlers;

/// <summary>CloseIncident (steps know it as Close): writes the case resolution and then resolves the case, each as an operation of its own.</summary>
internal sealed class CloseIncidentHandler(MessagePipeline pipeline, string message) : IMessageHandler
{
    private const string Event = "Close";
    private const int Active = 0;
    private const int Resolved = 1;
    private const int CompletedActivity = 1;

    public string Message => message;

    public string EventName => Event;

    public (string Table, Guid Id) SubjectOf(ParameterCollection input) =>
        ("incident", input.TryGetValue("IncidentResolution", out object? value) && value is Entity resolution && resolution.GetAttributeValue<EntityReference>("incidentid") is { } incident ? incident.Id : Guid.Empty);

    public void Execute(Operation operation)
    {
        var scope = operation.Scope;
        var resolution = operation.Required<Entity>("IncidentResolution");
        var reference = resolution.GetAttributeValue<EntityReference>("incidentid")
            ?? throw new DataverseException(ErrorCode.InvalidArgument, "The IncidentResolution of CloseIncident must name the case in incidentid.");
        var incident = scope.Rows.Find("incident", reference.Id, ["statecode"]) ?? throw Storage.RowStore.NotFound("incident", reference.Id);
        if (incident.GetAttributeValue<OptionSetValue>("statecode")?.Value != Active)
            throw new DataverseException(ErrorCode.InvalidStateStatus, "This case has already been resolved. Close and reopen the case record to see the updates.");

        resolution.LogicalName = "incidentresolution";
        resolution["statecode"] = new OptionSetValue(CompletedActivity);
        resolution["regardingobjectid"] = new EntityReference("incident", reference.Id);
        if (!resolution.Contains("actualend"))
            resolution["actualend"] = operation.CreatedOn;
        if (!resolution.Contains("totaltimespent"))
            resolution["totaltimespent"] = CalculateTotalTimeIncidentHandler.Minutes(scope, reference.Id);
        var row = new Entity("incident", reference.Id) { ["statecode"] = new OptionSetValue(Resolved) };
        if (Status(operation) is { } status)
        {
            row["statuscode"] = new OptionSetValue(status);
            if (!resolution.Contains("resolutiontypecode") && scope.Metadata.Table("incidentresolution").Column("resolutiontypecode") is { } type && scope.Metadata.ChoiceOf(type)?.Find(status) is not null)
                resolution["resolutiontypecode"] = new OptionSetValue(status);
        }

        pipeline.ExecuteInner(operation, "Create", ("Target", resolution));
        pipeline.ExecuteInner(operation, "Update", ("Target", row));
    }

    /// <summary>A case is resolved by CloseIncident and by nothing else, so that there is no resolved case without its resolution.</summary>
    /// <exception cref="DataverseException">0x80040203: an update of its own would resolve the case.</exception>
    public static void DemandItResolves(Operation update, Entity row)
    {
        if (row.LogicalName != "incident" || row.GetAttributeValue<OptionSetValue>("statecode")?.Value != Resolved || update.Parent?.MessageName == Event)
            return;
        if (update.Scope.Rows.Find("incident", row.Id, ["statecode"])?.GetAttributeValue<OptionSetValue>("statecode")?.Value != Resolved)
        {
            throw new DataverseException(ErrorCode.InvalidArgument,
                "This message can not be used to set the state of incident to Resolved. In order to set state of incident to Resolved, use the CloseIncidentRequest message instead.");
        }
    }

    /// <summary>-1, or none, is the default status of the state.</summary>
    private static int? Status(Operation operation) => operation.Input.TryGetValue("Status", out object? value)
        ? value switch { OptionSetValue { Value: >= 0 } option => option.Value, int number when number >= 0 => number, _ => null }
        : null;
}
