using System.Runtime.Loader;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Pipeline;

/// <summary>Steps as an import leaves them: rows, and the DLL (this very test assembly) as the content of one.</summary>
public sealed class ImportedAssemblyTests : IDisposable
{
    private static readonly Guid CreateMessage = new("9ebdbb1b-ea3e-db11-86a7-000a3a5473e8");
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_step_row_runs_the_class_of_the_assembly_row_in_a_load_context_of_its_own()
    {
        Step(Assembly(), typeof(MarkingPlugin).FullName!);

        var text = _environment.Read("account", _environment.CreateAccount().Id).GetAttributeValue<string>("description");

        Assert.StartsWith("plain of plugin ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_takes_its_configuration_gets_it()
    {
        Step(Assembly(), typeof(ConfiguredPlugin).FullName!, "open", "secret");

        Assert.Equal("open secret", _environment.Read("account", _environment.CreateAccount().Id).GetAttributeValue<string>("description"));
    }

    [Fact]
    public void A_disabled_or_deleted_step_no_longer_runs()
    {
        var step = Step(Assembly(), typeof(MarkingPlugin).FullName!);

        _environment.Service.Update(new Entity("sdkmessageprocessingstep", step) { ["statecode"] = new OptionSetValue(1) });
        Assert.False(_environment.Read("account", _environment.CreateAccount().Id).Contains("description"));
        _environment.Service.Update(new Entity("sdkmessageprocessingstep", step) { ["statecode"] = new OptionSetValue(0) });
        Assert.True(_environment.Read("account", _environment.CreateAccount().Id).Contains("description"));
        _environment.Service.Delete("sdkmessageprocessingstep", step);
        Assert.False(_environment.Read("account", _environment.CreateAccount().Id).Contains("description"));
    }

    [Fact]
    public void A_changed_assembly_row_is_loaded_anew()
    {
        var assembly = Assembly();
        Step(assembly, typeof(MarkingPlugin).FullName!);
        var before = _environment.Read("account", _environment.CreateAccount().Id).GetAttributeValue<string>("description");

        _environment.Service.Update(new Entity("pluginassembly", assembly) { ["version"] = "2.0.0.0" });

        Assert.NotEqual(before, _environment.Read("account", _environment.CreateAccount().Id).GetAttributeValue<string>("description"));
    }

    [Fact]
    public void A_class_that_is_not_there_is_named()
    {
        Step(Assembly(), "Nowhere.Plugin");

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Contains("has no class 'Nowhere.Plugin'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_is_no_assembly_is_named()
    {
        Step(_environment.Service.Create(new Entity("pluginassembly") { ["name"] = "Broken", ["content"] = Convert.ToBase64String([1, 2, 3]) }), typeof(MarkingPlugin).FullName!);

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Contains("is no .NET assembly", error.Message, StringComparison.Ordinal);
    }

    private Guid Assembly() => _environment.Service.Create(new Entity("pluginassembly")
    {
        ["name"] = "LocalDataverse.Tests",
        ["content"] = Convert.ToBase64String(File.ReadAllBytes(typeof(ImportedAssemblyTests).Assembly.Location)),
    });

    private Guid Step(Guid assembly, string typeName, string? configuration = null, string? secure = null)
    {
        var type = _environment.Service.Create(new Entity("plugintype") { ["typename"] = typeName, ["name"] = typeName, ["pluginassemblyid"] = new EntityReference("pluginassembly", assembly) });
        return _environment.Service.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = "mark",
            ["sdkmessageid"] = new EntityReference("sdkmessage", CreateMessage),
            ["primaryobjecttypecode"] = "account",
            ["stage"] = new OptionSetValue(20),
            ["plugintypeid"] = new EntityReference("plugintype", type),
            ["configuration"] = configuration,
            ["secureconfiguration"] = secure,
        });
    }

    /// <summary>Writes the name of its load context into the row.</summary>
    public sealed class MarkingPlugin : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider) => serviceProvider.Target()["description"] = $"plain of {AssemblyLoadContext.GetLoadContext(GetType().Assembly)!.Name}";
    }

    /// <summary>Writes its configuration into the row.</summary>
    public sealed class ConfiguredPlugin(string configuration, string secure) : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider) => serviceProvider.Target()["description"] = $"{configuration} {secure}";
    }
}
