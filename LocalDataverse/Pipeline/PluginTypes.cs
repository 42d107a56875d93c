using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>The plugin types of one moment, with where their assemblies are read from.</summary>
internal sealed class PluginTypes
{
    private readonly Dictionary<Guid, Entity> _types;
    private readonly Dictionary<Guid, long> _assemblies;
    private readonly IPluginActivator _activator;
    private readonly Func<Guid, byte[]> _readAssembly;

    public PluginTypes(RequestScope scope, IPluginActivator activator, Func<Guid, byte[]> readAssembly)
    {
        _types = scope.Rows.All("plugintype", "typename", "pluginassemblyid").ToDictionary(row => row.Id);
        _assemblies = scope.Rows.All("pluginassembly", "versionnumber").ToDictionary(row => row.Id, row => row.GetAttributeValue<long>("versionnumber"));
        _activator = activator;
        _readAssembly = readAssembly;
    }

    /// <exception cref="DataverseException">There is no such type, or it names no assembly.</exception>
    public PluginTypeSource Of(Guid id)
    {
        if (!_types.TryGetValue(id, out var type))
            throw new DataverseException(ErrorCode.InvalidArgument, $"There is no plug-in type with the id {id}.");
        var name = type.GetAttributeValue<string>("typename") ?? "";
        var assembly = type.GetAttributeValue<EntityReference>("pluginassemblyid")
            ?? throw new DataverseException(ErrorCode.InvalidArgument, $"The plug-in type '{name}' names no assembly.");
        return new PluginTypeSource(name, assembly.Id, _assemblies[assembly.Id], () => _readAssembly(assembly.Id));
    }

    /// <summary>The plugin, made at its first call.</summary>
    public Lazy<IPlugin> Plugin(PluginTypeSource type, string? configuration = null, string? secureConfiguration = null) =>
        new(() => _activator.Activate(type, configuration, secureConfiguration));
}
