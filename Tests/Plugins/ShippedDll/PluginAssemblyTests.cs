using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CaseTime.Plugins.Tests.ShippedDll;

/// <summary>Looks at the shipped DLL alone: the sandbox loads it and nothing beside it.</summary>
public sealed class PluginAssemblyTests : IDisposable
{
    private readonly FileStream _file = File.OpenRead(Repository.PluginAssembly);
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    public PluginAssemblyTests()
    {
        _image = new PEReader(_file);
        _metadata = _image.GetMetadataReader();
    }

    public void Dispose()
    {
        _image.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void It_has_a_strong_name()
    {
        Assert.NotEmpty(_metadata.GetBlobBytes(_metadata.GetAssemblyDefinition().PublicKey));
        Assert.True(_image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.StrongNameSigned));
    }

    [Fact]
    public void It_is_for_net462() =>
        Assert.Contains(
            ".NETFramework,Version=v4.6.2",
            _metadata.GetAssemblyDefinition().GetCustomAttributes()
                .Select(handle => System.Text.Encoding.UTF8.GetString(_metadata.GetBlobBytes(_metadata.GetCustomAttribute(handle).Value)))
                .Aggregate(string.Concat),
            StringComparison.Ordinal);

    [Fact]
    public void It_needs_the_sdk_and_the_framework_and_nothing_else()
    {
        var references = _metadata.AssemblyReferences.Select(handle => _metadata.GetAssemblyReference(handle))
            .Select(reference => _metadata.GetString(reference.Name)).ToHashSet();

        Assert.Contains("Microsoft.Xrm.Sdk", references);
        references.ExceptWith(["Microsoft.Xrm.Sdk", "mscorlib", "System", "System.Core", "System.Xml", "System.Xml.Linq", "System.Runtime.Serialization"]);
        Assert.Empty(references);
    }

    [Fact]
    public void It_binds_to_the_original_sdk()
    {
        var sdk = _metadata.AssemblyReferences.Select(handle => _metadata.GetAssemblyReference(handle))
            .Single(reference => _metadata.GetString(reference.Name) == "Microsoft.Xrm.Sdk");

        Assert.Equal(new Version(9, 0, 0, 0), sdk.Version);
        Assert.Equal("31BF3856AD364E35", Convert.ToHexString(_metadata.GetBlobBytes(sdk.PublicKeyOrToken)));
    }

    [Fact]
    public void Its_texts_are_inside_and_no_satellite_lies_beside_it()
    {
        Assert.Contains("texts.1033.xml", _metadata.ManifestResources.Select(handle => _metadata.GetString(_metadata.GetManifestResource(handle).Name)));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Repository.PluginAssembly)!, "*.resources.dll", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("CaseTime.Plugins.Time")]
    [InlineData("CaseTime.Plugins.Rules")]
    [InlineData("CaseTime.Plugins.Steps")]
    public void No_folder_but_dataverse_knows_an_sdk_type(string folder)
    {
        var types = typeof(CaseTime.Plugins.Time.IntervalSet).Assembly.GetTypes().Where(type => type.Namespace == folder);
        var mentioned = types.SelectMany(type => type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .SelectMany(member => member switch
            {
                MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
                    .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
                    .Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
                FieldInfo field => [field.FieldType],
                _ => [],
            });

        Assert.DoesNotContain(mentioned, type => type.Assembly.GetName().Name == "Microsoft.Xrm.Sdk");
    }
}
