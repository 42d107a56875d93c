using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Turns a plugin type row into a plugin. The instance is kept and serves every call of its step.</summary>
public interface IPluginActivator
{
    /// <exception cref="DataverseException">The assembly can't be loaded or lacks the class.</exception>
    IPlugin Activate(PluginTypeSource type, string? configuration, string? secureConfiguration);
}

/// <param name="TypeName">Full name of the class.</param>
/// <param name="AssemblyId">pluginassemblyid.</param>
/// <param name="AssemblyVersion">versionnumber of the assembly row: a changed row is loaded anew.</param>
/// <param name="ReadAssembly">Reads the DLL.</param>
public sealed record PluginTypeSource(string TypeName, Guid AssemblyId, long AssemblyVersion, Func<byte[]> ReadAssembly);
