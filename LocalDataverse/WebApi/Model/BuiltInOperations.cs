using V = LocalDataverse.WebApi.Model.OperationValueType;

namespace LocalDataverse.WebApi.Model;

/// <summary>The platform's own functions and actions. One that names a table the environment lacks is not offered.</summary>
public static class BuiltInOperations
{
    public static IReadOnlyList<OperationDeclaration> All { get; } =
    [
        new()
        {
            Name = "WhoAmI", IsFunction = true,
            Results = [new("BusinessUnitId", V.Guid), new("UserId", V.Guid), new("OrganizationId", V.Guid)],
        },
        new() { Name = "RetrieveVersion", IsFunction = true, Results = [new("Version", V.Text)] },
        new()
        {
            Name = "CloseIncident", IsFunction = false,
            Parameters = [new("IncidentResolution", V.Row, "incidentresolution"), new("Status", V.Choice)],
        },
        new()
        {
            Name = "CalculateTotalTimeIncident", IsFunction = true,
            Binding = new("incident", IsCollection: false, "IncidentId", AsId: true),
            Results = [new("TotalTime", V.BigInt)],
        },
        RetrievePrincipalAccess("systemuser"),
        RetrievePrincipalAccess("team"),
        new() { Name = "GrantAccess", IsFunction = false, Parameters = [new("Target", V.Reference), new("PrincipalAccess", V.PrincipalAccess)] },
        new() { Name = "ModifyAccess", IsFunction = false, Parameters = [new("Target", V.Reference), new("PrincipalAccess", V.PrincipalAccess)] },
        new() { Name = "RevokeAccess", IsFunction = false, Parameters = [new("Target", V.Reference), new("Revokee", V.Reference)] },
        new()
        {
            Name = "RetrieveSharedPrincipalsAndAccess", IsFunction = true,
            Parameters = [new("Target", V.Reference)], Results = [new("PrincipalAccesses", V.PrincipalAccesses)],
        },
        .. SolutionOperations.All,
        new()
        {
            Name = "BulkDelete", IsFunction = false,
            Parameters =
            [
                new("QuerySet", V.Queries), new("JobName", V.Text), new("SendEmailNotification", V.Boolean), new("ToRecipients", V.Rows), new("CCRecipients", V.Rows),
                new("RecurrencePattern", V.Text), new("StartDateTime", V.DateTime), new("SourceImportId", V.Guid, IsOptional: true), new("RunNow", V.Boolean, IsOptional: true),
                new("Options", V.BulkDeleteOptions, IsOptional: true),
            ],
            Results = [new("JobId", V.Guid)],
        },
        new() { Name = "PublishAllXml", IsFunction = false },
        new()
        {
            Name = "RetrieveUnpublished", IsFunction = true, AnswersRows = true,
            Binding = new("systemform", IsCollection: false, "Target"),
            Results = [new("Entity", V.Row, "systemform")],
        },
        new() { Name = "PublishXml", IsFunction = false, Parameters = [new("ParameterXml", V.Text)] },
        new()
        {
            Name = "Merge", IsFunction = false,
            Parameters =
            [
                new("Target", V.Reference), new("Subordinate", V.ReferenceId, MessageParameter: "SubordinateId"),
                new("UpdateContent", V.Row, IsOptional: true), new("PerformParentingChecks", V.Boolean),
            ],
        },
    ];

    /// <summary>The bulk messages, which Dataverse binds to every table's collection.</summary>
    public static IEnumerable<OperationDeclaration> BulkOf(string table)
    {
        OperationDeclaration Bulk(string name, params OperationValue[] results) => new()
        {
            Name = name,
            IsFunction = false,
            Binding = new(table, IsCollection: true, Parameter: null),
            Parameters = [new("Targets", V.Rows, table)],
            Results = results,
        };
        yield return Bulk("CreateMultiple", new OperationValue("Ids", V.Guids));
        yield return Bulk("UpdateMultiple");
        yield return Bulk("UpsertMultiple");
    }

    private static OperationDeclaration RetrievePrincipalAccess(string principal) => new()
    {
        Name = "RetrievePrincipalAccess",
        IsFunction = true,
        Binding = new(principal, IsCollection: false, "Principal"),
        Parameters = [new("Target", V.Reference)],
        Results = [new("AccessRights", V.AccessRights)],
    };
}
