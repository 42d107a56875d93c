using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>
/// Loads each imported assembly into a collectible load context of its own. Microsoft.Xrm.Sdk and the framework come from the host,
/// so that a DLL built for .NET Framework meets the host's types. A changed assembly row gets a new context, the old one is unloaded.
/// </summary>
internal sealed class AssemblyPluginActivator : IPluginActivator, IDisposable
{
    private readonly ConcurrentDictionary<Guid, (long Version, Lazy<Loaded> Loaded)> _assemblies = new();

    public IPlugin Activate(PluginTypeSource type, string? configuration, string? secureConfiguration)
    {
        var assembly = Load(type);
        var found = assembly.GetType(type.TypeName)
            ?? throw new DataverseException(ErrorCode.Unexpected, $"The plug-in assembly '{assembly.GetName().Name}' has no class '{type.TypeName}'.");
        if (!typeof(IPlugin).IsAssignableFrom(found))
            throw new DataverseException(ErrorCode.Unexpected, $"The class '{type.TypeName}' of the plug-in assembly '{assembly.GetName().Name}' is no IPlugin.");
        try
        {
            return (IPlugin)Construct(found, configuration, secureConfiguration);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner)
        {
            throw new DataverseException(ErrorCode.UnexpectedInPlugin, $"The plug-in '{type.TypeName}' can't be constructed.", inner);
        }
    }

    public void Dispose()
    {
        foreach (var (_, loaded) in _assemblies.Values)
            Unload(loaded);
        _assemblies.Clear();
    }

    private Assembly Load(PluginTypeSource type)
    {
        var entry = _assemblies.AddOrUpdate(
            type.AssemblyId,
            _ => (type.AssemblyVersion, new Lazy<Loaded>(() => Read(type))),
            (_, current) =>
            {
                if (current.Version == type.AssemblyVersion)
                    return current;
                Unload(current.Loaded);
                return (type.AssemblyVersion, new Lazy<Loaded>(() => Read(type)));
            });
        return entry.Loaded.Value.Assembly;
    }

    private static object Construct(Type type, string? configuration, string? secureConfiguration)
    {
        if (type.GetConstructor([typeof(string), typeof(string)]) is { } both)
            return both.Invoke([configuration, secureConfiguration]);
        if (type.GetConstructor([typeof(string)]) is { } one)
            return one.Invoke([configuration]);
        return type.GetConstructor([])?.Invoke([])
            ?? throw new DataverseException(ErrorCode.Unexpected, $"The plug-in '{type.FullName}' has no public constructor that takes nothing, its configuration, or both configurations.");
    }

    private static Loaded Read(PluginTypeSource type)
    {
        var context = new AssemblyLoadContext($"plugin {type.AssemblyId} {type.AssemblyVersion}", isCollectible: true);
        try
        {
            using var stream = new MemoryStream(type.ReadAssembly());
            return new Loaded(context, context.LoadFromStream(stream));
        }
        catch (BadImageFormatException error)
        {
            context.Unload();
            throw new DataverseException(ErrorCode.Unexpected, $"The content of the plug-in assembly {type.AssemblyId} is no .NET assembly.", error);
        }
    }

    private static void Unload(Lazy<Loaded> loaded)
    {
        if (loaded.IsValueCreated)
            loaded.Value.Context.Unload();
    }

    private sealed record Loaded(AssemblyLoadContext Context, Assembly Assembly);
}
