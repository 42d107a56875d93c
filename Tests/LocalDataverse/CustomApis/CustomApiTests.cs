using System.Text;
using System.Xml.Linq;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.CustomApis;

/// <summary>Messages that rows bring: how they are called, what their plugin sees, and what is refused.</summary>
public sealed class CustomApiTests : IDisposable
{
    private readonly CustomApiEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_function_bound_to_a_row_hands_its_plugin_the_row_and_the_parameters_at_the_main_operation()
    {
        var seen = new List<object?>();
        _environment.Add(
            "smp_Echo",
            (context, _) =>
            {
                seen.AddRange([context.MessageName, context.Stage, context.PrimaryEntityName, context.PrimaryEntityId, context.InputParameters["Target"], context.InputParameters["Times"], context.IsInTransaction]);
                context.OutputParameters["Text"] = "hello";
            },
            isFunction: true, table: "incident",
            parameters: [new("Times", CustomApiType.Integer, null, false)], properties: [new("Text", CustomApiType.String, null, false)]);
        var incident = _environment.Test.CreateCase();

        var answer = _environment.Json("GET", $"incidents({incident})/Microsoft.Dynamics.CRM.smp_Echo(Times=@t)?@t=3");

        Assert.Equal(["smp_Echo", 30, "incident", incident, new EntityReference("incident", incident), 3, true], seen);
        Assert.Equal(("http://localhost/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.smp_EchoResponse", "hello"), (answer.GetProperty("@odata.context").GetString(), answer.GetProperty("Text").GetString()));
    }

    [Theory]
    [InlineData("smp_Ask(Own=@o)?@o=true", true)]
    [InlineData("smp_Ask(Own=true)", true)]
    [InlineData("smp_Ask(Own=false)", false)]
    [InlineData("smp_Ask()", null)]
    public void An_optional_parameter_of_a_function_may_be_left_out(string call, bool? expected)
    {
        object? seen = null;
        _environment.Add(
            "smp_Ask", (context, _) => seen = context.InputParameters.TryGetValue("Own", out var own) ? own : null, isFunction: true,
            parameters: [new("Own", CustomApiType.Boolean, null, true)], properties: [new("Text", CustomApiType.String, null, false)]);

        Assert.Equal(200, (int)_environment.Send("GET", call).Status);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void Every_type_goes_in_and_comes_out_as_it_was_declared()
    {
        CustomApiType[] types = [.. Enum.GetValues<CustomApiType>()];
        CustomApiValue[] values = [.. types.Select(type => new CustomApiValue(type.ToString(), type, type is CustomApiType.Entity or CustomApiType.EntityCollection or CustomApiType.EntityReference ? "account" : null, false))];
        _environment.Add(
            "smp_All",
            (context, _) =>
            {
                foreach (var value in values)
                    context.OutputParameters[value.Name] = context.InputParameters[value.Name];
            },
            parameters: values, properties: values);
        var account = _environment.Test.CreateAccount().Id;

        var answer = _environment.Json("POST", "smp_All", $$"""
            {"Boolean":true,"DateTime":"2025-03-01T12:00:00Z","Decimal":1.5,"Entity":{"name":"A"},"EntityCollection":[{"name":"B"},{"name":"C"}],
             "EntityReference":{"accountid":"{{account}}"},"Float":2.5,"Integer":7,"Money":3.5,"Picklist":2,"String":"x","StringArray":["a","b"],"Guid":"{{account}}"}
            """);

        Assert.Equal("true|2025-03-01T12:00:00Z|1.5|A|B,C|" + account + "|2.5|7|3.5|2|x|a,b|" + account, string.Join('|',
            answer.GetProperty("Boolean").GetRawText(), answer.GetProperty("DateTime").GetString(), answer.GetProperty("Decimal").GetRawText(),
            answer.GetProperty("Entity").GetProperty("name").GetString(), string.Join(',', answer.GetProperty("EntityCollection").EnumerateArray().Select(row => row.GetProperty("name").GetString())),
            answer.GetProperty("EntityReference").GetProperty("accountid").GetString(), answer.GetProperty("Float").GetRawText(), answer.GetProperty("Integer").GetRawText(),
            answer.GetProperty("Money").GetRawText(), answer.GetProperty("Picklist").GetRawText(), answer.GetProperty("String").GetString(),
            string.Join(',', answer.GetProperty("StringArray").EnumerateArray().Select(text => text.GetString())), answer.GetProperty("Guid").GetString()));
    }

    [Theory]
    [InlineData("smp_Act", "{}", "'Count' of smp_Act is missing")]
    [InlineData("smp_Act", """{"Count":null}""", "'Count' of smp_Act is missing")]
    [InlineData("smp_Act", """{"Count":"many"}""", "'Count' of smp_Act must be of type WholeNumber")]
    [InlineData("smp_Act", """{"Count":1,"More":2}""", "'More' is not a parameter of smp_Act")]
    public void A_parameter_that_is_missing_or_of_another_type_is_refused_over_the_web(string url, string body, string part)
    {
        _environment.Add("smp_Act", (_, _) => throw new InvalidOperationException("It must not run."), parameters: [new("Count", CustomApiType.Integer, null, false)]);

        var error = _environment.Error("POST", url, body);

        Assert.Equal(400, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_missing_unknown_or_of_another_type_is_refused_in_the_message()
    {
        _environment.Add("smp_Act", (_, _) => throw new InvalidOperationException("It must not run."), table: "account", parameters: [new("Count", CustomApiType.Integer, null, false)]);
        var account = _environment.Test.CreateAccount();

        string Refusal(params (string Name, object Value)[] parameters) => Assert.Throws<DataverseException>(() => Call("smp_Act", parameters)).Message;
        Assert.Contains("'Count'", Refusal(("Target", account)), StringComparison.Ordinal);
        Assert.Contains("as Integer, not as String", Refusal(("Target", account), ("Count", "1")), StringComparison.Ordinal);
        Assert.Contains("has no parameter 'More'", Refusal(("Target", account), ("Count", 1), ("More", 1)), StringComparison.Ordinal);
        Assert.Contains("'Target'", Refusal(("Count", 1)), StringComparison.Ordinal);
        Assert.Contains("'account'", Refusal(("Target", new EntityReference("contact", account.Id)), ("Count", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_another_type_than_declared_is_the_plugins_fault_and_changes_nothing()
    {
        _environment.Add(
            "smp_Wrong",
            (context, services) =>
            {
                Service(context, services).Create(new Entity("account") { ["name"] = "Left over" });
                context.OutputParameters["Count"] = "many";
            },
            properties: [new("Count", CustomApiType.Integer, null, false)]);

        Assert.Contains("'Count'", Assert.Throws<DataverseException>(() => Call("smp_Wrong")).Message, StringComparison.Ordinal);
        Assert.Equal(0, Accounts("Left over"));
    }

    [Fact]
    public void What_its_plugin_writes_is_one_transaction_that_a_refusal_rolls_back()
    {
        _environment.Add("smp_Write", (context, services) =>
        {
            Service(context, services).Create(new Entity("account") { ["name"] = "Written" });
            if (context.InputParameters.Contains("Refuse"))
                throw new InvalidPluginExecutionException("No.");
        }, parameters: [new("Refuse", CustomApiType.Boolean, null, true)]);

        Assert.Equal(204, (int)_environment.Send("POST", "smp_Write", "{}").Status);
        var refused = _environment.Error("POST", "smp_Write", """{"Refuse":true}""");

        Assert.Equal((400, "0x80040265", "No."), refused);
        Assert.Equal(1, Accounts("Written"));
    }

    [Fact]
    public void An_action_bound_to_a_table_carries_no_row()
    {
        var parameters = new List<string>();
        _environment.Add("smp_Sweep", (context, _) => parameters.AddRange([context.PrimaryEntityName, .. context.InputParameters.Keys]), table: "account", ofCollection: true);

        Assert.Equal(204, (int)_environment.Send("POST", "accounts/Microsoft.Dynamics.CRM.smp_Sweep", "{}").Status);
        Assert.Equal(["account"], parameters);
    }

    [Fact]
    public void A_private_one_answers_but_stands_in_no_metadata_document()
    {
        _environment.Add("smp_Open", (context, _) => context.OutputParameters["Text"] = "a", isFunction: true, properties: [new("Text", CustomApiType.String, null, false)]);
        _environment.Add("smp_Secret", (context, _) => context.OutputParameters["Text"] = "b", isFunction: true, properties: [new("Text", CustomApiType.String, null, false)], more: ("isprivate", true));

        var metadata = Encoding.UTF8.GetString(_environment.Send("GET", "$metadata").Body.Span);

        Assert.Equal("b", _environment.Json("GET", "smp_Secret()").GetProperty("Text").GetString());
        Assert.Contains("smp_Open", metadata, StringComparison.Ordinal);
        Assert.DoesNotContain("smp_Secret", metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_shows_types_of_parameters_and_properties()
    {
        _environment.Add(
            "smp_Typed", (_, _) => { }, isFunction: true, table: "account",
            parameters: [new("Own", CustomApiType.Boolean, null, true)],
            properties: [new("Seconds", CustomApiType.Integer, null, false), new("On", CustomApiType.DateTime, null, false), new("Names", CustomApiType.StringArray, null, false), new("Best", CustomApiType.Entity, "contact", false)]);

        var schema = XDocument.Parse(Encoding.UTF8.GetString(_environment.Send("GET", "$metadata").Body.Span)).Descendants().Where(element => element.Name.LocalName == "Schema").Elements().ToList();

        var function = schema.Single(element => (string?)element.Attribute("Name") == "smp_Typed");
        Assert.Equal(("Function", "true"), (function.Name.LocalName, (string?)function.Attribute("IsBound")));
        Assert.Equal(["entity mscrm.account", "Own Edm.Boolean"], function.Elements().Where(element => element.Name.LocalName == "Parameter").Select(element => $"{(string?)element.Attribute("Name")} {Alias((string?)element.Attribute("Type"))}"));
        var response = schema.Single(element => (string?)element.Attribute("Name") == "smp_TypedResponse");
        Assert.Equal(
            ["Seconds Edm.Int32", "On Edm.DateTimeOffset", "Names Collection(Edm.String)", "Best mscrm.contact"],
            response.Elements().Select(element => $"{(string?)element.Attribute("Name")} {Alias((string?)element.Attribute("Type"))}"));
    }

    [Fact]
    public void A_caller_needs_its_execute_privilege()
    {
        _environment.Add("smp_Locked", (_, _) => { }, more: ("executeprivilegename", "prvCreateAccount"));
        var worker = _environment.Test.CreateUser("worker");

        var refused = _environment.Error("POST", "smp_Locked", "{}", worker);

        Assert.Equal((403, "0x80040220"), (refused.Status, refused.Code));
        Assert.Contains("prvCreateAccount", refused.Message, StringComparison.Ordinal);
        Assert.Equal(204, (int)_environment.Send("POST", "smp_Locked", "{}").Status);
    }

    [Theory]
    [InlineData(0, 0, "no custom processing steps")]
    [InlineData(0, 1, "no custom processing steps")]
    [InlineData(1, 0, "asynchronous custom processing steps only")]
    [InlineData(1, 1, null)]
    [InlineData(2, 0, null)]
    [InlineData(2, 1, null)]
    public void It_says_which_steps_others_may_hang_on_its_message(int allowed, int mode, string? refusal)
    {
        _environment.Add("smp_Event", (_, _) => { }, more: ("allowedcustomprocessingsteptype", new OptionSetValue(allowed)));
        var message = _environment.Test.Service.Create(new Entity("sdkmessage") { ["name"] = "smp_Event" });
        var type = _environment.Test.Service.RetrieveMultiple(new Microsoft.Xrm.Sdk.Query.QueryExpression("plugintype")).Entities[0].ToEntityReference();
        void Register() => _environment.Test.Service.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = "After it",
            ["sdkmessageid"] = new EntityReference("sdkmessage", message),
            ["plugintypeid"] = type,
            ["stage"] = new OptionSetValue(40),
            ["mode"] = new OptionSetValue(mode),
            ["rank"] = 1,
        });

        if (refusal is null)
            Register();
        else
            Assert.Contains(refusal, Assert.Throws<DataverseException>(Register).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_was_deleted_is_a_message_no_longer()
    {
        var id = _environment.Add("smp_Brief", (_, _) => { });
        Assert.Equal(204, (int)_environment.Send("POST", "smp_Brief", "{}").Status);

        _environment.Test.Service.Delete("customapi", id);

        Assert.Equal(404, _environment.Error("POST", "smp_Brief", "{}").Status);
        Assert.Equal(unchecked((int)0x80040204), Assert.Throws<DataverseException>(() => Call("smp_Brief")).Code);
    }

    private static IOrganizationService Service(IPluginExecutionContext context, IServiceProvider services) =>
        ((IOrganizationServiceFactory)services.GetService(typeof(IOrganizationServiceFactory))!).CreateOrganizationService(context.UserId);

    private static string? Alias(string? type) => type?.Replace("Microsoft.Dynamics.CRM", "mscrm", StringComparison.Ordinal);

    private OrganizationResponse Call(string name, params (string Name, object Value)[] parameters)
    {
        var request = new OrganizationRequest(name);
        foreach (var (parameter, value) in parameters)
            request[parameter] = value;
        return _environment.Test.Service.Execute(request);
    }

    private int Accounts(string name)
    {
        var query = new Microsoft.Xrm.Sdk.Query.QueryExpression("account");
        query.Criteria.AddCondition("name", Microsoft.Xrm.Sdk.Query.ConditionOperator.Equal, name);
        return _environment.Test.Service.RetrieveMultiple(query).Entities.Count;
    }
}
