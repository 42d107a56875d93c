using LocalDataverse.Solutions;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>Custom APIs in a solution's zip.</summary>
public sealed class CustomApiImportTests : IDisposable
{
    private const string Api = "customapis/smp_Count/customapi.xml";
    private const string Parameter = "customapis/smp_Count/customapirequestparameters/Own/customapirequestparameter.xml";
    private const string Property = "customapis/smp_Count/customapiresponseproperties/Number/customapiresponseproperty.xml";

    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void It_comes_with_its_parameters_properties_and_plugin_and_can_be_called()
    {
        _environment.Import(Sample().Zip());

        var api = Assert.Single(_environment.Rows("customapi", "uniquename", "smp_Count"));
        Assert.Equal((1, "account", true, "Count", SampleSolution.TypeId), (
            api.GetAttributeValue<OptionSetValue>("bindingtype")!.Value, api["boundentitylogicalname"], api["isfunction"], api["displayname"], api.GetAttributeValue<EntityReference>("plugintypeid")!.Id));
        var parameter = Assert.Single(_environment.Rows("customapirequestparameter", "customapiid", api.Id));
        Assert.Equal(("Own", 0, true), (parameter["uniquename"], parameter["type"], parameter["isoptional"]));
        Assert.Equal("Number", Assert.Single(_environment.Rows("customapiresponseproperty", "customapiid", api.Id))["uniquename"]);
        var refusal = Assert.Throws<InvalidPluginExecutionException>(() => _environment.Service.Execute(new OrganizationRequest("smp_Count") { ["Target"] = new EntityReference("account", Guid.NewGuid()) }));
        Assert.Equal(SampleSolution.Refusal, refusal.Message);
    }

    [Fact]
    public void An_upgrade_changes_it_and_takes_away_what_it_no_longer_has()
    {
        _environment.Import(Sample().Zip());
        var before = Assert.Single(_environment.Rows("customapi", "uniquename", "smp_Count")).Id;

        _environment.Upgrade(Sample("1.1.0.0").Replace(Api, "default=\"Count\"", "default=\"Count them\"").Remove(Parameter).Zip());

        var api = Assert.Single(_environment.Rows("customapi", "uniquename", "smp_Count"));
        Assert.Equal((before, "Count them"), (api.Id, api["displayname"]));
        Assert.Empty(_environment.Rows("customapirequestparameter", "customapiid", api.Id));

        _environment.Upgrade(new SampleSolution("1.2.0.0").Zip());

        Assert.Empty(_environment.Rows("customapi", "uniquename", "smp_Count"));
        Assert.Equal(0, _environment.Count("customapiresponseproperty"));
        Assert.Empty(_environment.Rows("sdkmessage", "name", "smp_Count"));
    }

    [Theory]
    [InlineData(Api, "<isfunction>1</isfunction>", "<isfunction>0</isfunction>", "isfunction of 'smp_Count'")]
    [InlineData(Api, "<boundentitylogicalname>account<", "<boundentitylogicalname>contact<", "boundentitylogicalname of 'smp_Count'")]
    [InlineData(Api, "<allowedcustomprocessingsteptype>0<", "<allowedcustomprocessingsteptype>2<", "allowedcustomprocessingsteptype of 'smp_Count'")]
    [InlineData(Parameter, "<isoptional>1<", "<isoptional>0<", "isoptional of 'Own'")]
    [InlineData(Parameter, "<type>0<", "<type>10<", "type of 'Own'")]
    [InlineData(Property, "<type>7<", "<type>10<", "type of 'Number'")]
    public void What_callers_rely_on_is_fixed_by_the_first_import(string file, string old, string replacement, string part)
    {
        _environment.Import(Sample().Zip());

        Refused(Sample("1.1.0.0").Replace(file, old, replacement), part + " can't be changed");
    }

    [Theory]
    [InlineData(Api, "uniquename=\"smp_Count\"", "uniquename=\"Count\"", "publisher's prefix such as 'smp_'")]
    [InlineData(Api, "<boundentitylogicalname>account<", "<boundentitylogicalname>smp_nothing<", "the table 'smp_nothing'")]
    [InlineData(Api, "10000000-0000-4000-8000-000000000002", "10000000-0000-4000-8000-0000000000ff", "plugin type with the id")]
    [InlineData(Api, "<bindingtype>1<", "<bindingtype>3<", "bindingtype can't be 3")]
    [InlineData(Api, "<isprivate>0</isprivate>", "<isprivate>0</isprivate><executeprivilegename>prvNothing</executeprivilegename>", "prvNothing")]
    [InlineData(Parameter, "<type>0<", "<type>13<", "type can't be 13")]
    [InlineData(Property, "<type>7<", "<isoptional>0</isoptional><type>7<", "<isoptional>")]
    [InlineData(Api, "</customapi>", "", "not well formed")]
    public void One_that_is_wrong_is_refused_and_named(string file, string old, string replacement, string part) => Refused(Sample().Replace(file, old, replacement), part);

    [Fact]
    public void A_function_without_response_property_is_refused() => Refused(Sample().Remove(Property), "no response property");

    [Fact]
    public void As_a_root_component_it_is_refused_as_dataverse_refuses_it() =>
        Refused(Sample().Replace("solution.xml", "<RootComponents>", "<RootComponents><RootComponent type=\"10042\" schemaName=\"smp_Count\" behavior=\"0\" />"), "type 10042");

    private void Refused(SampleSolution solution, string part)
    {
        var refusal = Assert.Throws<DataverseException>(() => _environment.Import(solution.Zip()));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private static SampleSolution Sample(string version = "1.0.0.0")
    {
        var solution = new SampleSolution(version);
        solution.Files[Api] = SampleSolution.Utf8($"""
            <customapi uniquename="smp_Count">
              <allowedcustomprocessingsteptype>0</allowedcustomprocessingsteptype><bindingtype>1</bindingtype><boundentitylogicalname>account</boundentitylogicalname>
              {Label("description", "Counts.")}{Label("displayname", "Count")}
              <iscustomizable>0</iscustomizable><isfunction>1</isfunction><isprivate>0</isprivate><name>smp_Count</name>
              <plugintypeid><plugintypeexportkey>{SampleSolution.TypeId}</plugintypeexportkey></plugintypeid><workflowsdkstepenabled>0</workflowsdkstepenabled>
            </customapi>
            """);
        solution.Files[Parameter] = SampleSolution.Utf8($"""
            <customapirequestparameter uniquename="Own">{Label("description", "Own only.")}{Label("displayname", "Own")}
              <iscustomizable>0</iscustomizable><isoptional>1</isoptional><name>smp_Count-In-Own</name><type>0</type>
            </customapirequestparameter>
            """);
        solution.Files[Property] = SampleSolution.Utf8($"""
            <customapiresponseproperty uniquename="Number">{Label("description", "How many.")}{Label("displayname", "Number")}
              <iscustomizable>0</iscustomizable><name>smp_Count-Out-Number</name><type>7</type>
            </customapiresponseproperty>
            """);
        return solution;
    }

    private static string Label(string element, string text) => $"<{element} default=\"{text}\"><label description=\"{text}\" languagecode=\"1033\" /></{element}>";
}
