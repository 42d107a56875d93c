using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using static LocalDataverse.Tests.WebApi.WebApiCalls;

namespace LocalDataverse.Tests.WebApi;

public class DefinitionTests
{
    [Fact]
    public void A_table_is_defined_by_its_logical_name()
    {
        var json = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,DisplayName,OwnershipType"));

        Assert.Equal(("incident", "incidents", "incidentid", "title", "UserOwned", "incident", 1033), (
            json.GetProperty("LogicalName").GetString(), json.GetProperty("EntitySetName").GetString(), json.GetProperty("PrimaryIdAttribute").GetString(),
            json.GetProperty("PrimaryNameAttribute").GetString(), json.GetProperty("OwnershipType").GetString(),
            json.GetProperty("DisplayName").GetProperty("UserLocalizedLabel").GetProperty("Label").GetString(),
            json.GetProperty("DisplayName").GetProperty("LocalizedLabels")[0].GetProperty("LanguageCode").GetInt32()));
        Assert.True(json.TryGetProperty("MetadataId", out var id));
        Assert.Equal(id.GetGuid(), Json(new WebApiCalls().Get($"EntityDefinitions({id.GetGuid()})")).GetProperty("MetadataId").GetGuid());
        Assert.False(json.TryGetProperty("SchemaName", out _));
    }

    [Fact]
    public void Columns_bear_their_kind_and_what_it_adds()
    {
        var columns = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')/Attributes?$filter=LogicalName in ('title','minutes','customerid')")).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal(["#Microsoft.Dynamics.CRM.LookupAttributeMetadata", "#Microsoft.Dynamics.CRM.IntegerAttributeMetadata", "#Microsoft.Dynamics.CRM.StringAttributeMetadata"],
            columns.Select(column => column.GetProperty("@odata.type").GetString()));
        Assert.Equal(["account", "contact"], columns[0].GetProperty("Targets").EnumerateArray().Select(target => target.GetString()));
        Assert.Equal(("Customer", "Duration", 200, "ApplicationRequired"), (columns[0].GetProperty("AttributeType").GetString(), columns[1].GetProperty("Format").GetString(),
            columns[2].GetProperty("MaxLength").GetInt32(), columns[2].GetProperty("RequiredLevel").GetProperty("Value").GetString()));
    }

    [Fact]
    public void A_cast_reads_a_choice_with_its_options()
    {
        var json = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')/Attributes(LogicalName='prioritycode')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet"));

        Assert.Equal([(1, "High"), (2, "Normal")], json.GetProperty("OptionSet").GetProperty("Options").EnumerateArray()
            .Select(option => (option.GetProperty("Value").GetInt32(), option.GetProperty("Label").GetProperty("UserLocalizedLabel").GetProperty("Label").GetString()!)));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("GlobalOptionSet").ValueKind);
    }

    [Fact]
    public void A_status_option_names_its_state_and_a_state_its_default_status()
    {
        var casts = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')/Attributes/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$expand=OptionSet")).GetProperty("value");
        var state = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')/Attributes(LogicalName='statecode')/Microsoft.Dynamics.CRM.StateAttributeMetadata/OptionSet"));

        Assert.Equal(1, Assert.Single(casts.EnumerateArray().ToList()).GetProperty("OptionSet").GetProperty("Options")[1].GetProperty("State").GetInt32());
        Assert.Equal(5, state.GetProperty("Options")[1].GetProperty("DefaultStatus").GetInt32());
    }

    [Fact]
    public void Relationships_are_found_from_both_ends()
    {
        var up = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='incident')/ManyToOneRelationships?$filter=ReferencedEntity eq 'account'&$select=ReferencingEntityNavigationPropertyName"));
        var down = Json(new WebApiCalls().Get("EntityDefinitions(LogicalName='account')?$select=LogicalName&$expand=OneToManyRelationships($select=SchemaName;$filter=ReferencingEntity eq 'incident')"));

        Assert.Equal("customerid_account", up.GetProperty("value")[0].GetProperty("ReferencingEntityNavigationPropertyName").GetString());
        Assert.Equal("incident_customer_accounts", down.GetProperty("OneToManyRelationships")[0].GetProperty("SchemaName").GetString());
    }

    [Fact]
    public void Tables_can_be_filtered_by_values_enum_members_and_structured_values()
    {
        static List<string?> Names(string filter) => [.. Json(new WebApiCalls().Get($"EntityDefinitions?$select=LogicalName&$filter={Uri.EscapeDataString(filter)}")).GetProperty("value").EnumerateArray().Select(table => table.GetProperty("LogicalName").GetString())];

        Assert.Equal(["incident", "incidentresolution"], Names("startswith(LogicalName,'incident')"));
        Assert.Equal(["account"], Names("EntitySetName eq 'accounts' and OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'"));
        Assert.Empty(Names("IsCustomizable/Value eq false"));
    }

    [Fact]
    public void A_global_choice_is_defined_by_its_name_and_one_of_a_column_is_none()
    {
        Assert.Equal("Money", Json(new WebApiCalls().Get("GlobalOptionSetDefinitions(Name='goal_type')")).GetProperty("Options")[0].GetProperty("Label").GetProperty("UserLocalizedLabel").GetProperty("Label").GetString());
        Assert.Equal((404, "0x80040217"), (Error(new WebApiCalls().Get("GlobalOptionSetDefinitions(Name='incident_prioritycode')")).Status, Error(new WebApiCalls().Get("GlobalOptionSetDefinitions(Name='nope')")).Code));
    }

    [Theory]
    [InlineData("GET", "EntityDefinitions(LogicalName='nope')", 404, "'nope'")]
    [InlineData("GET", "EntityDefinitions(LogicalName='incident')/Attributes(LogicalName='title')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata", 404, "PicklistAttributeMetadata")]
    [InlineData("GET", "EntityDefinitions?$select=Nope", 400, "'Nope'")]
    [InlineData("GET", "EntityDefinitions?$orderby=LogicalName", 501, "$orderby")]
    [InlineData("POST", "EntityDefinitions", 501, "read-only")]
    public void What_is_not_defined_or_not_offered_is_refused(string method, string url, int status, string part)
    {
        var error = Error(new WebApiCalls().Send(method, url, method == "POST" ? "{}" : null));

        Assert.Equal(status, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_service_document_lists_sets_and_metadata_shows_tables_with_keys_and_navigation()
    {
        var sets = Json(new WebApiCalls().Get("")).GetProperty("value").EnumerateArray().Select(set => set.GetProperty("name").GetString()).ToList();
        var csdl = XDocument.Parse(Encoding.UTF8.GetString(new WebApiCalls().Get("$metadata").Body.Span));
        XNamespace edm = "http://docs.oasis-open.org/odata/ns/edm";
        var incident = csdl.Descendants(edm + "EntityType").Single(type => type.Attribute("Name")!.Value == "incident");

        Assert.Contains("incidents", sets);
        Assert.Contains("EntityDefinitions", sets);
        Assert.Equal("incidentid", incident.Element(edm + "Key")!.Element(edm + "PropertyRef")!.Attribute("Name")!.Value);
        Assert.Equal("Edm.Guid", incident.Elements(edm + "Property").Single(property => property.Attribute("Name")!.Value == "_customerid_value").Attribute("Type")!.Value);
        Assert.Equal("Edm.Date", incident.Elements(edm + "Property").Single(property => property.Attribute("Name")!.Value == "followupby").Attribute("Type")!.Value);
        Assert.Equal("mscrm.account", incident.Elements(edm + "NavigationProperty").Single(property => property.Attribute("Name")!.Value == "customerid_account").Attribute("Type")!.Value);
        Assert.Contains(csdl.Descendants(edm + "Action"), action => action.Attribute("Name")!.Value == "CloseIncident");
    }
}
