using System.Text;
using System.Text.Json;
using LocalDataverse.Pipeline;
using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.CustomApis;

/// <summary>An environment in which custom APIs are written as rows, and whose plugins are actions of the test.</summary>
internal sealed class CustomApiEnvironment : IDisposable
{
    private readonly Dictionary<string, Action<IPluginExecutionContext, IServiceProvider>> _plugins = [];
    private readonly WebApiService _webApi;

    public CustomApiEnvironment()
    {
        Test = new TestEnvironment(options => options with { PluginActivator = new Activator(_plugins) });
        _webApi = new WebApiService(Test.Organization, Caller.For(Test.Organization.SystemUserId), NullLogger<WebApiService>.Instance);
    }

    public TestEnvironment Test { get; }

    /// <summary>Writes a custom API with its plugin.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="plugin">Its main operation.</param>
    /// <param name="isFunction">GET instead of POST.</param>
    /// <param name="table">The table it is bound to; null for none.</param>
    /// <param name="ofCollection">Bound to the table rather than to a row.</param>
    /// <param name="parameters">Request parameters.</param>
    /// <param name="properties">Response properties.</param>
    /// <param name="more">Further columns.</param>
    public Guid Add(
        string name,
        Action<IPluginExecutionContext, IServiceProvider> plugin,
        bool isFunction = false,
        string? table = null,
        bool ofCollection = false,
        IEnumerable<CustomApiValue>? parameters = null,
        IEnumerable<CustomApiValue>? properties = null,
        params (string Column, object? Value)[] more)
    {
        _plugins[name] = plugin;
        var assembly = Test.Service.Create(new Entity("pluginassembly") { ["name"] = name, ["content"] = "" });
        var type = Test.Service.Create(new Entity("plugintype") { ["name"] = name, ["typename"] = name, ["pluginassemblyid"] = new EntityReference("pluginassembly", assembly) });
        var api = new Entity("customapi")
        {
            ["name"] = name,
            ["uniquename"] = name,
            ["isfunction"] = isFunction,
            ["bindingtype"] = new OptionSetValue(table is null ? 0 : ofCollection ? 2 : 1),
            ["boundentitylogicalname"] = table,
            ["plugintypeid"] = new EntityReference("plugintype", type),
        };
        foreach (var (column, value) in more)
            api[column] = value;
        api.Id = Test.Service.Create(api);
        foreach (var value in parameters ?? [])
            Test.Service.Create(Value("customapirequestparameter", api, value, ("isoptional", value.IsOptional)));
        foreach (var value in properties ?? [])
            Test.Service.Create(Value("customapiresponseproperty", api, value));
        return api.Id;
    }

    public WebApiResponse Send(string method, string url, string? body = null, Caller? caller = null) => _webApi.Handle(new WebApiRequest(
        method, new Uri("http://localhost/api/data/v9.2/"), url, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
        body is null ? default : Encoding.UTF8.GetBytes(body), caller ?? Test.Administrator));

    public JsonElement Json(string method, string url, string? body = null)
    {
        using var document = JsonDocument.Parse(Send(method, url, body).Body);
        return document.RootElement.Clone();
    }

    /// <summary>Status, code and sentence of a refusal.</summary>
    public (int Status, string Code, string Message) Error(string method, string url, string? body = null, Caller? caller = null) =>
        WebApi.WebApiCalls.Error(Send(method, url, body, caller));

    public void Dispose() => Test.Dispose();

    private static Entity Value(string table, Entity api, CustomApiValue value, params (string Column, object? Value)[] more)
    {
        var row = new Entity(table)
        {
            ["name"] = value.Name,
            ["uniquename"] = value.Name,
            ["type"] = (int)value.Type,
            ["logicalentityname"] = value.Table,
            ["customapiid"] = api.ToEntityReference(),
        };
        foreach (var (column, given) in more)
            row[column] = given;
        return row;
    }

    private sealed class Activator(Dictionary<string, Action<IPluginExecutionContext, IServiceProvider>> plugins) : IPluginActivator
    {
        public IPlugin Activate(PluginTypeSource type, string? configuration, string? secureConfiguration) => new Plugin(plugins[type.TypeName]);
    }

    private sealed class Plugin(Action<IPluginExecutionContext, IServiceProvider> action) : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider) => action((IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!, serviceProvider);
    }
}
