using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.EndToEnd.Running;

/// <summary>Where the solution's app is, and who holds which role.</summary>
public static class AdminAppPlaces
{
    /// <param name="server">The environment.</param>
    /// <param name="page">The rest of the address, beginning with an ampersand; empty: where the app begins.</param>
    public static string AppUrl(this RunningEnvironment server, string page = "") =>
        $"{server.Url}/main.aspx?appid={server.Find("appmodule", "uniquename", "casetime_HandlingTime").Id}{page}";

    public static EntityReference Role(this RunningEnvironment server, string name) => server.Find("role", "name", name).ToEntityReference();

    public static EntityReferenceCollection RolesOf(this RunningEnvironment server, string user)
    {
        var query = new QueryExpression("role") { ColumnSet = new ColumnSet(false) };
        query.AddLink("systemuserroles", "roleid", "roleid").LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, server.UserId(user));
        return [.. server.Service.RetrieveMultiple(query).Entities.Select(role => role.ToEntityReference())];
    }

    private static Entity Find(this RunningEnvironment server, string table, string column, string value)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return server.Service.RetrieveMultiple(query).Entities.Single();
    }
}
