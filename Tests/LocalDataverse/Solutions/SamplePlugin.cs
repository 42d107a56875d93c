using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Solutions;

/// <summary>A plugin assembly made on the spot, with one plugin that refuses whatever it is asked.</summary>
internal static class SamplePlugin
{
    /// <summary>A public key nobody has the private half of; its bytes only give the assembly a token.</summary>
    private static readonly byte[] s_publicKey = typeof(IPlugin).Assembly.GetName().GetPublicKey()!;

    public static string FullName => NameOf(signed: true).FullName;

    public static byte[] Build(string type, string refusal, bool signed = true)
    {
        var assembly = new PersistedAssemblyBuilder(NameOf(signed), typeof(object).Assembly);
        var builder = assembly.DefineDynamicModule("SamplePlugins").DefineType(type, TypeAttributes.Public | TypeAttributes.Class, typeof(object), [typeof(IPlugin)]);
        var execute = builder.DefineMethod(nameof(IPlugin.Execute), MethodAttributes.Public | MethodAttributes.Virtual, typeof(void), [typeof(IServiceProvider)]);
        var code = execute.GetILGenerator();
        code.Emit(OpCodes.Ldstr, refusal);
        code.Emit(OpCodes.Newobj, typeof(InvalidPluginExecutionException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
        builder.DefineMethodOverride(execute, typeof(IPlugin).GetMethod(nameof(IPlugin.Execute))!);
        builder.CreateType();

        var metadata = assembly.GenerateMetadata(out var stream, out _);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), stream, deterministicIdProvider: _ => new BlobContentId(Guid.Empty, 1)).Serialize(image);
        return image.ToArray();
    }

    private static AssemblyName NameOf(bool signed)
    {
        var name = new AssemblyName("SamplePlugins") { Version = new Version(1, 0, 0, 0), CultureName = "" };
        if (signed) name.SetPublicKey(s_publicKey);
        return name;
    }
}
