using System.Xml.Linq;
using CaseTime.Plugins.Dataverse;
using CaseTime.Plugins.Steps;

namespace CaseTime.Plugins.Tests.Steps;

/// <summary>Holds the one declaration of steps against what the solution registers, in both directions.</summary>
public sealed class StepDeclarationTests
{
    private static readonly Dictionary<string, string> Messages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["9ebdbb1b-ea3e-db11-86a7-000a3a5473e8"] = "Create",
        ["20bebb1b-ea3e-db11-86a7-000a3a5473e8"] = "Update",
        ["a1bdbb1b-ea3e-db11-86a7-000a3a5473e8"] = "Delete",
        ["dbbdbb1b-ea3e-db11-86a7-000a3a5473e8"] = "Merge",
    };

    [Fact]
    public void The_solution_registers_exactly_the_declared_steps() =>
        Assert.Equal(
            StepDeclarations.All.Select(Describe).Order(),
            Directory.EnumerateFiles(Path.Combine(Repository.Solution, "SdkMessageProcessingSteps"), "*.xml").Select(file => Describe(XElement.Load(file))).Order());

    [Fact]
    public void Every_plugin_class_is_declared_and_every_declared_class_is_a_plugin() =>
        Assert.Equal(
            typeof(PluginBase).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PluginBase))).Select(type => type.FullName).Order(),
            Handlers);

    [Fact]
    public void The_solution_lists_the_same_classes_as_plugin_types()
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.Solution, "PluginAssemblies"), "*.data.xml", SearchOption.AllDirectories).Single();

        Assert.Equal(
            Handlers,
            XElement.Load(file).Descendants("PluginType").Select(type => (string?)type.Attribute("Name")).Order());
    }

    [Fact]
    public void A_class_that_is_registered_for_something_else_is_not_run() =>
        Assert.Throws<InvalidOperationException>(() => StepDeclarations.Find(typeof(TimeTrackerCreate), "Update", "casetime_timetracker", 20, 0));

    [Fact]
    public void A_plugin_keeps_nothing() =>
        Assert.All(StepDeclarations.All.Concat(StepDeclarations.CustomApis.Select(api => api.Step)), step =>
        {
            Assert.Empty(step.Handler.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public));
            Assert.NotNull(step.Handler.GetConstructor([]));
        });

    private static IEnumerable<string?> Handlers =>
        StepDeclarations.All.Concat(StepDeclarations.CustomApis.Select(api => api.Step)).Select(step => step.Handler.FullName).Distinct().Order();

    private static string Describe(StepDeclaration step) => Describe(
        step.Handler.FullName!, step.Message, step.Table, step.Stage, step.Mode, step.FilteringColumns,
        step.PreImageColumns.Count == 0 ? [] : [Image(StepContext.PreImage, "0", step.PreImageColumns)]);

    private static string Describe(XElement step) => Describe(
        ((string)step.Element("PluginTypeName")!).Split(',')[0],
        Messages[(string)step.Element("SdkMessageId")!],
        (string)step.Element("PrimaryEntity")!,
        (int)step.Element("Stage")!,
        (int)step.Element("Mode")!,
        Columns((string?)step.Element("FilteringAttributes")),
        step.Descendants("SdkMessageProcessingStepImage").Select(image =>
            Image((string)image.Element("EntityAlias")!, (string)image.Element("ImageType")!, Columns((string?)image.Element("Attributes")))));

    private static string Describe(
        string handler, string message, string table, int stage, int mode, IEnumerable<string> filter, IEnumerable<string> images) =>
        $"{handler}: {message} of {table}, stage {stage}, mode {mode}, filter [{string.Join(' ', filter.Order())}], images [{string.Join("; ", images.Order())}]";

    private static string Image(string alias, string type, IEnumerable<string> columns) => $"{alias} ({type}): {string.Join(' ', columns.Order())}";

    private static string[] Columns(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
