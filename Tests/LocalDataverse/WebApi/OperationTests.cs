using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using static LocalDataverse.Tests.WebApi.WebApiCalls;

namespace LocalDataverse.Tests.WebApi;

public class OperationTests
{
    [Fact]
    public void WhoAmI_answers_the_ids_of_the_response()
    {
        var json = Json(new WebApiCalls(_ => [("UserId", Id), ("BusinessUnitId", Other), ("OrganizationId", Guid.Empty)]).Get("WhoAmI"));

        Assert.Equal(("http://localhost/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse", Id), (json.GetProperty("@odata.context").GetString(), json.GetProperty("UserId").GetGuid()));
    }

    [Fact]
    public void CloseIncident_sends_the_resolution_row_and_the_status()
    {
        var calls = new WebApiCalls();
        var response = calls.Send("POST", "CloseIncident", $$"""
            {"IncidentResolution":{"subject":"Done","timespent":60,"incidentid@odata.bind":"/incidents({{Id}})"},"Status":5}
            """);

        Assert.Equal(204, (int)response.Status);
        var message = Assert.Single(calls.Organization.Messages);
        var resolution = Assert.IsType<Entity>(message["IncidentResolution"]);
        Assert.Equal(("CloseIncident", "incidentresolution", "Done", 60, new EntityReference("incident", Id), new OptionSetValue(5)),
            (message.RequestName, resolution.LogicalName, resolution["subject"], resolution["timespent"], resolution["incidentid"], message["Status"]));
    }

    [Fact]
    public void A_bound_function_carries_its_row_and_its_parameters()
    {
        var calls = new WebApiCalls(request => request.RequestName == "CalculateTotalTimeIncident" ? [("TotalTime", 90L)] : [("AccessRights", 3)]);
        var total = Json(calls.Get($"incidents({Id})/Microsoft.Dynamics.CRM.CalculateTotalTimeIncident()"));
        var rights = Json(calls.Get($"systemusers({Other})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={{'@odata.id':'incidents({Id})'}}"));

        Assert.Equal((90, "ReadAccess, WriteAccess"), (total.GetProperty("TotalTime").GetInt32(), rights.GetProperty("AccessRights").GetString()));
        Assert.Equal(Id, calls.Organization.Messages[0]["IncidentId"]);
        Assert.Equal((new EntityReference("incident", Id), new EntityReference("systemuser", Other)), (calls.Organization.Messages[1]["Target"], calls.Organization.Messages[1]["Principal"]));
    }

    [Fact]
    public void ImportSolution_takes_the_zip_as_base64()
    {
        var calls = new WebApiCalls();
        calls.Send("POST", "ImportSolution", $$"""{"OverwriteUnmanagedCustomizations":false,"PublishWorkflows":true,"CustomizationFile":"AQID","ImportJobId":"{{Id}}"}""");

        Assert.Equal((byte[])[1, 2, 3], calls.Organization.Messages[0]["CustomizationFile"]);
    }

    [Fact]
    public void CreateMultiple_sends_its_rows_as_one_message()
    {
        var calls = new WebApiCalls(_ => [("Ids", new[] { Id, Other })]);
        var json = Json(calls.Send("POST", "incidents/Microsoft.Dynamics.CRM.CreateMultiple", """
            {"Targets":[{"@odata.type":"Microsoft.Dynamics.CRM.incident","title":"a"},{"title":"b"}]}
            """));

        Assert.Equal([Id, Other], json.GetProperty("Ids").EnumerateArray().Select(id => id.GetGuid()));
        Assert.Equal(["a", "b"], ((EntityCollection)calls.Organization.Messages[0]["Targets"]!).Entities.Select(row => row["title"]));
    }

    [Theory]
    [InlineData("CloseIncident", "{}", 400, "'IncidentResolution' of CloseIncident is missing")]
    [InlineData("CloseIncident", """{"IncidentResolution":{"nope":1},"Status":5}""", 400, "Invalid property 'nope'")]
    [InlineData("CloseIncident", """{"IncidentResolution":{},"Status":"five"}""", 400, "'Status' of CloseIncident must be of type Choice")]
    [InlineData("CloseIncident", """{"IncidentResolution":{},"Status":5,"More":1}""", 400, "'More' is not a parameter")]
    [InlineData("ImportSolution", """{"OverwriteUnmanagedCustomizations":false,"PublishWorkflows":true,"CustomizationFile":"?","ImportJobId":"11111111-1111-1111-1111-111111111111"}""", 400, "'CustomizationFile'")]
    [InlineData("QualifyLead", "{}", 404, "Resource not found for the segment 'QualifyLead'.")]
    public void An_operation_that_does_not_fit_is_refused_and_named(string url, string body, int status, string part)
    {
        var calls = new WebApiCalls();
        var error = Error(calls.Send("POST", url, body));

        Assert.Equal(status, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Organization.Messages);
    }

    [Fact]
    public void Fetch_xml_nested_without_end_is_refused_before_it_becomes_a_tree()
    {
        var calls = new WebApiCalls();
        var nested = string.Concat(Enumerable.Repeat("<filter>", 100_000));

        var error = Error(calls.Send("GET", "incidents?fetchXml=" + Uri.EscapeDataString($"<fetch><entity name='incident'>{nested}{nested.Replace("<", "</", StringComparison.Ordinal)}</entity></fetch>")));

        Assert.Contains("nested deeper than 100 levels", error.Message, StringComparison.Ordinal);
        Assert.Empty(calls.Organization.Messages);
    }

    [Fact]
    public void Apply_becomes_an_aggregate_fetch_and_its_answer_bears_the_names_of_the_request()
    {
        var row = new Entity("incident")
        {
            ["value1"] = new AliasedValue("incident", "statuscode", new OptionSetValue(1)),
            ["value2"] = new AliasedValue("account", "name", "Litware"),
            ["value3"] = new AliasedValue("incident", "incidentid", 7),
            FormattedValues = { ["value1"] = "In Progress" },
        };
        var calls = WithRows(row);
        var json = Json(calls.Get("incidents?$apply=filter(statecode eq 0)/groupby((statuscode,customerid_account/name),aggregate($count as n))&$orderby=n desc", ("Prefer", "odata.include-annotations=\"*\"")));

        var fetch = ((FetchExpression)((RetrieveMultipleRequest)calls.Organization.Messages[0]).Query).Query;
        Assert.Equal("""<fetch aggregate="true"><entity name="incident"><attribute name="statuscode" alias="value1" groupby="true" /><attribute name="incidentid" alias="value3" aggregate="count" /><order alias="value3" descending="true" /><filter type="and"><filter type="and"><condition attribute="statecode" operator="eq" value="0" /></filter></filter><link-entity name="account" from="accountid" to="customerid" alias="link1" link-type="outer"><attribute name="name" alias="value2" groupby="true" /></link-entity></entity></fetch>""".Replace(" />", "/>", StringComparison.Ordinal), fetch.Replace(" />", "/>", StringComparison.Ordinal));
        Assert.Equal("""{"statuscode@OData.Community.Display.V1.FormattedValue":"In Progress","statuscode":1,"customerid_account":{"name":"Litware"},"n":7}""", json.GetProperty("value")[0].GetRawText());
    }

    [Fact]
    public void FetchXml_is_sent_as_it_is_and_shows_linked_values_under_their_aliases()
    {
        var row = new Entity("incident", Id) { ["incidentid"] = Id, ["a.name"] = new AliasedValue("account", "name", "Litware") };
        var calls = WithRows(row);
        var fetch = "<fetch><entity name='incident'><attribute name='title'/><link-entity name='account' from='accountid' to='customerid' alias='a'><attribute name='name'/></link-entity></entity></fetch>";
        var json = Json(calls.Get("incidents?fetchXml=" + Uri.EscapeDataString(fetch)));

        Assert.Equal("""{"incidentid":"11111111-1111-1111-1111-111111111111","title":null,"a.name":"Litware"}""", json.GetProperty("value")[0].GetRawText());
    }

    [Theory]
    [InlineData("incidents?fetchXml=<fetch", "Invalid XML")]
    [InlineData("incidents?fetchXml=<fetch><entity name='account'/></fetch>", "'account'")]
    [InlineData("incidents?fetchXml=<!DOCTYPE x [<!ENTITY y 'z'>]><fetch/>", "Invalid XML")]
    [InlineData("incidents?savedQuery=x", "'x'")]
    public void FetchXml_that_is_none_or_of_another_table_is_refused(string url, string part)
    {
        var error = Error(new WebApiCalls().Get(url));

        Assert.Equal(400, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
