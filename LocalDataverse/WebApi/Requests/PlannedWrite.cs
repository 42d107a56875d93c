using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Requests;

/// <summary>
/// A write before it happens: the messages, to be sent in one transaction, and how their answers become a response.
/// Alone it runs at once; in a change set all of them run in one transaction.
/// </summary>
/// <param name="Messages">In order.</param>
/// <param name="Answer">Called with one response a message, after the transaction.</param>
/// <param name="Creates">The row, where its id is known beforehand, that $1 means to later requests of the change set; null where it is not or there is none.</param>
public sealed record PlannedWrite(
    IReadOnlyList<OrganizationRequest> Messages, Func<IReadOnlyList<OrganizationResponse>, WebApiResponse> Answer, EntityReference? Creates = null)
{
    public static PlannedWrite Of(OrganizationRequest message, Func<OrganizationResponse, WebApiResponse> answer) =>
        new([message], responses => answer(responses[0]));

    public static PlannedWrite WithoutAnswer(OrganizationRequest message) => Of(message, _ => WebApiResponse.NoContent());

    public WebApiResponse Execute(IOrganization organization, Caller caller) => Answer(Messages.Count == 1
        ? [organization.Execute(caller, Messages[0])]
        : organization.ExecuteTransaction(caller, Messages));
}
