using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>Every message by which the same row can be written or deleted.</summary>
internal static class Ways
{
    public static readonly string[] Create = ["Create", "Upsert", "CreateMultiple", "UpsertMultiple", "ExecuteMultiple", "ExecuteTransaction", "nested"];

    public static readonly string[] Update = ["Update", "Upsert", "UpdateMultiple", "UpsertMultiple", "ExecuteMultiple", "ExecuteTransaction", "nested"];

    public static readonly string[] Delete = ["Delete", "ExecuteMultiple", "ExecuteTransaction", "nested"];

    /// <summary>Creates the row, or updates it where it has the id of one.</summary>
    public static void Write(ITestOrganization organization, Guid caller, string way, Entity row, bool creates)
    {
        OrganizationRequest single = creates ? new CreateRequest { Target = row } : new UpdateRequest { Target = row };
        if (creates && way.StartsWith("Upsert", StringComparison.Ordinal) && row.Id == Guid.Empty)
            row.Id = Guid.NewGuid();
        var rows = new EntityCollection([row]) { EntityName = row.LogicalName };
        Send(organization, caller, way, way switch
        {
            "Upsert" => new UpsertRequest { Target = row },
            "CreateMultiple" => new CreateMultipleRequest { Targets = rows },
            "UpdateMultiple" => new UpdateMultipleRequest { Targets = rows },
            "UpsertMultiple" => new UpsertMultipleRequest { Targets = rows },
            _ => single,
        });
    }

    public static void Remove(ITestOrganization organization, Guid caller, string way, Guid row) =>
        Send(organization, caller, way, new DeleteRequest { Target = new EntityReference("casetime_timetracker", row) });

    private static void Send(ITestOrganization organization, Guid caller, string way, OrganizationRequest request)
    {
        switch (way)
        {
            case "nested":
                organization.Nested(caller, request);
                break;
            case "ExecuteTransaction":
                organization.As(caller).Execute(new ExecuteTransactionRequest { Requests = [request] });
                break;
            case "ExecuteMultiple":
                var response = (ExecuteMultipleResponse)organization.As(caller).Execute(new ExecuteMultipleRequest
                {
                    Requests = [request],
                    Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true },
                });
                // This message reports a refusal instead of failing.
                if (response.Responses.Select(item => item.Fault).FirstOrDefault(fault => fault is not null) is { } refusal)
                    throw new InvalidPluginExecutionException(refusal.Message);
                break;
            default:
                organization.As(caller).Execute(request);
                break;
        }
    }
}
