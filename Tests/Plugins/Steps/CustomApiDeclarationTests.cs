using System.Xml.Linq;
using CaseTime.Plugins.Steps;

namespace CaseTime.Plugins.Tests.Steps;

/// <summary>Holds the one declaration of custom APIs against their files in solution/, in both directions.</summary>
public sealed class CustomApiDeclarationTests
{
    private const string Bound = "1";

    private static string Folder => Path.Combine(Repository.Solution, "customapis");

    [Fact]
    public void The_solution_has_exactly_the_declared_custom_apis() =>
        Assert.Equal(
            StepDeclarations.CustomApis.Select(Describe).Order(),
            Directory.EnumerateFiles(Folder, "customapi.xml", SearchOption.AllDirectories).Select(Describe).Order());

    [Fact]
    public void No_step_of_others_may_change_what_they_answer() =>
        Assert.All(
            Directory.EnumerateFiles(Folder, "customapi.xml", SearchOption.AllDirectories),
            file => Assert.Equal("0", (string?)XElement.Load(file).Element("allowedcustomprocessingsteptype")));

    [Fact]
    public void Custom_apis_are_never_root_components() =>
        Assert.DoesNotContain("casetime_GetHandlingTime", File.ReadAllText(Path.Combine(Repository.Solution, "Other", "Solution.xml")), StringComparison.Ordinal);

    private static string Describe(CustomApiDeclaration api) => Describe(
        api.Step.Message, api.Step.Table, api.Step.Handler.FullName!, api.IsFunction,
        api.Parameters.Select(value => Value(value.Name, value.Type, value.IsOptional)),
        api.Properties.Select(value => Value(value.Name, value.Type, isOptional: false)));

    private static string Describe(string file)
    {
        var api = XElement.Load(file);
        Assert.Equal(Bound, (string?)api.Element("bindingtype"));
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), (string?)api.Attribute("uniquename"));
        return Describe(
            (string)api.Attribute("uniquename")!, (string)api.Element("boundentitylogicalname")!, HandlerOf(api), (string?)api.Element("isfunction") == "1",
            Values(file, "customapirequestparameter"), Values(file, "customapiresponseproperty"));
    }

    private static string HandlerOf(XElement api)
    {
        var assembly = Directory.EnumerateFiles(Path.Combine(Repository.Solution, "PluginAssemblies"), "*.data.xml", SearchOption.AllDirectories).Single();
        return (string)XElement.Load(assembly).Descendants("PluginType")
            .Single(type => (string?)type.Attribute("PluginTypeId") == (string?)api.Element("plugintypeid")!.Element("plugintypeexportkey")).Attribute("Name")!;
    }

    private static IEnumerable<string> Values(string api, string kind)
    {
        var folder = Path.Combine(Path.GetDirectoryName(api)!, kind == "customapirequestparameter" ? "customapirequestparameters" : "customapiresponseproperties");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, kind + ".xml", SearchOption.AllDirectories).Select(file => Value(file))
            : [];
    }

    private static string Value(string file)
    {
        var value = XElement.Load(file);
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), (string?)value.Attribute("uniquename"));
        return Value((string)value.Attribute("uniquename")!, (CustomApiType)(int)value.Element("type")!, (string?)value.Element("isoptional") == "1");
    }

    private static string Value(string name, CustomApiType type, bool isOptional) => $"{name} {type}{(isOptional ? "?" : "")}";

    private static string Describe(string name, string table, string handler, bool isFunction, IEnumerable<string> parameters, IEnumerable<string> properties) =>
        $"{(isFunction ? "function" : "action")} {name} of {table} by {handler}({string.Join(", ", parameters.Order())}): {string.Join(", ", properties.Order())}";
}
