using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Client;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Sdk;

public class EntityTests
{
    private readonly Guid _id = Guid.Parse("11111111-1111-1111-1111-111111111111");

    [Fact]
    public void A_missing_or_null_column_gives_the_default_of_the_type()
    {
        var row = new Entity("incident") { ["title"] = null };

        Assert.Null(row.GetAttributeValue<string>("title"));
        Assert.Equal(0, row.GetAttributeValue<int>("minutes"));
        Assert.Null(row.GetAttributeValue<int?>("minutes"));
    }

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Assert.Throws<InvalidCastException>(() => new Entity("incident") { ["minutes"] = "ten" }.GetAttributeValue<int>("minutes"));

    [Fact]
    public void Reading_an_absent_column_by_index_is_refused() =>
        Assert.Throws<KeyNotFoundException>(() => new Entity("incident")["title"]);

    [Fact]
    public void Column_names_are_case_sensitive()
    {
        var row = new Entity("incident") { ["title"] = "Broken" };

        Assert.True(row.Contains("title"));
        Assert.False(row.Contains("Title"));
    }

    [Fact]
    public void Trying_a_value_says_whether_it_is_there_and_of_the_type()
    {
        var row = new Entity("incident") { ["minutes"] = 10 };

        Assert.True(row.TryGetAttributeValue<int>("minutes", out var minutes));
        Assert.Equal(10, minutes);
        Assert.False(row.TryGetAttributeValue<string>("minutes", out _));
        Assert.False(row.TryGetAttributeValue<int>("hours", out _));
    }

    [Fact]
    public void A_row_becomes_the_class_of_its_table_and_of_no_other()
    {
        var row = new Entity("incident", _id) { ["title"] = "Broken" };

        var typed = row.ToEntity<Incident>();

        Assert.Equal("Broken", typed.Title);
        Assert.Equal(_id, typed.Id);
        Assert.Throws<NotSupportedException>(() => new Entity("account").ToEntity<Incident>());
    }

    [Fact]
    public void A_row_taken_as_an_entity_shares_its_values()
    {
        var row = new Entity("incident", _id);

        row.ToEntity<Entity>()["title"] = "Broken";

        Assert.Equal("Broken", row["title"]);
    }

    [Fact]
    public void References_are_equal_by_table_id_and_key_whatever_their_name()
    {
        var reference = new EntityReference("incident", _id) { Name = "Broken" };

        Assert.Equal(reference, new Entity("incident", _id).ToEntityReference());
        Assert.Equal(reference.GetHashCode(), new EntityReference("incident", _id).GetHashCode());
        Assert.NotEqual(reference, new EntityReference("account", _id));
        Assert.NotEqual(new EntityReference("account", "number", "1"), new EntityReference("account", "number", "2"));
    }

    [Fact]
    public void Choices_and_money_are_equal_by_value()
    {
        Assert.Equal(new OptionSetValue(5), new OptionSetValue(5));
        Assert.NotEqual(new OptionSetValue(5), new OptionSetValue(6));
        Assert.Equal(new Money(1.50m), new Money(1.5m));
    }

    [Fact]
    public void A_typed_request_keeps_its_values_as_parameters_of_the_message()
    {
        var request = new UpdateRequest { Target = new Entity("incident", _id), ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches };

        Assert.Equal("Update", request.RequestName);
        Assert.Same(request.Target, request["Target"]);
        Assert.Equal(ConcurrencyBehavior.IfRowVersionMatches, request.Parameters["ConcurrencyBehavior"]);
        Assert.Equal(ConcurrencyBehavior.Default, new DeleteRequest().ConcurrencyBehavior);
    }

    [Fact]
    public void A_typed_response_reads_the_results_of_the_message()
    {
        var response = new CreateResponse();
        response.Results["id"] = _id;

        Assert.Equal(_id, response.id);
    }

    [Fact]
    public void Shared_variables_are_read_by_type()
    {
        var variables = new ParameterCollection { { "casetime", true } };

        Assert.True(variables.TryGetValue<bool>("casetime", out var found) && found);
        Assert.False(variables.TryGetValue<string>("casetime", out _));
    }

    [Fact]
    public void A_condition_takes_one_value_several_or_a_list()
    {
        Assert.Equal([1], new ConditionExpression("state", ConditionOperator.Equal, 1).Values);
        Assert.Equal([1, 2], new ConditionExpression("state", ConditionOperator.In, 1, 2).Values);
        Assert.Equal([1, 2], new ConditionExpression("state", ConditionOperator.In, new List<int> { 1, 2 }).Values);
    }

    [Fact]
    public void A_plugin_exception_keeps_status_code_and_http_status()
    {
        var refusal = new InvalidPluginExecutionException(OperationStatus.Canceled, 1001, "No.", PluginHttpStatusCode.Forbidden);

        Assert.Equal((OperationStatus.Canceled, 1001, "No.", PluginHttpStatusCode.Forbidden), (refusal.Status, refusal.ErrorCode, refusal.Message, refusal.HttpStatus));
    }

    [EntityLogicalName("incident")]
    public sealed class Incident : Entity
    {
        public string? Title => GetAttributeValue<string>("title");
    }
}
