using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Pipeline;

/// <summary>The response class the SDK has for a message, so that a plugin's cast succeeds.</summary>
internal static class ResponseFactory
{
    public static OrganizationResponse Of(Operation operation)
    {
        OrganizationResponse response = operation.RequestName switch
        {
            "Create" => new CreateResponse(),
            "Update" => new UpdateResponse(),
            "Delete" => new DeleteResponse(),
            "Upsert" => new UpsertResponse(),
            "Retrieve" => new RetrieveResponse(),
            "RetrieveMultiple" => new RetrieveMultipleResponse(),
            "CreateMultiple" => new CreateMultipleResponse(),
            "UpdateMultiple" => new UpdateMultipleResponse(),
            "UpsertMultiple" => new UpsertMultipleResponse(),
            "Associate" => new AssociateResponse(),
            "Disassociate" => new DisassociateResponse(),
            "ExecuteMultiple" => new ExecuteMultipleResponse(),
            "ExecuteTransaction" => new ExecuteTransactionResponse(),
            _ => new OrganizationResponse(),
        };
        response.ResponseName = operation.RequestName;
        response.Results = operation.Output;
        return response;
    }
}
